import { expect, type Page } from '@playwright/test';
import type { Person } from '@ccr/testkit';
import { openBrowserOf, shopAt } from './shop';
import { test } from './story';

const SEARCH = 'query($text: String!) { searchTickets(text: $text) { nodes { ticket { id } } } }';
const found = (page: Page) => page.getByRole('list', { name: 'Found tickets' }).getByRole('article');
/** A word that is in no other ticket. */
const rareWord = (): string => Array.from({ length: 10 }, () => String.fromCharCode(97 + Math.floor(Math.random() * 26))).join('');

/** What was just written is found a moment later. */
async function expectIndexed(who: Person, text: string, count: number): Promise<void> {
  const hits = async (): Promise<number> =>
    (await who.do<{ searchTickets: { nodes: unknown[] } }>(SEARCH, { text })).searchTickets.nodes.length;
  await expect.poll(hits).toBe(count);
}

test('a customer finds what was written in their own tickets, and sees where', async ({ browser, baseURL }) => {
  const shop = shopAt(baseURL);
  const [ann, ben, gita] = await Promise.all([shop.customer(), shop.customer('Ben Okafor'), shop.agent()]);
  const word = rareWord();
  const { id, reference } = await shop.assignedTicket(ann, gita);
  await shop.ticket(ben, { subject: `Ben’s ${word}` });
  await shop.message(gita, id, `The voucher is ${word}, good for a year`);
  await shop.message(gita, id, `Between us: ${word}`, 'NOTE');
  await expectIndexed(await shop.firstAdmin(), word, 2);
  const { page, troubles } = await openBrowserOf(browser, ann);
  await page.goto('/search');
  await page.getByRole('searchbox', { name: 'Search tickets' }).fill(`voucher ${word}`);
  await expect(found(page)).toHaveCount(1);
  await expect(found(page).locator('mark')).toHaveText(['voucher', word]);
  await expect(found(page)).not.toContainText('Between us');
  await page.getByRole('searchbox', { name: 'Search tickets' }).fill(word);
  await found(page).getByRole('link', { name: 'The voucher is' }).click();
  await expect(page).toHaveURL(new RegExp(`/tickets/${reference}`));
  await expect(page.getByRole('log').getByText(`The voucher is ${word}`)).toBeInViewport();
  expect(troubles).toEqual([]);
});

test('an admin finds a text in a list, under the filters that it has', async ({ browser, baseURL }) => {
  const shop = shopAt(baseURL);
  const [ann, gita, admin] = await Promise.all([shop.customer(), shop.agent(), shop.firstAdmin()]);
  const word = rareWord();
  const given = await shop.assignedTicket(ann, gita);
  await shop.message(ann, given.id, `The **voucher** ${word}`);
  const { reference } = await shop.ticket(ann, { subject: `About ${word}` });
  await expectIndexed(admin, word, 2);
  const { page, troubles } = await openBrowserOf(browser, admin);
  await page.goto('/tickets?tab=active');
  const rows = page.getByRole('list', { name: 'All tickets' }).getByRole('article');
  await page.getByRole('searchbox', { name: 'Find in these tickets' }).fill(word);
  await expect(page.getByRole('status').filter({ hasText: '2 tickets found' })).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`/tickets\\?tab=active&text=${word}$`));
  await expect(rows.filter({ hasText: given.reference })).toContainText(`The voucher ${word}`);
  await page.getByRole('link', { name: 'Unassigned' }).click();
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText(reference);
  await page.reload();
  await expect(rows).toHaveCount(1);
  await expect(page.getByRole('searchbox', { name: 'Find in these tickets' })).toHaveValue(word);
  expect(troubles).toEqual([]);
});

test('an agent goes from any page to a ticket by Ctrl+K, and searches notes too', async ({ browser, baseURL }) => {
  const shop = shopAt(baseURL);
  const [ann, gita] = await Promise.all([shop.customer(), shop.agent()]);
  const word = rareWord();
  const { id, reference } = await shop.assignedTicket(ann, gita);
  await shop.message(gita, id, `The bank calls it ${word}`, 'NOTE');
  await expectIndexed(gita, word, 1);
  const { page, troubles } = await openBrowserOf(browser, gita);
  await page.goto('/account');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+k');
  const palette = page.getByRole('dialog', { name: 'Search and go to' });
  await palette.getByRole('combobox').fill(word);
  await expect(palette.getByRole('option', { name: 'Paid twice for one order' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/tickets/${reference}`));

  await page.goto(`/search?q=${word}`);
  await expect(found(page).locator('mark')).toHaveText([word]);
  expect(troubles).toEqual([]);
});

test('each figure of the overview leads to its tickets', async ({ browser, baseURL }) => {
  const shop = shopAt(baseURL);
  const name = `Gita ${rareWord()}`;
  const [ann, gita] = await Promise.all([shop.customer(), shop.agent(name)]);
  await shop.assignedTicket(ann, gita);
  const { reference } = await shop.ticket(ann);
  const { page, troubles } = await openBrowserOf(browser, await shop.firstAdmin());
  await page.goto('/overview');
  await page.getByRole('link', { name: /^Unassigned/ }).click();
  await expect(page).toHaveURL(/\/tickets\?tab=unassigned$/);
  await expect(page.getByRole('list', { name: 'All tickets' }).getByRole('article').first()).toBeVisible();
  await page.goBack();
  const row = page.getByRole('table', { name: 'Agents by load' }).getByRole('row', { name });
  await expect(row.getByRole('cell').first()).toHaveText('1');
  await row.getByRole('link', { name }).click();
  const list = page.getByRole('list', { name: 'All tickets' }).getByRole('article');
  await expect(list).toHaveCount(1);
  await expect(list).toContainText(name);
  await expect(list).not.toContainText(reference);
  expect(troubles).toEqual([]);
});
