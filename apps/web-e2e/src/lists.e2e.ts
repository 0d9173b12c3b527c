import { expect, type Page, test } from '@playwright/test';
import { openBrowserOf, shopAt } from './shop';

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
  await expect(page).toHaveTitle('All tickets · Customer Care Registry');
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
