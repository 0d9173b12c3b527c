import { expect, type Page } from '@playwright/test';
import { openBrowserOf, shopAt } from './shop';
import { test } from './story';

const ASSIGN = 'mutation($input: AssignTicketInput!) { assignTicket(input: $input) { ticket { id } } }';
const rows = (page: Page) => page.getByRole('list', { name: 'Assigned to me' }).or(page.getByRole('list', { name: 'All tickets' })).getByRole('article');
const open = (page: Page) => page.getByRole('region', { name: 'Ticket', exact: true });
const composer = (page: Page) => page.getByLabel('Write a message');

test('an agent works through three tickets by keyboard alone', async ({ browser, baseURL }) => {
  const shop = shopAt(baseURL);
  const [ann, gita, asha] = await Promise.all([shop.customer(), shop.agent(), shop.firstAdmin()]);
  for (const [subject, priority] of [['Later', 'LOW'], ['Now', 'URGENT'], ['Soon', 'HIGH']]) {
    const { id } = await shop.ticket(ann, { subject, priority });
    await asha.do(ASSIGN, { input: { ticketId: id, agentId: gita.id } });
  }
  const { page, stays, expectNoReload, troubles } = await openBrowserOf(browser, gita);
  await page.goto('/tickets');
  await expect(rows(page)).toHaveText([/Now/, /Soon/, /Later/]);
  await stays();

  await page.keyboard.press('j');
  await expect(rows(page).first().getByRole('link')).toBeFocused();
  await page.keyboard.press('Enter');
  for (const [place, subject] of ['Now', 'Soon', 'Later'].entries()) {
    if (place) await page.keyboard.press('j');
    await expect(open(page).getByRole('heading', { name: subject })).toBeVisible();
    await page.keyboard.press('n');
    await expect(page.getByRole('button', { name: 'Add note' })).toBeVisible();
    await page.keyboard.type(`Checked ${subject}`);
    await page.keyboard.press('ControlOrMeta+Enter');
    await expect(page.getByRole('log').getByText(`Checked ${subject}`)).toBeVisible();
    await page.keyboard.press('Escape');
    await page.keyboard.press('r');
    await page.keyboard.type(`Done, jack: ${subject}`);
    await page.keyboard.press('ControlOrMeta+Enter');
    await expect(page.getByRole('log').getByText(`Done, jack: ${subject}`)).toBeVisible();
    await expect(composer(page)).toBeFocused();
    await page.keyboard.press('Escape');
    await page.keyboard.press('e');
    await expect(open(page).getByTestId('ticket-status')).toHaveText(/Resolved/);
  }
  await expect(rows(page)).toHaveCount(0);
  await expect(page.getByText('Nothing waits for you')).toBeVisible();
  await expectNoReload();
  expect(troubles).toEqual([]);
});

test('nothing moves under the pointer: what is new waits above', async ({ browser, baseURL }) => {
  const shop = shopAt(baseURL);
  const [ann, asha] = await Promise.all([shop.customer(), shop.firstAdmin()]);
  await shop.ticket(ann, { subject: 'The first of this customer' });
  const { page, troubles } = await openBrowserOf(browser, asha);
  await page.goto(`/tickets?tab=active&sort=newest&customer=${ann.id}`);
  const first = rows(page).first();
  await expect(first).toContainText('The first of this customer');
  await first.hover();
  const place = await first.boundingBox();
  for (const subject of ['One more', 'Two more', 'Three more']) await shop.ticket(ann, { subject });

  const pile = page.getByRole('button', { name: '3 new', exact: true });
  await expect(pile).toBeVisible();
  await expect(rows(page)).toHaveCount(1);
  expect(await first.boundingBox()).toEqual(place);
  await pile.click();
  await expect(rows(page)).toHaveText([/Three more/, /Two more/, /One more/, /The first/]);
  await expect(rows(page).first().getByRole('link')).toBeFocused();

  // Nobody looks: what is new is there at once.
  await page.getByRole('heading', { name: 'All tickets' }).click();
  await shop.ticket(ann, { subject: 'Four more' });
  await expect(rows(page).first()).toContainText('Four more');
  expect(troubles).toEqual([]);
});

test('panes are as wide as one has made them, also tomorrow', async ({ browser, baseURL }) => {
  const shop = shopAt(baseURL);
  const [ann, gita] = await Promise.all([shop.customer(), shop.agent()]);
  const { reference } = await shop.assignedTicket(ann, gita);
  const { page, troubles } = await openBrowserOf(browser, gita, { viewport: { width: 1440, height: 900 } });
  await page.goto(`/tickets/${reference}`);
  const [list, details] = [page.getByRole('separator', { name: 'Width of the list' }), page.getByRole('separator', { name: 'Width of the details' })];
  const width = async (part: string): Promise<number> => Math.round((await page.locator(part).boundingBox())?.width ?? 0);
  expect([await width('#desk-list'), await width('#details')]).toEqual([320, 300]);
  await list.focus();
  for (let times = 0; times < 3; times++) await page.keyboard.press('ArrowRight');
  const line = await details.boundingBox();
  if (!line) throw new Error('No line to drag');
  await page.mouse.move(line.x + line.width / 2, 400);
  await page.mouse.down();
  await page.mouse.move(line.x + line.width / 2 - 60, 420, { steps: 4 });
  await page.mouse.up();
  expect([await width('#desk-list'), await width('#details')]).toEqual([368, 360]);
  await page.reload();
  await expect(details).toBeVisible();
  expect([await width('#desk-list'), await width('#details')]).toEqual([368, 360]);
  expect(troubles).toEqual([]);
});

test('on a phone the list is one page and the ticket another, and back is back', async ({ browser, baseURL }) => {
  const shop = shopAt(baseURL);
  const [ann, gita, asha] = await Promise.all([shop.customer(), shop.agent(), shop.firstAdmin()]);
  for (let count = 1; count <= 12; count++) {
    const { id } = await shop.ticket(ann, { subject: `Ticket ${count}` });
    await asha.do(ASSIGN, { input: { ticketId: id, agentId: gita.id } });
  }
  const { page, troubles } = await openBrowserOf(browser, gita, { viewport: { width: 390, height: 700 }, hasTouch: true });
  await page.goto('/tickets?tab=active');
  const row = rows(page).filter({ hasText: 'Ticket 11' }).getByRole('link');
  await row.scrollIntoViewIfNeeded();
  const scrolled = (): Promise<number> => page.locator('#desk-list').evaluate(({ scrollTop }) => scrollTop);
  const place = await scrolled();
  expect(place).toBeGreaterThan(0);
  await row.click();
  await expect(page.getByRole('heading', { name: 'Ticket 11' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Assigned to me' })).toBeHidden();
  await page.getByRole('link', { name: 'Tickets' }).last().click();
  await expect(page).toHaveURL(/\/tickets\?tab=active$/);
  expect(Math.abs((await scrolled()) - place)).toBeLessThanOrEqual(1); // a row remembers its height to the pixel
  await expect(row).toBeFocused();
  expect(troubles).toEqual([]);
});

test('the keys are told of, and can be switched off', async ({ browser, baseURL }) => {
  const shop = shopAt(baseURL);
  const [ann, gita] = await Promise.all([shop.customer(), shop.agent()]);
  await shop.assignedTicket(ann, gita);
  const { page, troubles } = await openBrowserOf(browser, gita);
  await page.goto('/tickets');
  await expect(rows(page)).toHaveCount(1);
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(sheet.getByText('Next ticket')).toBeVisible();
  await sheet.getByRole('switch', { name: 'Single keys' }).click();
  await page.keyboard.press('Escape');
  await expect(sheet).toHaveCount(0);
  await page.reload();
  await expect(rows(page)).toHaveCount(1);
  await page.keyboard.press('j');
  await expect(rows(page).first().getByRole('link')).not.toBeFocused();
  await page.getByRole('button', { name: /^Account/ }).click();
  await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
  await expect(sheet.getByRole('switch', { name: 'Single keys' })).not.toBeChecked();
  expect(troubles).toEqual([]);
});
