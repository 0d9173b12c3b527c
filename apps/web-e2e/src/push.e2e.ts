import { createECDH, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, type Page } from '@playwright/test';
import { eventually } from '@ccr/testkit';
import { CALM, expectAccessible } from './accessible';
import { openBrowserOf, shopAt } from './shop';
import { test } from './story';

const SWITCH = 'Notifications while this page is closed';

/** A push service that keeps who sent something. */
async function pushService(): Promise<{ endpoint: string; senders: string[]; stop: () => void }> {
  const senders: string[] = [];
  const server = createServer((request, response) => {
    senders.push(request.headers.authorization ?? '');
    request.resume().on('end', () => response.writeHead(201).end());
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return { endpoint: `http://127.0.0.1:${port}/send/1`, senders, stop: () => void server.close() };
}

/** Chromium without a window has no push service of its own: the page gets one that is on this machine. */
async function givePushService(page: Page, endpoint: string): Promise<void> {
  await page.context().grantPermissions(['notifications']);
  const keys = { p256dh: createECDH('prime256v1').generateKeys('base64url'), auth: randomBytes(16).toString('base64url') };
  await page.addInitScript(
    (subscription) => {
      let current: object | null = null;
      const unsubscribe = (): Promise<boolean> => Promise.resolve(((current = null), true));
      const made = { endpoint: subscription.endpoint, options: { applicationServerKey: null }, toJSON: () => subscription, unsubscribe };
      Object.assign(PushManager.prototype, {
        getSubscription: () => Promise.resolve(current),
        subscribe: () => Promise.resolve((current = made)),
      });
    },
    { endpoint, keys },
  );
}

/** Has the browser hand a message to the shop's worker, as its push service would. */
async function push(page: Page, data: object): Promise<void> {
  const client = await page.context().newCDPSession(page);
  const registered = new Promise<string>((resolve) => {
    client.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const found = registrations.find(({ isDeleted }) => !isDeleted);
      if (found) resolve(found.registrationId);
    });
  });
  await client.send('ServiceWorker.enable');
  const registrationId = await registered;
  await client.send('ServiceWorker.deliverPushMessage', { origin: new URL(page.url()).origin, registrationId, data: JSON.stringify(data) });
  await client.detach();
}

const shown = (page: Page): Promise<string[]> =>
  page.evaluate(async () => (await (await navigator.serviceWorker.ready).getNotifications()).map(({ title, body }) => `${title}: ${body}`));

test('who wants to know of a reply is told while the page is elsewhere, and gets to it', async ({ browser, baseURL }) => {
  const shop = shopAt(baseURL);
  const [ann, gita] = [await shop.customer('Ann Rao'), await shop.agent()];
  const { id, reference } = await shop.assignedTicket(ann, gita);
  const service = await pushService();
  const { page, troubles, stays, expectNoReload } = await openBrowserOf(browser, ann, CALM);
  await givePushService(page, service.endpoint);

  // Nothing is asked for before there is something to wait for.
  await page.goto(`/tickets/${reference}`);
  await expect(page.getByRole('log', { name: 'Conversation' })).toBeVisible();
  await expect(page.getByText('Know when there is a reply')).toHaveCount(0);
  await page.getByLabel('Write a message').fill('Is it on its way?');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expectAccessible(page, page.getByRole('button', { name: 'Turn on' }));
  await page.getByRole('button', { name: 'Turn on' }).click();
  await expect(page.getByText('This device tells you of replies.')).toBeVisible();

  await shop.message(gita, id, 'It is on its way');
  await eventually('a message to the push service', () => service.senders.length > 0);
  expect(service.senders[0]).toMatch(/^vapid t=/);

  // What is in front of her eyes is not told; from elsewhere the click leads back, without loading the page anew.
  const news = { id: 'n-1', title: 'Gita replied', body: 'It is on its way', path: `/tickets/${reference}`, tag: id };
  await page.bringToFront();
  await push(page, news);
  await page.getByRole('button', { name: 'Account: Ann Rao' }).click();
  await page.getByRole('link', { name: 'Account' }).click();
  await page.getByRole('link', { name: 'Notifications' }).click();
  await expect(page.getByRole('switch', { name: SWITCH })).toBeChecked();
  expect(await shown(page)).toEqual([]);
  await push(page, news);
  await expect.poll(() => shown(page)).toEqual(['Gita replied: It is on its way']);
  await stays();
  const [worker] = page.context().serviceWorkers();
  await worker?.evaluate(`registration.getNotifications().then(([notification]) =>
    dispatchEvent(new NotificationEvent('notificationclick', { notification })))`);
  await page.waitForURL(`**/tickets/${reference}`);
  await expectNoReload();

  // Signing out ends it: what comes from now on is not for this browser.
  const before = service.senders.length;
  await page.getByRole('button', { name: 'Account: Ann Rao' }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await shop.message(gita, id, 'It has arrived');
  await page.waitForTimeout(3_000); // that nothing comes can only be waited for
  expect(service.senders).toHaveLength(before);
  expect(troubles).toEqual([]);
  service.stop();
});

test('a browser without a push service says so, and nothing is on', async ({ browser, baseURL }) => {
  const { page } = await openBrowserOf(browser, await shopAt(baseURL).customer());
  await page.context().grantPermissions(['notifications']);
  await page.goto('/account/notifications');
  await page.getByRole('switch', { name: SWITCH }).click();
  await expect(page.getByText('This browser could not reach its push service.')).toBeVisible();
  await expect(page.getByRole('switch', { name: SWITCH })).not.toBeChecked();
});
