import type { Actor, Person } from '@ccr/testkit';
import { startTestServer, type TestServer } from '../../testing/test-server';

const READ = '($id: ID!) { ticket(id: $id) { description descriptionHtml messages { nodes { body bodyHtml } } } }';
const TEXT = '**Hello** <img src=x onerror=alert(1)>\n[here](javascript:alert(1))';
const HTML = '<p><strong>Hello</strong> &lt;img src=x onerror=alert(1)&gt;<br />[here](javascript:alert(1))</p>';

describe('what people write', () => {
  let test: TestServer;
  let customer: Person;
  const read = (actor: Actor, id: string): Promise<unknown> => actor.do(`query ${READ}`, { id });

  beforeAll(async () => {
    test = await startTestServer();
    customer = await test.shop.customer();
  });
  afterAll(() => test.stop());

  it('is told as it was typed and as HTML that runs nothing', async () => {
    const { id } = await test.shop.ticket(customer, { description: TEXT });
    await test.shop.message(customer, id, TEXT);
    expect(await read(customer, id)).toEqual({
      ticket: { description: TEXT, descriptionHtml: HTML, messages: { nodes: [{ body: TEXT, bodyHtml: HTML }] } },
    });
  });

  it('is no more than a page of at once', async () => {
    const { id } = await test.shop.ticket(customer);
    const many = Array.from({ length: 6 }, (_, i) => `m${i}: messages(last: 100) { nodes { bodyHtml } }`).join(' ');
    expect((await customer.fail(`query($id: ID!) { ticket(id: $id) { ${many} } }`, { id })).extensions.code).toBe('QUERY_TOO_COMPLEX');
  });
});
