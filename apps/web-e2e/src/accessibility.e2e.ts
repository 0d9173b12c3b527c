import { expect, type Locator, type Page } from '@playwright/test';
import { button, CALM, expectAccessible, heading } from './accessible';
import { newEmail, openBrowser, PASSWORD } from './browser-person';
import { openBrowserOf, shopAt } from './shop';
import { test } from './story';

test('the doors, and what is not there, leave nobody out', async ({ browser }) => {
  const { page } = await openBrowser(browser, CALM);
  await page.goto('/sign-in');
  await expectAccessible(page, heading(page, 'Sign in'));
  await page.goto('/sign-up');
  await button(page, 'Sign up').click();
  await expectAccessible(page, page.getByText('Enter your name.'));
  await page.goto('/nothing/here');
  await expectAccessible(page, heading(page, 'Page not found'));
});

test('the customer’s pages leave nobody out', async ({ browser, baseURL }) => {
  const shop = shopAt(baseURL);
  const [ann, gita] = await Promise.all([shop.customer(), shop.agent()]);
  const { page } = await openBrowserOf(browser, ann, CALM);
  await page.goto('/tickets');
  await expectAccessible(page, page.getByText('You have no active tickets'));
  const { id, reference } = await shop.assignedTicket(ann, gita);
  await shop.ticket(ann, { subject: 'Anunbrokenwordthatisaslongasnobodywouldthinkofbutsomebodypastesonedayintothesubject' });
  await shop.message(gita, id, 'See https://example.com/a/very/long/address/that/does/not/break/anywhere/at/all/and/goes/on');
  await gita.do('mutation($id: ID!) { resolveTicket(input: { ticketId: $id }) { ticket { id } } }', { id });
  await shop.ticket(ann, { subject: 'Waits for an expert', priority: 'URGENT' });
  await expectAccessible(page, page.getByRole('link', { name: 'Waits for an expert' }));
  await page.goto('/tickets/new');
  await button(page, 'Raise ticket').click();
  await expectAccessible(page, page.getByText('Tell us what happened.'));
  await page.goto(`/tickets/${reference}`);
  await page.getByLabel('Write a message').fill('A word '.repeat(40));
  await expectAccessible(page, page.getByText('marked this as solved'));
  await button(page, 'Account:').click();
  await expectAccessible(page, button(page, 'Sign out'));
  await page.keyboard.press('Escape');
  await button(page, 'Close ticket').click();
  await expectAccessible(page, page.getByRole('alertdialog').getByRole('heading'));
  await page.goto('/tickets/AAAA-AAAA');
  await expectAccessible(page, heading(page, 'Ticket not found'));
});

test('the staff’s pages leave nobody out', async ({ browser, baseURL }) => {
  const shop = shopAt(baseURL);
  const [ann, gita] = await Promise.all([shop.customer(), shop.agent()]);
  const { id, reference } = await shop.assignedTicket(ann, gita);
  await shop.message(ann, id, 'When will I have the money back?');
  await shop.message(gita, id, 'The bank has a time-out', 'NOTE');
  const unassigned = await shop.ticket(ann, { subject: 'Nobody has this', priority: 'HIGH' });
  const agent = await openBrowserOf(browser, gita, CALM);
  await agent.page.goto('/tickets');
  await expectAccessible(agent.page, agent.page.getByRole('link', { name: 'Paid twice' }));
  await agent.page.goto(`/tickets/${reference}`);
  await button(agent.page, 'Note').click();
  await expectAccessible(agent.page, agent.page.getByText('Internal note'));

  const admin = await openBrowserOf(browser, await shop.firstAdmin(), CALM);
  await admin.page.goto('/tickets');
  await expectAccessible(admin.page, admin.page.getByRole('link', { name: 'Nobody has this' }).first());
  await button(admin.page, `Assign ${unassigned.reference}`).click();
  await expectAccessible(admin.page, admin.page.getByRole('radio').first());
  await admin.page.goto('/people');
  await expectAccessible(admin.page, admin.page.getByText(gita.email));
  await button(admin.page, 'Add agent').click();
  await expectAccessible(admin.page, admin.page.getByRole('dialog').getByLabel('Name'));
});

/** Presses Tab until the focus is there. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 30; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not lead to ${String(target)}`);
}

async function typeInto(page: Page, label: string, text: string): Promise<void> {
  await tabTo(page, page.getByLabel(label, { exact: true }));
  await page.keyboard.type(text);
}

test('a customer gets from sign-up to a message with the keyboard alone', async ({ browser }) => {
  const { page } = await openBrowser(browser);
  await page.goto('/sign-up');
  await expect(heading(page, 'Sign up')).toBeVisible();
  await typeInto(page, 'Name', 'Ann Rao');
  await typeInto(page, 'E-mail', newEmail('keys'));
  await typeInto(page, 'Password', PASSWORD);
  await typeInto(page, 'Confirm password', PASSWORD);
  await page.keyboard.press('Enter');
  await expect(page.getByText('You have no active tickets')).toBeVisible();

  await tabTo(page, page.getByRole('main').getByRole('link', { name: 'Raise a ticket' }));
  await page.keyboard.press('Enter');
  await expect(heading(page, 'Raise a ticket')).toBeVisible();
  await typeInto(page, 'Subject', 'Only keys');
  await typeInto(page, 'Topic', 'Pay');
  await typeInto(page, 'Description', 'I have no mouse.');
  await tabTo(page, button(page, 'Raise ticket'));
  await page.keyboard.press('Space');
  await expect(heading(page, 'Only keys')).toBeVisible();

  await typeInto(page, 'Write a message', 'Are you there?');
  await page.keyboard.press('ControlOrMeta+Enter');
  const sent = page.getByRole('log').locator('ccr-message-bubble', { hasText: 'Are you there?' });
  await expect(sent).toContainText('Sent');
  await typeInto(page, 'Write a message', 'Still the same field');
  await expect(page.getByLabel('Write a message')).toHaveValue('Still the same field');
});
