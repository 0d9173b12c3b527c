import { randomUUID } from 'node:crypto';
import { Role } from '@ccr/domain';
import { Actor, eventually, type Person } from '@ccr/testkit';
import type { ObjectLiteral } from 'typeorm';
import { startTestServer, type TestServer } from '../../../testing/test-server';
import { User } from '../people/user.entity';
import { SecurityEvent } from '../security-log/security-event.entity';
import { AccessToken } from './access-token.entity';

const CREATE = /* GraphQL */ `
  mutation ($input: CreateAccessTokenInput!) {
    createAccessToken(input: $input) { token accessToken { id name scopes createdAt expiresAt lastUsedAt } }
  }
`;
const REVOKE = 'mutation($input: RevokeAccessTokenInput!) { revokeAccessToken(input: $input) { ok } }';
const LIST = '{ accessTokens { id lastUsedAt } }';
const VIEWER = '{ viewer { id } }';
const AGENTS = '{ agents { nodes { id } } }';
const WATCH = 'subscription { ticketChanged { id } }';
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

interface Created {
  readonly token: string;
  readonly accessToken: { readonly id: string; readonly name: string; readonly createdAt: string; readonly expiresAt: string | null };
}

describe('the end of an access token', () => {
  it('closes its sockets', async () => {
    const test = await startTestServer(); // at the real time: the timers of sockets know no other
    try {
      const ann = await test.shop.customer();
      const program = await test.shop.program(ann, ['TICKETS_READ']);
      const { database } = test.server.platform;
      await database.unitOfWork(() => database.repository(AccessToken).update({ userId: ann.id }, { expiresAt: new Date(Date.now() + 1_000) }));
      const feed = program.subscribe(WATCH);
      await program.overSocket(VIEWER);
      expect(feed.closed).toBeNull();
      await eventually('the end of the socket', () => feed.closed, 3_000);
      expect(feed.closed?.code).toBe(4401);
    } finally {
      await test.stop();
    }
  });
});

describe('the life of an access token', () => {
  let test: TestServer;
  let ann: Person;

  const create = async (owner: Actor, input: object = {}): Promise<Created> =>
    (await owner.do<{ createAccessToken: Created }>(CREATE, { input: { name: 'Till', scopes: ['TICKETS_READ'], ...input } })).createAccessToken;
  const bearer = ({ token }: Created): Actor => new Actor(test.origin, token);
  const isRefused = async (actor: Actor): Promise<boolean> => (await actor.send(VIEWER)).errors?.[0]?.extensions.code === 'UNAUTHENTICATED';
  const rows = () => test.server.platform.database.repository(AccessToken);
  const changeUser = (id: string, columns: ObjectLiteral) =>
    test.server.platform.database.unitOfWork(() => test.server.platform.database.repository(User).update({ id }, columns));
  const audit = (userId: string): Promise<SecurityEvent[]> =>
    test.server.platform.database.repository(SecurityEvent).find({ where: { userId }, order: { id: 'ASC' } });

  beforeAll(async () => {
    test = await startTestServer();
    ann = await test.shop.customer('Ann Rao');
  });
  afterAll(() => test.stop());

  describe('its end', () => {
    it('is when its owner said, or never', async () => {
      const { accessToken } = await create(ann, { expiresInDays: 30 });
      expect(Date.parse(accessToken.expiresAt ?? '') - Date.parse(accessToken.createdAt)).toBe(30 * DAY);
      expect((await create(ann)).accessToken.expiresAt).toBeNull();
    });

    it.each([0, -1, 366])('is not in %s days', async (expiresInDays) => {
      const error = await ann.fail(CREATE, { input: { name: 'Till', scopes: ['TICKETS_READ'], expiresInDays } });
      expect(error.extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: 'input.expiresInDays', message: 'Choose 1 to 365 days.' }] });
    });

    it('refuses it to the day', async () => {
      const [ending, lasting] = [bearer(await create(ann, { expiresInDays: 1 })), bearer(await create(ann))];
      test.clock.pass(DAY - MINUTE);
      expect(await isRefused(ending)).toBe(false);
      test.clock.pass(2 * MINUTE);
      expect([await isRefused(ending), await isRefused(lasting)]).toEqual([true, false]);
      ann = await test.shop.signIn(ann.email); // her session is over as well
    });

  });

  it('says when it was used last, give or take five minutes', async () => {
    const made = await create(ann);
    const lastUsed = async (): Promise<string | null> => {
      const { accessTokens } = await ann.do<{ accessTokens: { id: string; lastUsedAt: string | null }[] }>(LIST);
      return accessTokens.find(({ id }) => id === made.accessToken.id)?.lastUsedAt ?? null;
    };
    expect(await lastUsed()).toBeNull();
    await bearer(made).do(VIEWER);
    const first = await lastUsed();
    expect(Math.abs(Date.parse(first ?? '') - test.clock.now().getTime())).toBeLessThan(5_000);
    test.clock.pass(4 * MINUTE);
    await bearer(made).do(VIEWER);
    expect(await lastUsed()).toBe(first);
    test.clock.pass(2 * MINUTE);
    await bearer(made).do(VIEWER);
    expect(Date.parse((await lastUsed()) ?? '')).toBeGreaterThan(Date.parse(first ?? ''));
  });

  describe('asked for again with the same clientMutationId', () => {
    it('is the same with a new secret, and the first secret and its sockets end', async () => {
      const input = { name: 'Retried', clientMutationId: randomUUID() };
      const first = await create(ann, input);
      const feed = bearer(first).subscribe(WATCH);
      await eventually('the first use', async () => (await rows().findOneByOrFail({ id: first.accessToken.id })).lastUsedAt);
      const again = await create(ann, { ...input, name: 'Another', expiresInDays: 5 });
      expect(again.accessToken).toMatchObject({ id: first.accessToken.id, name: 'Retried', expiresAt: null });
      expect(again.token).not.toBe(first.token);
      expect([await isRefused(bearer(first)), await isRefused(bearer(again))]).toEqual([true, false]);
      await eventually('the end of the socket', () => feed.closed, 1_000);
      expect(await rows().countBy({ name: 'Retried' })).toBe(1);
    });

    it('at the same moment, is made once, and one of the two secrets is good', async () => {
      const input = { name: 'Twice', clientMutationId: randomUUID() };
      const made = await Promise.all([create(ann, input), create(ann, input)]);
      expect(new Set(made.map(({ accessToken }) => accessToken.id)).size).toBe(1);
      expect((await Promise.all(made.map((one) => isRefused(bearer(one))))).sort()).toEqual([false, true]);
    });

    it('does not come back once it is revoked', async () => {
      const input = { clientMutationId: randomUUID() };
      const { accessToken } = await create(ann, input);
      await ann.do(REVOKE, { input: { accessTokenId: accessToken.id } });
      const error = await ann.fail(CREATE, { input: { name: 'Till', scopes: ['TICKETS_READ'], ...input } });
      expect(error.extensions.code).toBe('NOT_FOUND');
      expect(await rows().existsBy({ id: accessToken.id })).toBe(false);
    });
  });

  it('is shared with at most 49 others, also when many are made at once', async () => {
    const ben = await test.shop.customer('Ben Many');
    await Promise.all(Array.from({ length: 45 }, () => create(ben)));
    const tries = await Promise.all(Array.from({ length: 10 }, () => ben.send(CREATE, { input: { name: 'One more', scopes: ['TICKETS_READ'] } })));
    const refusals = tries.flatMap(({ errors }) => errors ?? []);
    expect(refusals.map(({ extensions }) => extensions.code)).toEqual(Array.from({ length: 5 }, () => 'CONFLICT'));
    expect(refusals[0]?.message).toContain('Revoke one');
    expect(await rows().countBy({ userId: ben.id })).toBe(50);
    const { id: accessTokenId } = await rows().findOneByOrFail({ userId: ben.id });
    await ben.do(REVOKE, { input: { accessTokenId } });
    await create(ben);
  });

  describe('never outgrows its owner', () => {
    it('who became an agent again', async () => {
      const owner = await test.shop.agent('Was Admin', 'ADMIN');
      const program = bearer(await create(owner, { scopes: ['TICKETS_READ', 'ADMIN_WRITE'] }));
      const topic = (name: string): Promise<string | undefined> =>
        program.send('mutation($n: String!) { createTopic(input: { name: $n }) { topic { id } } }', { n: name }).then(({ errors }) => errors?.[0]?.extensions.code);
      expect(await topic('By an admin')).toBeUndefined();
      await changeUser(owner.id, { role: Role.AGENT });
      expect(await topic('By an agent')).toBe('FORBIDDEN');
    });

    it.each([
      ['was deactivated', { deactivatedAt: new Date() }],
      ['leaves', { deletionDueAt: new Date(Date.now() + DAY) }],
      ['was erased', { erasedAt: new Date() }],
    ])('who %s', async (_what, columns) => {
      const owner = await test.shop.customer();
      const program = bearer(await create(owner));
      expect(await isRefused(program)).toBe(false);
      await changeUser(owner.id, columns);
      expect(await isRefused(program)).toBe(true);
      expect((await program.overSocket(VIEWER).catch(() => null))?.closed?.code).toBe(4401);
    });

    it('who must choose a password of their own first', async () => {
      const owner = await test.shop.agent('Has Duty');
      const program = bearer(await create(owner));
      await program.do(AGENTS);
      await changeUser(owner.id, { mustChangePassword: true });
      expect((await program.fail(AGENTS)).extensions.code).toBe('FORBIDDEN');
      expect((await program.overSocket(AGENTS)).errors[0]?.extensions.code).toBe('FORBIDDEN');
    });
  });

  it('is in the audit from its beginning to its end, without its secret', async () => {
    const owner = await test.shop.customer('In The Audit');
    const input = { name: 'Seen', clientMutationId: randomUUID(), expiresInDays: 7 };
    const { accessToken } = await create(owner, input);
    const again = await create(owner, input);
    await owner.do(REVOKE, { input: { accessTokenId: accessToken.id } });
    await owner.fail(REVOKE, { input: { accessTokenId: accessToken.id } });
    const lines = (await audit(owner.id)).filter(({ type }) => type.startsWith('TOKEN'));
    const words = { accessTokenId: accessToken.id, name: 'Seen' };
    const made = { ...words, scopes: ['TICKETS_READ'], expiresAt: accessToken.expiresAt };
    expect(lines).toMatchObject([
      { type: 'TOKEN_CREATED', actorId: owner.id, ip: '127.0.0.1', details: made },
      { type: 'TOKEN_CREATED', details: { ...made, newSecret: true } },
      { type: 'TOKEN_REVOKED', actorId: owner.id, details: words },
    ]);
    expect(JSON.stringify(lines)).not.toContain(again.token.slice(4));
  });

  it.each([
    ['is deactivated', { deactivatedAt: new Date() }],
    ['has deleted their account', { deletionDueAt: new Date(8_640_000_000_000) }],
  ])('does not begin for an owner who %s at that moment', async (_what, columns) => {
    const ben = await test.shop.customer();
    ben.subscribe(WATCH); // an open socket knows already who it acts for
    await ben.overSocket(VIEWER);
    await changeUser(ben.id, columns);
    const { errors } = await ben.overSocket(CREATE, { input: { name: 'Till', scopes: ['TICKETS_READ'] } });
    expect(errors[0]?.extensions.code).toBe('UNAUTHENTICATED');
    expect(await rows().countBy({ userId: ben.id })).toBe(0);
    await ben.cut();
  });

  it('does not begin for a session that ends at that moment', async () => {
    const ben = await test.shop.customer();
    ben.subscribe(WATCH);
    await ben.overSocket(VIEWER);
    const { database } = test.server.platform;
    await database.unitOfWork(() => database.manager.delete('Session', { userId: ben.id }));
    const { errors } = await ben.overSocket(CREATE, { input: { name: 'Till', scopes: ['TICKETS_READ'] } });
    expect(errors[0]?.extensions.code).toBe('UNAUTHENTICATED');
    expect(await rows().countBy({ userId: ben.id })).toBe(0);
    await ben.cut();
  });
});
