import { expect, type Page } from '@playwright/test';
import { CALM, expectAccessible } from './accessible';
import { confirmedCustomer, openBrowserOf, shopAt } from './shop';
import { test } from './story';

const bell = (page: Page, news = '') => page.getByRole('button', { name: `Notifications${news}`, exact: true });
const panel = (page: Page) => page.getByRole('dialog', { name: 'Notifications' });

test('what happens is told behind the bell, in every tab, and is read with its ticket', async ({ browser, baseURL }) => {
  const shop = shopAt(baseURL);
  const [ann, gita] = [await confirmedCustomer(shop), await shop.agent('Gita Mehta')];
  const { page, troubles, stays, expectNoReload } = await openBrowserOf(browser, ann, CALM);
  const other = await page.context().newPage();
  for (const tab of [page, other]) {
    await tab.goto('/tickets');
    await expect(bell(tab)).toBeVisible();
    await expect(tab).toHaveTitle(/^My tickets/);
  }
  await stays();

  // Somebody gets the ticket and answers: the number goes up in both tabs, also in their titles.
  const ticket = await shop.assignedTicket(ann, gita);
  for (const tab of [page, other]) await expect(bell(tab, ', 1 new')).toBeVisible();
  await shop.message(gita, ticket.id, 'I see **both** charges.');
  for (const tab of [page, other]) {
    await expect(bell(tab, ', 2 new')).toBeVisible();
    await expect(tab).toHaveTitle(/^\(2\) My tickets · /);
  }
  await other.goto('/account');
  await expect(other).toHaveTitle(/^\(2\) Profile · /);

  // With keys alone: opened, looked at, left, and the focus is back.
  await page.bringToFront(); // nothing is drawn behind another tab, and looking at it would take long
  await bell(page, ', 2 new').focus();
  await page.keyboard.press('Enter');
  await expect(panel(page)).toBeFocused();
  await expect(panel(page).getByRole('listitem')).toHaveText([/Gita Mehta replied.*I see both charges\./, /Gita Mehta has your ticket/]);
  await expectAccessible(page, panel(page).getByText('I see both charges.'));
  await page.keyboard.press('Escape');
  await expect(panel(page)).toBeHidden();
  await expect(bell(page, ', 2 new')).toBeFocused();

  // It leads to the ticket; who has read that has read all that was told of it, wherever they look.
  await page.keyboard.press('Enter');
  await panel(page).getByRole('link', { name: 'Gita Mehta replied' }).click();
  await expect(page).toHaveURL(new RegExp(`/tickets/${ticket.reference}$`));
  await expect(panel(page)).toBeHidden();
  for (const tab of [page, other]) await expect(bell(tab)).toBeVisible();
  await expect(page).toHaveTitle(new RegExp(`^${ticket.reference}`));
  await expect(other).toHaveTitle(/^Profile · /);

  // What is said while one is in the ticket is read at once.
  await shop.message(gita, ticket.id, 'The second one goes back to you.');
  await expect(page.getByRole('log', { name: 'Conversation' }).getByText('The second one goes back to you.')).toBeVisible();
  await bell(other).click();
  await expect(panel(other).getByRole('listitem').first()).toHaveText(/The second one goes back to you\./);
  await expect(bell(other)).toBeVisible();
  await expectNoReload();
  expect(troubles).toEqual([]);
});

test('all is marked as read at once, and an empty list says what it is for', async ({ browser, baseURL }) => {
  const shop = shopAt(baseURL);
  const [ann, gita] = [await confirmedCustomer(shop), await shop.agent('Gita Mehta')];
  const { page, troubles } = await openBrowserOf(browser, ann, { ...CALM, viewport: { width: 360, height: 740 } });
  await page.goto('/tickets');
  await bell(page).click();
  await expectAccessible(page, panel(page).getByText('When something happens in your tickets, it is told here.'));
  await page.setViewportSize({ width: 360, height: 740 });
  // On a phone it takes the whole screen.
  expect(await panel(page).boundingBox()).toEqual({ x: 0, y: 0, width: 360, height: 740 });
  await expect(panel(page).getByRole('switch', { name: 'Show desktop notifications' })).toBeInViewport({ ratio: 1 });
  await panel(page).getByRole('button', { name: 'Close' }).click();
  for (let count = 0; count < 2; count++) await shop.assignedTicket(ann, gita);
  await bell(page, ', 2 new').click();
  await panel(page).getByRole('button', { name: 'Mark all read' }).click();
  await expect(bell(page)).toBeAttached();
  await expect(panel(page).getByText('New:')).toHaveCount(0);
  await expect(panel(page).getByRole('listitem')).toHaveCount(2);
  expect(troubles).toEqual([]);
});

test('a device that was asked to shows what comes once, however many tabs are open', async ({ browser, baseURL }) => {
  const shop = shopAt(baseURL);
  const [ann, gita] = [await confirmedCustomer(shop), await shop.agent('Gita Mehta')];
  const { page, troubles } = await openBrowserOf(browser, ann, CALM);
  const shown: string[] = [];
  const context = page.context();
  await context.exposeFunction('noteShown', (title: string) => void shown.push(title));
  await context.addInitScript(() => {
    class Shown {
      static readonly permission = 'granted';
      static readonly requestPermission = async (): Promise<string> => 'granted';
      constructor(title: string) {
        (window as unknown as { noteShown(title: string): void }).noteShown(title);
      }
    }
    Object.assign(window, { Notification: Shown });
  });
  await page.goto('/tickets');
  await bell(page).click();
  const wanted = panel(page).getByRole('switch', { name: 'Show desktop notifications' });
  await expect(wanted).not.toBeChecked();
  await wanted.check();
  await page.reload();
  const other = await context.newPage();
  await other.goto('/tickets');
  await expect(bell(other)).toBeVisible();
  await bell(page).click();
  await expect(wanted).toBeChecked();
  const ticket = await shop.assignedTicket(ann, gita);
  await expect.poll(() => shown).toEqual(['Gita Mehta has your ticket']);

  // Whoever is at the ticket sees it there. Playwright keeps every page focused; only one can be.
  await other.evaluate(() => void Object.assign(document, { hasFocus: () => false }));
  await page.goto(`/tickets/${ticket.reference}`);
  await expect(bell(page)).toBeVisible();
  await shop.message(gita, ticket.id, 'I see both charges.');
  await expect(page.getByRole('log', { name: 'Conversation' }).getByText('I see both charges.')).toBeVisible();
  await shop.assignedTicket(ann, gita); // told after it, had it been told
  await expect.poll(() => shown).toEqual(['Gita Mehta has your ticket', 'Gita Mehta has your ticket']);
  expect(troubles).toEqual([]);
});
