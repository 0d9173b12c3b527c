import type { Actor, Person } from '@ccr/testkit';
import { startTestServer, type TestServer } from '../../../testing/test-server';
import { User } from './user.entity';

const PASSWORD = 'correct horse battery';
const SIGN_UP = 'mutation($input: SignUpInput!) { signUp(input: $input) { viewer { id } } }';
const CREATE_AGENT = 'mutation($input: CreateAgentInput!) { createAgent(input: $input) { agent { id } } }';
const CHANGE_EMAIL = 'mutation($input: RequestEmailChangeInput!) { requestEmailChange(input: $input) { viewer { id } } }';
const PLAIN = 'Write the address in plain letters, without accents, quotes or spaces: such as ann@example.com.';
const NEVER = 'No mail arrives at an address that ends in .invalid. Write another one.';

describe('an address', () => {
  let test: TestServer;
  let ann: Person;
  let admin: Person;

  const issues = async (actor: Actor, query: string, input: object) => (await actor.fail(query, { input })).extensions.issues;

  beforeAll(async () => {
    test = await startTestServer();
    [ann, admin] = [await test.shop.customer(), await test.shop.firstAdmin()];
  });
  afterAll(() => test.stop());

  it.each([
    ['ann@exämple.com', PLAIN],
    ['änn@example.com', PLAIN],
    ['ann@example.com\u00a0', PLAIN],
    ['"ann rao"@example.com', PLAIN],
    ['"ann"@example.com', PLAIN],
    ['ann rao@example.com', PLAIN],
    ['\u212Aann@example.com', PLAIN], // a K, once it is in lower case
    ['ann@shop.invalid', NEVER],
    ['ANN@SHOP.INVALID', NEVER],
    ['erased-1@erased.invalid', NEVER],
    ['ann@example', 'Write an e-mail address such as ann@example.com.'],
  ])('is refused with words wherever it is typed: %j', async (email, message) => {
    const input = { name: 'Ann Rao', email, password: PASSWORD };
    expect(await issues(test.shop.visitor(), SIGN_UP, input)).toEqual([{ path: 'input.email', message }]);
    expect(await issues(admin, CREATE_AGENT, input)).toEqual([{ path: 'input.email', message }]);
    expect(await issues(ann, CHANGE_EMAIL, { newEmail: email, password: PASSWORD })).toEqual([{ path: 'input.newEmail', message }]);
  });

  it('is compared letter by letter by the database itself', async () => {
    const { database } = test.server.platform;
    const ben = await test.shop.customer();
    const rename = (id: string, email: string) => database.unitOfWork(() => database.repository(User).update({ id }, { email }));
    await rename(ann.id, 'zoé@example.com');
    await rename(ben.id, 'zoe@example.com');
    expect(await database.repository(User).find({ select: { id: true }, where: { email: 'zoe@example.com' } })).toEqual([{ id: ben.id }]);
    expect(await database.repository(User).existsBy({ email: 'ZOE@example.com' })).toBe(false);
  });
});
