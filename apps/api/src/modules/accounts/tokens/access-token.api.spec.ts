import { createHash } from 'node:crypto';
import { Actor, eventually, type Person, RawSocket } from '@ccr/testkit';
import { startTestServer, type TestServer } from '../../../testing/test-server';
import { AccessToken } from './access-token.entity';

const CREATE = /* GraphQL */ `
  mutation ($input: CreateAccessTokenInput!) {
    createAccessToken(input: $input) { token accessToken { id name scopes createdAt } }
  }
`;
const REVOKE = 'mutation($input: RevokeAccessTokenInput!) { revokeAccessToken(input: $input) { ok } }';
const LIST = '{ accessTokens { id name scopes } }';
const VIEWER = '{ viewer { id } }';
const RAISE = 'mutation($input: CreateTicketInput!) { createTicket(input: $input) { ticket { id } } }';
const TICKET = { subject: 'By a program', description: 'x' };
const WATCH = 'subscription { ticketChanged { id } }';

interface Created {
  readonly token: string;
  readonly accessToken: { readonly id: string; readonly name: string; readonly scopes: string[] };
}

describe('access tokens', () => {
  let test: TestServer;
  let ann: Person;
  let ben: Person;

  const create = async (owner: Actor, scopes: string[], name = 'Till'): Promise<Created> =>
    (await owner.do<{ createAccessToken: Created }>(CREATE, { input: { name, scopes } })).createAccessToken;
  const bearer = (token: string): Actor => new Actor(test.origin, token);
  const codeOf = async (actor: Actor, query: string, variables = {}): Promise<string> => (await actor.fail(query, variables)).extensions.code;

  beforeAll(async () => {
    test = await startTestServer();
    [ann, ben] = [await test.shop.customer('Ann Rao'), await test.shop.customer('Ben Other')];
  });
  afterAll(() => test.stop());

  it('show their secret once; only a hash of it is kept', async () => {
    const { token, accessToken } = await create(ann, ['TICKETS_READ', 'TICKETS_READ'], ' Till ');
    expect(token).toMatch(/^ccr_[\w-]{43}$/);
    expect(accessToken).toMatchObject({ name: 'Till', scopes: ['TICKETS_READ'] });
    expect(JSON.stringify(await ann.do(LIST))).toContain(accessToken.id);
    expect(JSON.stringify(await ann.do(LIST))).not.toContain(token);
    const row = await test.server.platform.database.repository(AccessToken).findOneByOrFail({ id: accessToken.id });
    expect(row.secretHash).toBe(createHash('sha256').update(token).digest('hex'));
    expect(JSON.stringify(row)).not.toContain(token.slice(4));
  });

  it.each([
    ['no scope', { scopes: [] }, 'input.scopes'],
    ['a scope that is none', { scopes: ['EVERYTHING'] }, 'input.scopes[0]'],
    ['a blank name', { name: '' }, 'input.name'],
    ['a name of 61 characters', { name: 'x'.repeat(61) }, 'input.name'],
  ])('are not made with %s', async (_what, wrong, path) => {
    const error = await ann.fail(CREATE, { input: { name: 'Till', scopes: ['TICKETS_READ'], ...wrong } });
    expect(error.extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path }] });
  });

  it('act for their owner over HTTP and WebSocket', async () => {
    const program = await test.shop.program(ann, ['TICKETS_READ', 'TICKETS_WRITE']);
    expect(await program.do(VIEWER)).toEqual({ viewer: { id: ann.id } });
    expect((await program.overSocket(VIEWER)).items).toEqual([{ viewer: { id: ann.id } }]);
    const { createTicket } = await program.do<{ createTicket: { ticket: { id: string } } }>(RAISE, { input: TICKET });
    await ann.do('query($id: ID!) { ticket(id: $id) { id } }', { id: createTicket.ticket.id });
  });

  it('open what their scopes name and nothing else, over HTTP and WebSocket', async () => {
    const reader = await test.shop.program(ann, ['TICKETS_READ']);
    await reader.do('{ tickets { nodes { id } } topics { id } }');
    expect(await codeOf(reader, RAISE, { input: TICKET })).toBe('FORBIDDEN');
    expect((await reader.overSocket(RAISE, { input: TICKET })).errors[0]?.extensions.code).toBe('FORBIDDEN');

    const writer = await test.shop.program(ann, ['TICKETS_WRITE']); // who changes a ticket gets it back, so writing is reading too
    await writer.do(RAISE, { input: TICKET });
    await writer.do('{ tickets { nodes { id } } topics { id } }');

    const manager = await test.shop.program(ann, ['ADMIN_WRITE']);
    for (const query of ['{ tickets { nodes { id } } }', '{ topics { id } }']) expect(await codeOf(manager, query)).toBe('FORBIDDEN');
    expect((await manager.overSocket(WATCH)).errors[0]?.extensions.code).toBe('FORBIDDEN');
  });

  it('never give more than the role of their owner', async () => {
    const all = ['TICKETS_READ', 'TICKETS_WRITE', 'ADMIN_WRITE'];
    const program = await test.shop.program(ann, all);
    const createTopic = 'mutation { createTopic(input: { name: "Mine" }) { topic { id } } }';
    for (const query of [createTopic, '{ agents { nodes { id } } }']) expect(await codeOf(program, query)).toBe('FORBIDDEN');
    const { id } = await test.shop.ticket(ben);
    expect(await codeOf(program, 'query($id: ID!) { ticket(id: $id) { id } }', { id })).toBe('NOT_FOUND');
    await (await test.shop.program(await test.shop.firstAdmin(), all)).do(createTopic);
  });

  it('can not manage tokens, whatever their scopes', async () => {
    const { token, accessToken } = await create(ann, ['TICKETS_READ', 'TICKETS_WRITE', 'ADMIN_WRITE']);
    const program = bearer(token);
    expect(await codeOf(program, LIST)).toBe('FORBIDDEN');
    expect(await codeOf(program, CREATE, { input: { name: 'x', scopes: ['TICKETS_READ'] } })).toBe('FORBIDDEN');
    expect(await codeOf(program, REVOKE, { input: { accessTokenId: accessToken.id } })).toBe('FORBIDDEN');
  });

  it('that are revoked are refused at once, and their sockets close within a second', async () => {
    const { token, accessToken } = await create(ann, ['TICKETS_READ']);
    const kept = await test.shop.program(ann, ['TICKETS_READ']);
    const [program, feeds] = [bearer(token), [bearer(token).subscribe(WATCH), kept.subscribe(WATCH)]];
    await program.overSocket(VIEWER);
    await kept.overSocket(VIEWER);
    expect(await ann.do(REVOKE, { input: { accessTokenId: accessToken.id } })).toEqual({ revokeAccessToken: { ok: true } });
    await eventually('the end of the socket', () => feeds[0]?.closed, 1_000);
    expect(feeds[0]?.closed?.code).toBe(4401);
    expect(feeds[1]?.closed).toBeNull();
    expect(await program.send(VIEWER)).toMatchObject({ status: 401, data: null, errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    expect(await codeOf(ann, REVOKE, { input: { accessTokenId: accessToken.id } })).toBe('NOT_FOUND');
  });

  it('of someone else are neither seen nor revoked', async () => {
    const { token, accessToken } = await create(ann, ['TICKETS_READ']);
    for (const other of [ben, await test.shop.firstAdmin()]) {
      expect(JSON.stringify(await other.do(LIST))).not.toContain(accessToken.id);
      expect(await codeOf(other, REVOKE, { input: { accessTokenId: accessToken.id } })).toBe('NOT_FOUND');
    }
    for (const id of ['', 'x', "' OR 1=1 --"]) expect(await codeOf(ben, REVOKE, { input: { accessTokenId: id } })).toBe('NOT_FOUND');
    await bearer(token).do(VIEWER);
  });

  it.each([
    ['unknown', `Bearer ccr_${'A'.repeat(43)}`],
    ['without our prefix', `Bearer ${'A'.repeat(43)}`],
    ['of another scheme', 'Basic YTpi'],
    ['empty', 'Bearer '],
    ['its hash', `Bearer ccr_${createHash('sha256').update('x').digest('hex')}`],
  ])('that are not valid are refused, not taken for nobody: %s', async (_what, authorization) => {
    const answer = await test.shop.visitor().post(JSON.stringify({ query: VIEWER }), { authorization });
    expect(answer).toMatchObject({ status: 401, data: null, errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });

    const socket = await RawSocket.open(test.origin);
    socket.send({ type: 'connection_init', payload: { authorization } });
    expect((await socket.closed).code).toBe(4401);
    expect(socket.messages).toEqual([]);
  });

  it('go before the cookie, so that a program never acts with more than its token', async () => {
    const { token } = await create(ben, ['TICKETS_READ']);
    const both = await ann.post<{ viewer: { id: string } }>(JSON.stringify({ query: VIEWER }), { authorization: `Bearer ${token}` });
    expect(both.data).toEqual({ viewer: { id: ben.id } });
    const socket = await RawSocket.open(test.origin, ann.credentials());
    socket.send({ type: 'connection_init', payload: { authorization: 'Bearer ccr_wrong' } });
    expect((await socket.closed).code).toBe(4401);
  });
});
