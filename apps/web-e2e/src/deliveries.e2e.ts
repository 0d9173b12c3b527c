import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { SMTPServer } from 'smtp-server';
import { button, CALM, expectAccessible, heading } from './accessible';
import { ADMIN_EMAIL, PASSWORD } from './browser-person';
import { openBrowserOf, shopAt } from './shop';
import { test } from './story';

const root = join(__dirname, '../../..');

/** A mail server that takes what is sent to it, but for one address until it is told to. */
async function startMailServer(): Promise<{ url: string; taken: string[]; turnAway(email: string): void; takeAll(): void; stop(): void }> {
  const taken: string[] = [];
  let unwanted = '';
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onRcptTo: ({ address }, _session, done) =>
      address === unwanted ? done(Object.assign(new Error('No such box'), { responseCode: 550 })) : (taken.push(address), done()),
    onData: (stream, _session, done) => void stream.resume().on('end', () => done()),
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.server.address() as AddressInfo;
  const turnAway = (email: string): void => void (unwanted = email);
  return { url: `smtp://127.0.0.1:${port}`, taken, turnAway, takeAll: () => turnAway(''), stop: () => void server.close() };
}

/** A shop of its own, whose mail goes out to that server: the others keep theirs in a folder, which refuses nobody. */
async function openShop(smtpUrl: string): Promise<{ url: string; close(): Promise<void> }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'ccr-e2e-mail-'));
  const port = process.env['E2E_SPARE_PORT'] ?? '';
  const url = `http://127.0.0.1:${port}`;
  const settings = { HOST: '127.0.0.1', PORT: port, PUBLIC_URL: url, DATA_DIR: dataDir, SMTP_URL: smtpUrl, MAIL_FROM: 'Help <help@shop.test>' };
  const admin = { INITIAL_ADMIN_EMAIL: ADMIN_EMAIL, INITIAL_ADMIN_PASSWORD: PASSWORD };
  const env = { PATH: process.env['PATH'], LOG_LEVEL: 'error', ...settings, ...admin };
  const server = spawn(process.execPath, ['dist/apps/api/main.js'], { cwd: root, env, stdio: ['ignore', 'pipe', 'ignore'] });
  const gone = new Promise((done) => server.once('exit', done));
  const failed = gone.then(() => {
    throw new Error('The shop with a mail server did not open');
  });
  // It answers a moment before it has an admin; its first words come after that.
  await Promise.race([new Promise((done) => server.stdout.once('data', done)), failed]);
  const close = async (): Promise<void> => {
    server.kill();
    await gone;
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { url, close };
}

let stop: (() => Promise<void>) | undefined;
test.afterEach(() => stop?.());

test('an admin sees that a mail was turned away, sends it again, and looks at what mails are like', async ({ browser }) => {
  const mails = await startMailServer();
  const place = await openShop(mails.url);
  stop = async () => (await place.close(), mails.stop());
  const shop = shopAt(place.url);
  const asha = await shop.firstAdmin();
  const { page, troubles } = await openBrowserOf(browser, asha, CALM);
  await page.goto(`${place.url}/people`);
  await button(page, /^Account/).click();
  mails.turnAway('hari@shop.test');
  await asha.do('mutation($input: CreateAgentInput!) { createAgent(input: $input) { agent { id } } }', { input: { name: 'Hari Nair', email: 'hari@shop.test' } });
  await page.getByRole('link', { name: 'Deliveries' }).click();
  const row = page.getByRole('row').filter({ hasText: 'Hari Nair' });
  // The list does not change by itself.
  const expectState = (words: string): Promise<void> =>
    expect(async () => {
      await button(page, 'Refresh').click();
      await expect(row.getByText(words, { exact: true })).toBeVisible({ timeout: 1_000 });
    }).toPass();
  await expectState('Failed');
  await page.getByLabel('State').selectOption('Failed');
  await expect(page).toHaveURL(/state=FAILED$/);
  await row.getByRole('button', { name: 'Invitation' }).click();
  await expectAccessible(page, button(page, 'Send again'));
  mails.takeAll();
  await button(page, 'Send again').click();
  await expect(page.getByText('On its way to Hari Nair once more.')).toBeVisible();
  await expect.poll(() => mails.taken).toContain('hari@shop.test');
  await page.getByLabel('State').selectOption('All states');
  await expectState('Sent');
  await page.getByRole('link', { name: 'Blocked addresses' }).click();
  await expectAccessible(page, page.getByText('No address is blocked'));

  await page.getByRole('link', { name: 'Deliveries', exact: true }).click();
  await page.getByRole('link', { name: 'Mail templates' }).click();
  await page.getByRole('navigation', { name: 'Mails' }).getByRole('link', { name: 'Reply' }).click();
  const mail = page.frameLocator('iframe[title="The mail as a page"]');
  await expect(mail.getByText('The bank sends it back').last()).toBeVisible();
  const paper = (): Promise<string> => mail.locator('body').evaluate((body) => getComputedStyle(body).backgroundColor);
  await page.emulateMedia({ colorScheme: null }); // it would hold for the mail, too
  await expect.poll(paper).toBe('rgb(245, 244, 241)');
  await button(page, 'As on a dark screen').click();
  await expect.poll(paper).toBe('rgb(22, 25, 27)');
  await expectAccessible(page, heading(page, 'Mail templates'));
  await button(page, 'Send a test mail to me').click();
  await expect(page.getByText(`A test mail is on its way to ${ADMIN_EMAIL}.`)).toBeVisible();
  expect(mails.taken).toContain(ADMIN_EMAIL);
  // The stories' own tools try to run in the frame of the mail, where nothing may.
  expect(troubles.filter((trouble) => !/Blocked script execution in 'about:(blank|srcdoc)'/.test(trouble))).toEqual([]);
});

test('a customer has replies in the app alone', async ({ browser, baseURL }) => {
  const ann = await shopAt(baseURL).customer();
  const { page, troubles } = await openBrowserOf(browser, ann, CALM);
  await page.goto('/account/notifications');
  const byMail = page.getByRole('switch', { name: 'Somebody replied: By mail' });
  await expect(byMail).toBeChecked();
  await expectAccessible(page, byMail);
  const saved = page.waitForResponse((response) => response.request().postData()?.includes('"operationName":"SetNotificationChoice"') ?? false);
  await byMail.click();
  await expect(byMail).not.toBeChecked();
  await saved;
  await page.reload();
  await expect(byMail).not.toBeChecked();
  await expect(page.getByRole('switch', { name: 'Somebody replied: In the app' })).toBeChecked();
  expect(troubles).toEqual([]);
});
