import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect } from '@playwright/test';
import { Webhook } from 'standardwebhooks';
import { expectAccessible } from './accessible';
import { openBrowserOf, shopAt } from './shop';
import { test } from './story';

/** Somebody else's program: takes what it is sent, and keeps it. */
async function startTarget(): Promise<{ server: Server; url: string; received: { headers: Record<string, string>; body: string }[] }> {
  const received: { headers: Record<string, string>; body: string }[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      received.push({ headers: request.headers as Record<string, string>, body });
      response.end('taken');
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { server, received, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook` };
}

test('an admin has another program told of tickets, and sees what it was sent', async ({ browser, baseURL }) => {
  const shop = shopAt(baseURL);
  const [ann, asha, target] = await Promise.all([shop.customer('Ann Rao'), shop.firstAdmin(), startTarget()]);
  const { page, troubles } = await openBrowserOf(browser, asha, { reducedMotion: 'reduce' });
  const name = `Warehouse ${Date.now()}`;
  await page.goto('/webhooks');
  await page.getByRole('button', { name: 'New webhook' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByLabel('Address').fill('https://10.0.0.1/hook');
  await dialog.getByLabel('A ticket is raised').check();
  await dialog.getByRole('button', { name: 'Create the webhook' }).click();
  await expect(dialog.getByText('leads into a private network')).toBeVisible();
  await expectAccessible(page, dialog);
  await dialog.getByLabel('Address').fill(target.url);
  await dialog.getByRole('button', { name: 'Create the webhook' }).click();
  const secret = (await dialog.getByText('whsec_').innerText()).trim();
  await expectAccessible(page, dialog.getByRole('button', { name: 'Copy the secret' }));
  await dialog.getByRole('button', { name: 'I have stored it' }).click();
  await expect(page.getByText('whsec_')).toHaveCount(0);

  await expectAccessible(page, page.getByRole('link', { name }));
  await page.getByRole('link', { name }).click();
  await page.getByRole('button', { name: 'Send test event' }).click();
  await expect(page.getByText('The target took the test: it answered 200.')).toBeVisible();
  const { reference } = await shop.ticket(ann);
  await expect.poll(() => target.received.length).toBe(2);
  const [, raised] = target.received;
  expect(new Webhook(secret).verify(raised?.body ?? '', raised?.headers ?? {})).toMatchObject({ type: 'TicketRaised', data: { ticket: { reference } } });

  await page.getByRole('button', { name: 'Refresh' }).click();
  const delivery = page.getByRole('listitem').filter({ hasText: 'A ticket is raised' });
  await delivery.locator('summary').click();
  await expect(delivery.getByLabel('Request', { exact: true })).toContainText(reference);
  await expect(delivery.getByLabel('Answer', { exact: true })).toContainText('taken');
  await expectAccessible(page, page.getByRole('heading', { name: 'Deliveries' }));
  await delivery.getByRole('button', { name: 'Send again' }).click();
  await expect.poll(() => target.received.length).toBe(3);
  expect(target.received[2]?.body).toBe(raised?.body);

  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByRole('button', { name: 'Resume' })).toBeVisible();
  await expectAccessible(page, page.getByRole('heading', { name }));
  await page.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete the webhook' }).click();
  await expect(page).toHaveURL(/\/webhooks$/);
  await expect(page.getByText(name)).toHaveCount(0);
  expect(troubles).toEqual([]);
  target.server.close();
});
