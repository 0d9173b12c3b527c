import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import type { Person } from '@ccr/testkit';
import { startTestServer, type TestServer } from '../../testing/test-server';

describe('the id of a request', () => {
  let test: TestServer;
  let ann: Person;

  beforeAll(async () => {
    test = await startTestServer();
    ann = await test.shop.customer();
  });
  afterAll(() => test.stop());

  /** Has each list of topics write a line of its own, and fail. */
  const breakTopics = (): jest.SpyInstance =>
    jest.spyOn(test.server.topics, 'list').mockImplementation(async () => {
      await test.server.platform.database.manager.query('SELECT 1');
      test.server.platform.log.error('deep in a service');
      throw new Error('broken');
    });
  const lines = (): { msg: string; requestId?: string }[] => test.alarms.splice(0).map((line) => JSON.parse(line) as { msg: string; requestId?: string });

  /** Asks in two parts, as from afar: the headers, and the body a moment later. */
  async function askSlowly(): Promise<{ readonly id: unknown; readonly body: string }> {
    const asking = request(`${test.origin}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...ann.credentials() } });
    const answered = once(asking, 'response');
    asking.flushHeaders();
    await pause(100);
    asking.end(JSON.stringify({ query: '{ topics { id } }' }));
    const [answer] = (await answered) as [IncomingMessage];
    return { id: answer.headers['x-request-id'], body: await text(answer) };
  }

  it('is in the answer, in each line that is logged for it, and in what people are told', async () => {
    const broken = breakTopics();
    const { headers, errors } = await ann.send('{ topics { id } }');
    const id = headers.get('x-request-id');
    expect(lines()).toMatchObject([{ msg: 'deep in a service', requestId: id }, { msg: 'An operation failed', requestId: id, errorId: id }]);
    expect(errors?.[0]?.message).toContain(id);
    const slow = await askSlowly();
    broken.mockRestore();
    expect(lines()).toMatchObject([{ requestId: slow.id }, { requestId: slow.id, errorId: slow.id }]);
    expect(slow.body).toContain(slow.id);
  });

  it('is another one for each operation on a socket', async () => {
    const broken = breakTopics();
    const ids = [await ann.overSocket('{ topics { id } }'), await ann.overSocket('{ topics { id } }')].map(({ errors }) => errors[0]?.extensions.errorId);
    broken.mockRestore();
    expect(lines().map(({ requestId }) => requestId)).toEqual([ids[0], ids[0], ids[1], ids[1]]);
    expect(new Set(ids).size).toBe(2);
    await ann.cut();
  });
});
