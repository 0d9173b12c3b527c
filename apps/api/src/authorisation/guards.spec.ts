import { Duty, OPEN_DURING_DUTY, type Permission, PERMISSIONS, Role, scopesAllow, TokenScope } from '@ccr/domain';
import type { Actor, GraphqlError, Person } from '@ccr/testkit';
import { User } from '../modules/accounts';
import { SHOP, ShopSettings } from '../modules/accounts/second-factor/shop-settings.entity';
import { type Outcomes, tryBothWays } from '../testing/both-ways';
import { ROOT_FIELD_GUARDS } from '../testing/root-field-guards';
import { readContract, type RootField, rootFields } from '../testing/root-fields';
import { startTestServer, type TestServer } from '../testing/test-server';

type Expectation = 'passes' | 'UNAUTHENTICATED' | 'FORBIDDEN';

/** Who is nobody: without a credential, or with one that is no good. A wrong password behind the guard reads otherwise. */
const NOBODY = ['Sign in to do this.', 'This access token is not valid, or no longer.'];

/** What the guard said. Behind it anything may happen, as nothing that exists was named; but no failure of ours. */
function guardsWord(error: GraphqlError | undefined): string {
  const code = error?.extensions.code ?? 'done';
  if (code === 'FORBIDDEN' || code === 'INTERNAL_SERVER_ERROR') return code;
  return code === 'UNAUTHENTICATED' && NOBODY.includes(error?.message ?? '') ? code : 'passes';
}

const roleOpens = (role: Role, permission: Permission): boolean => (PERMISSIONS[permission] as readonly Role[]).includes(role);
const ROLES = [Role.CUSTOMER, Role.AGENT, Role.ADMIN];
const SCOPES = Object.values(TokenScope);

// On one database only: what a guard says is said before any row is read.
describe('who may attempt what', () => {
  let test: TestServer;
  let fields: RootField[];

  const personOf = (role: Role): Promise<Person> =>
    role === Role.CUSTOMER ? test.shop.customer() : test.shop.agent('Someone', role);
  const change = async (person: Person, columns: Partial<User>): Promise<void> => {
    const { database } = test.server.platform;
    await database.unitOfWork(() => database.repository(User).update({ id: person.id }, columns));
  };
  const insistOnSecondFactor = async (insists: boolean): Promise<void> => {
    const { database } = test.server.platform;
    const row = { id: SHOP, staffSecondFactorRequired: insists, updatedAt: new Date() };
    await database.unitOfWork(() => database.repository(ShopSettings).save(row));
  };

  /** Sends every guarded operation both ways and compares all answers at once. */
  async function check(actor: Actor, expectation: (permission: Permission) => Expectation): Promise<void> {
    const guarded = fields.filter(({ name }) => ROOT_FIELD_GUARDS[name] !== 'public');
    const expected: Record<string, Outcomes> = {};
    for (const { name } of guarded) {
      const due = expectation(ROOT_FIELD_GUARDS[name] as Permission);
      expected[name] = { http: due, socket: due };
    }
    expect(await tryBothWays(actor, guarded, guardsWord)).toEqual(expected);
    expect(guarded.length).toBeGreaterThan(40);
  }

  beforeAll(async () => {
    test = await startTestServer({ COST_PER_MINUTE: '100000000' }); // a budget that is used up would hide the guard
    fields = rootFields(await readContract(test.shop.visitor()));
  });
  afterAll(() => test.stop());

  it('is said in the table for every root field of the contract, and for no other', () => {
    expect(fields.map((field) => field.name).sort()).toEqual(Object.keys(ROOT_FIELD_GUARDS).sort());
  });

  it('leaves exactly the public ones to someone who is signed out', async () => {
    await check(test.shop.visitor(), () => 'UNAUTHENTICATED');
    for (const field of fields.filter(({ name }) => ROOT_FIELD_GUARDS[name] === 'public')) {
      const { [field.name]: seen } = await tryBothWays(test.shop.visitor(), [field], guardsWord);
      expect([field.name, seen]).toEqual([field.name, { http: 'passes', socket: 'passes' }]);
    }
  });

  it.each(ROLES)('goes by the list of permissions for a role: %s', async (role) => {
    await check(await personOf(role), (permission) => (roleOpens(role, permission) ? 'passes' : 'FORBIDDEN'));
  });

  it.each(SCOPES.flatMap((scope) => ROLES.map((role) => [scope, role] as const)))(
    'goes by scope and role for a token: %s of %s',
    async (scope, role) => {
      const program = await test.shop.program(await personOf(role), [scope]);
      await check(program, (permission) => (roleOpens(role, permission) && scopesAllow([scope], permission) ? 'passes' : 'FORBIDDEN'));
    },
  );

  describe.each([
    [Duty.CHANGE_PASSWORD, async (person: Person) => change(person, { mustChangePassword: true })],
    [Duty.SET_UP_SECOND_FACTOR, async () => insistOnSecondFactor(true)],
  ])('is the own account and no more for staff with a duty: %s', (_duty, impose) => {
    afterEach(() => insistOnSecondFactor(false));

    it.each([Role.AGENT, Role.ADMIN])('%s, and for no program of theirs', async (role) => {
      const person = await personOf(role);
      const program = await test.shop.program(person, SCOPES);
      await impose(person);
      await check(person, (permission) => (OPEN_DURING_DUTY.includes(permission) ? 'passes' : 'FORBIDDEN'));
      await check(program, () => 'FORBIDDEN');
      expect(await person.do('{ viewer { id } }')).toEqual({ viewer: { id: person.id } });
    });
  });

  it('is nothing for an agent who was deactivated, with the session and the token from before', async () => {
    const agent = await personOf(Role.AGENT);
    const program = await test.shop.program(agent, SCOPES);
    await (await test.shop.firstAdmin()).do('mutation($id: ID!) { deactivateAgent(input: { agentId: $id }) { agent { id } } }', { id: agent.id });
    await check(agent, () => 'UNAUTHENTICATED');
    await check(program, () => 'UNAUTHENTICATED');
  });

  it('is asked before the input is looked at', async () => {
    const error = await test.shop.visitor().fail('mutation { createTopic(input: { name: "" }) { topic { id } } }');
    expect(guardsWord(error)).toBe('UNAUTHENTICATED');
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
