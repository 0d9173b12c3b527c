import { type Permission, PERMISSIONS, Role, scopesAllow, TokenScope } from '@ccr/domain';
import { type Actor, eventually, type GraphqlError } from '@ccr/testkit';
import { readContract, type RootField, rootFields } from '../../testing/root-fields';
import { startTestServer, type TestServer } from '../../testing/test-server';

/**
 * Who may attempt each root field. Said here a second time, on purpose: a field that is not in the table, or whose
 * guard says something else, fails.
 */
const TABLE: Record<string, Permission | 'public'> = {
  viewer: 'public',
  signUp: 'public',
  signIn: 'public',
  signOut: 'public',
  accessTokens: 'accessToken.manage',
  createAccessToken: 'accessToken.manage',
  revokeAccessToken: 'accessToken.manage',
  agents: 'agent.read',
  createAgent: 'agent.create',
  topics: 'topic.read',
  createTopic: 'topic.create',
  ticket: 'ticket.read',
  tickets: 'ticket.read',
  ticketEvents: 'ticket.read',
  ticketChanged: 'ticket.read',
  createTicket: 'ticket.create',
  assignTicket: 'ticket.assign',
  markTicketPending: 'ticket.move',
  resolveTicket: 'ticket.move',
  reopenTicket: 'ticket.move',
  closeTicket: 'ticket.move',
  sendMessage: 'message.send',
};
const GUARD = 'Sign in to do this.';

type Outcome = 'passes' | 'UNAUTHENTICATED' | 'FORBIDDEN';

/** What the guard said. Behind it anything may happen: nothing that exists was named. */
function outcome(error: GraphqlError | undefined): Outcome {
  const code = error?.extensions.code;
  if (code === 'FORBIDDEN') return code;
  return code === 'UNAUTHENTICATED' && error?.message === GUARD ? code : 'passes';
}

async function overHttp(actor: Actor, { operation }: RootField): Promise<Outcome> {
  return outcome((await actor.send(operation)).errors?.[0]);
}

async function overSocket(actor: Actor, { operation, kind }: RootField, expected: Outcome): Promise<Outcome> {
  const feed = actor.subscribe(operation);
  if (kind === 'subscription' && expected === 'passes') await actor.overSocket('{ viewer { id } }'); // it may never end
  else await eventually(`an answer to ${operation}`, () => feed.completed || feed.errors.length > 0);
  const result = outcome(feed.errors[0]);
  feed.stop();
  return result;
}

describe('who may attempt what', () => {
  let test: TestServer;
  let fields: RootField[];
  const guarded = (): [RootField, Permission][] =>
    fields.flatMap((field) => {
      const permission = TABLE[field.name];
      return permission && permission !== 'public' ? [[field, permission]] : [];
    });

  /** Sends every guarded operation both ways and compares all answers at once. */
  async function check(actor: Actor, expectation: (permission: Permission) => Outcome): Promise<void> {
    const expected: Record<string, [Outcome, Outcome]> = {};
    const seen: Record<string, [Outcome, Outcome]> = {};
    for (const [field, permission] of guarded()) {
      const due = expectation(permission);
      const http = field.kind === 'subscription' ? due : await overHttp(actor, field);
      expected[field.name] = [due, due];
      seen[field.name] = [http, await overSocket(actor, field, due)];
    }
    expect(seen).toEqual(expected);
    expect(Object.keys(seen).length).toBeGreaterThan(10);
  }

  beforeAll(async () => {
    test = await startTestServer();
    fields = rootFields(await readContract(test.shop.visitor()));
  });
  afterAll(() => test.stop());

  it('is said in the table for every root field of the contract, and for no other', () => {
    expect(fields.map((field) => field.name).sort()).toEqual(Object.keys(TABLE).sort());
  });

  it('leaves exactly the public ones to someone who is signed out', async () => {
    await check(test.shop.visitor(), () => 'UNAUTHENTICATED');
    for (const field of fields.filter(({ name }) => TABLE[name] === 'public')) {
      expect([field.name, await overHttp(test.shop.visitor(), field)]).toEqual([field.name, 'passes']);
      expect([field.name, await overSocket(test.shop.visitor(), field, 'passes')]).toEqual([field.name, 'passes']);
    }
  });

  it.each([Role.CUSTOMER, Role.AGENT, Role.ADMIN])('goes by the list of permissions for a role: %s', async (role) => {
    const actor = role === Role.CUSTOMER ? await test.shop.customer() : await test.shop.agent('Someone', role);
    await check(actor, (permission) => ((PERMISSIONS[permission] as readonly Role[]).includes(role) ? 'passes' : 'FORBIDDEN'));
  });

  it.each(Object.values(TokenScope).flatMap((scope) => [Role.CUSTOMER, Role.AGENT, Role.ADMIN].map((role) => [scope, role] as const)))(
    'goes by scope and role for a token: %s of %s',
    async (scope, role) => {
      const owner = role === Role.CUSTOMER ? await test.shop.customer() : await test.shop.agent('Someone', role);
      const program = await test.shop.program(owner, [scope]);
      await check(program, (permission) => {
        const roles: readonly Role[] = PERMISSIONS[permission];
        return roles.includes(role) && scopesAllow([scope], permission) ? 'passes' : 'FORBIDDEN';
      });
    },
  );

  it('is asked before the input is looked at', async () => {
    const error = await test.shop.visitor().fail('mutation { createTopic(input: { name: "" }) { topic { id } } }');
    expect(outcome(error)).toBe('UNAUTHENTICATED');
  });

  it('is not got around by subscribing over HTTP', async () => {
    for (const actor of [test.shop.visitor(), await test.shop.customer()]) {
      for (const { operation } of fields.filter((field) => field.kind === 'subscription')) {
        const answer = await actor.send(operation);
        expect(answer).toMatchObject({ status: 400, data: null, errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
      }
    }
  });
});
