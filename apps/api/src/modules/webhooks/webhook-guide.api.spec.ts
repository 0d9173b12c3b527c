import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { eventually } from '@ccr/testkit';
import { startTestServer, type TestServer } from '../../testing/test-server';
import { WEBHOOK_EVENTS } from './webhook.events';

const WORKSPACE = resolve(__dirname, '../../../../..');
const CREATE = 'mutation($input: CreateWebhookInput!) { createWebhook(input: $input) { webhook { id } secret } }';
const TEST = 'mutation($id: ID!) { sendTestEvent(input: { webhookId: $id }) { delivery { state statusCode } } }';

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

describe('the receiver of docs/webhooks.md', () => {
  let test: TestServer;
  let folder: string;
  let guide: string;
  let receiver: ChildProcess | null = null;

  beforeAll(async () => {
    test = await startTestServer({ PRIVATE_TARGETS: '127.0.0.1' });
    guide = await readFile(join(WORKSPACE, 'docs/webhooks.md'), 'utf8');
    folder = await mkdtemp(join(tmpdir(), 'ccr-receiver-'));
    await symlink(join(WORKSPACE, 'node_modules'), join(folder, 'node_modules'));
  });
  afterAll(async () => {
    receiver?.kill();
    await rm(folder, { recursive: true, force: true });
    await test.stop();
  });

  it('takes what is sent, as it stands there, and nothing forged', async () => {
    const admin = await test.shop.firstAdmin();
    const port = await freePort();
    const url = `http://127.0.0.1:${port}/`;
    const { createWebhook } = await admin.do<{ createWebhook: { webhook: { id: string }; secret: string } }>(CREATE, { input: { name: 'Mine', url, events: ['TicketRaised'] } });
    const [, script = ''] = /^```js\n(.*?)^```$/ms.exec(guide) ?? [];
    await writeFile(join(folder, 'receive.mjs'), script);
    receiver = spawn(process.execPath, ['receive.mjs'], { cwd: folder, env: { PORT: String(port), WEBHOOK_SECRET: createWebhook.secret } });
    let [printed, errors] = ['', ''];
    receiver.stdout?.on('data', (chunk) => (printed += String(chunk)));
    receiver.stderr?.on('data', (chunk) => (errors += String(chunk)));
    await eventually('the receiver', () => {
      if (errors) throw new Error(errors);
      return fetch(url, { method: 'POST', body: '{}' }).then(({ status }) => status === 401, () => false);
    });
    expect(await admin.do(TEST, { id: createWebhook.webhook.id })).toEqual({ sendTestEvent: { delivery: { state: 'SENT', statusCode: 204 } } });
    const ticket = await test.shop.ticket(await test.shop.customer());
    await eventually('the ticket', () => printed.includes('TicketRaised'));
    expect(printed.trim().split('\n').map((line) => line.trim())).toEqual(['WebhookTest', `TicketRaised ${ticket.reference}`]);
  });

  it('stands beside a list of every event', () => {
    expect(WEBHOOK_EVENTS.filter((type) => !guide.includes(`\`${type}\``))).toEqual([]);
  });
});
