import { expect, type Page } from '@playwright/test';
import { CALM, expectAccessible } from './accessible';
import { openBrowserOf, shopAt } from './shop';
import { test } from './story';

const tab = (page: Page, name: string) => page.getByRole('navigation', { name: 'Tickets by state' }).getByRole('link', { name });
const RESOLVE = 'mutation($id: ID!) { resolveTicket(input: { ticketId: $id }) { ticket { id } } }';
const ASSIGN = 'mutation($input: AssignTicketInput!) { assignTicket(input: $input) { ticket { id } } }';

test('the admin’s tabs are true without a reload', async ({ browser, baseURL }) => {
  const shop = shopAt(baseURL);
  const [ann, gita, admin] = await Promise.all([shop.customer(), shop.agent(), shop.firstAdmin()]);
  const { page, stays, expectNoReload, troubles } = await openBrowserOf(browser, admin);
  const subject = `Follow me through the tabs ${Date.now()}`;
  const row = page.getByRole('link', { name: subject });
  await page.goto('/tickets?tab=closed');
  await tab(page, 'Active').click();
  await tab(page, 'Unassigned').click();
  await expect(page).toHaveTitle(/^(\(\d+\) )?All tickets · Customer Care Registry$/);
  await stays();

  const { id } = await shop.ticket(ann, { subject });
  await expect(row).toBeVisible();
  await admin.do(ASSIGN, { input: { ticketId: id, agentId: gita.id } });
  await expect(row).toHaveCount(0);
  await tab(page, 'Active').click();
  await expect(row).toBeVisible();
  await gita.do(RESOLVE, { id });
  await expect(row).toHaveCount(0);
  await tab(page, 'Closed').click();
  await expect(row).toBeVisible();
  await expectNoReload();
  expect(troubles).toEqual([]);
});

test('a ticket that was given to somebody else leaves the agent who had it, wherever they look', async ({ browser, baseURL }) => {
  const shop = shopAt(baseURL);
  const [ann, gita, hari, admin] = await Promise.all([shop.customer(), shop.agent(), shop.agent('Hari Rao'), shop.firstAdmin()]);
  const [{ id, reference }, kept] = [await shop.assignedTicket(ann, gita), await shop.assignedTicket(ann, gita)];
  const { page, stays, expectNoReload } = await openBrowserOf(browser, gita, CALM);
  const row = (of: string) => page.locator(`[data-reference="${of}"]`);
  await page.goto(`/tickets/${reference}?tab=active`);
  await expect(row(reference)).toBeVisible();
  await expect(page.getByRole('log')).toBeVisible();
  await stays();
  await admin.do(ASSIGN, { input: { ticketId: id, agentId: hari.id } });
  await expect(page.getByRole('heading', { name: 'This ticket is no longer open to you' })).toBeFocused();
  await expect(row(reference)).toHaveCount(0);
  await expect(row(kept.reference)).toBeVisible();
  await expectAccessible(page, page.getByRole('link', { name: 'Back to the tickets' }));
  await page.getByRole('link', { name: 'Back to the tickets' }).click();
  await expect(page).toHaveURL(/\/tickets\?tab=active$/);
  await expectNoReload();
});

test('back leads to the same tab and place; times are the reader’s', async ({ browser, baseURL }) => {
  const shop = shopAt(baseURL);
  const ann = await shop.customer();
  for (let count = 1; count <= 30; count++) await shop.ticket(ann, { subject: `Ticket ${count}` });
  const { page } = await openBrowserOf(browser, ann, { timezoneId: 'Asia/Kathmandu' });
  await page.goto('/tickets');
  await tab(page, 'Active').click();
  await page.getByRole('button', { name: 'Load more' }).click();
  const cards = page.getByRole('article');
  await expect(cards).toHaveCount(30);
  const last = cards.last().getByRole('link');
  await last.scrollIntoViewIfNeeded();
  const place = await page.evaluate(() => window.scrollY);
  expect(place).toBeGreaterThan(1_000);
  await last.click();

  const shown = page.getByRole('log').locator('time').first();
  const at = await shown.getAttribute('datetime');
  const inKathmandu = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Kathmandu', timeStyle: 'short' });
  await expect(shown).toHaveText(inKathmandu.format(new Date(at ?? '')));
  await page.getByRole('link', { name: 'My tickets' }).last().click();
  await expect(page).toHaveURL(/\?tab=active$/);
  await expect(cards).toHaveCount(30);
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBe(place);
});

test('a list of hundreds of tickets is gone through with the keyboard, and found again as it was left', async ({ browser, baseURL }) => {
  const shop = shopAt(baseURL);
  const [asha, ...customers] = await Promise.all([shop.firstAdmin(), shop.customer(), shop.customer(), shop.customer()]);
  await Promise.all(customers.map(async (ann, at) => {
    for (let count = 1; count <= 70; count++) await shop.ticket(ann, { subject: `One of many, ${at}-${count}` });
  }));
  const { page, troubles } = await openBrowserOf(browser, asha, { viewport: { width: 390, height: 700 }, hasTouch: true });
  await page.goto('/tickets?tab=active&sort=newest');
  const rows = page.getByRole('list', { name: 'All tickets' }).getByRole('listitem');
  const list = page.locator('#desk-list');
  const height = (): Promise<number> => list.evaluate(({ scrollHeight }) => scrollHeight);
  for (let pages = 1; pages < 8; pages++) {
    const before = await height();
    await page.getByRole('button', { name: 'Load more' }).click();
    await expect.poll(height).toBeGreaterThan(before);
  }
  await page.getByLabel('Select all loaded').check();
  await expect(page.getByText('200 selected')).toBeVisible();
  // Only what is near the screen is on the page.
  expect(await rows.count()).toBeLessThan(60);

  const scrolled = (): Promise<number> => list.evaluate(({ scrollTop }) => scrollTop);
  await list.evaluate((box) => (box.scrollTop = box.scrollHeight / 2));
  const row = rows.and(page.locator('[aria-posinset="100"]')).getByRole('link');
  await row.scrollIntoViewIfNeeded();
  const place = await scrolled();
  await row.click();
  await expect(list).toBeHidden();
  await page.goBack();
  await expect(list).toBeVisible();
  expect(Math.abs((await scrolled()) - place)).toBeLessThanOrEqual(1);
  await expect(row).toBeFocused();

  for (let times = 0; times < 90; times++) await page.keyboard.press('k');
  await expect(rows.and(page.locator('[aria-posinset="10"]')).getByRole('link')).toBeFocused();
  for (let times = 0; times < 90; times++) await page.keyboard.press('j');
  await expect(row).toBeFocused();
  await expect(row).toBeInViewport();
  expect(troubles).toEqual([]);
});
