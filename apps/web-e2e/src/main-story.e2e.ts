import { expect, type Page } from '@playwright/test';
import {
  ADMIN_EMAIL,
  changeFirstPassword,
  confirmEmail,
  FIRST_PASSWORD,
  newEmail,
  openBrowser,
  raiseTicket,
  sendMessage,
  signIn,
  signUp,
} from './browser-person';
import { expectMail } from './mailbox';
import { openBrowserOf, shopAt } from './shop';
import { test } from './story';

const conversation = (page: Page) => page.getByRole('log', { name: 'Conversation' });
/** Of the ticket that is open: for staff a list stands beside it. */
const status = (page: Page) => page.getByRole('main').locator('ccr-ticket-view-page').getByTestId('ticket-status');

test('a shopper raises a ticket and talks to an expert, live', async ({ browser }) => {
  const [ann, admin, gita] = await Promise.all([openBrowser(browser), openBrowser(browser), openBrowser(browser)]);
  const [annEmail, gitaEmail] = [newEmail('ann'), newEmail('gita')];

  // The admin makes an agent and has the list of unassigned tickets open.
  await signIn(admin.page, ADMIN_EMAIL);
  await admin.page.getByRole('link', { name: 'People' }).click();
  await admin.page.getByRole('button', { name: 'Add agent' }).click();
  const dialog = admin.page.getByRole('dialog');
  await expect(dialog.getByLabel('Name')).toBeFocused(); // the dialog moves the focus once it has opened
  await dialog.getByLabel('Name').fill('Gita Mehta');
  await dialog.getByLabel('E-mail').fill(gitaEmail);
  await dialog.getByRole('radio', { name: 'Set a first password' }).check();
  await dialog.getByLabel('First password', { exact: true }).fill(FIRST_PASSWORD);
  await dialog.getByRole('button', { name: 'Add agent' }).click();
  await expect(admin.page.getByText(gitaEmail)).toBeVisible();
  await admin.page.getByRole('link', { name: 'Tickets' }).click();
  await expect(admin.page.getByRole('heading', { name: 'All tickets' })).toBeVisible();
  await admin.stays();

  // The customer signs up, raises a ticket and sees that nobody has it yet.
  await signUp(ann.page, 'Ann Rao', annEmail);
  await confirmEmail(ann.page, annEmail);
  const reference = await raiseTicket(ann.page, 'Paid twice for one order');
  await expect(ann.page.getByRole('heading', { name: 'Paid twice for one order' })).toBeVisible();
  await expect(status(ann.page)).toHaveText(/Waiting for an expert/);
  await ann.stays();

  // It appears before the admin, who assigns it; the customer's page and mailbox tell who has it.
  await admin.page.getByRole('button', { name: `Assign ${reference}` }).click();
  await admin.page.getByRole('dialog').getByRole('radio', { name: gitaEmail }).check();
  await admin.page.getByRole('dialog').getByRole('button', { name: 'Assign', exact: true }).click();
  await expect(status(ann.page)).toHaveText(/Waiting for us/);
  await expect(conversation(ann.page).getByText('Gita Mehta was assigned')).toBeVisible();
  await expectMail(annEmail, 'Gita Mehta has your ticket');

  // They talk; each message is on the other's screen at once.
  await signIn(gita.page, gitaEmail, FIRST_PASSWORD);
  await changeFirstPassword(gita.page, FIRST_PASSWORD);
  await gita.page.getByRole('link', { name: 'Paid twice for one order' }).click();
  await expect(status(gita.page)).toHaveText(/Open/);
  await gita.stays();
  await sendMessage(gita.page, 'Hello Ann, I see both charges.');
  await expect(conversation(ann.page).getByText('Hello Ann, I see both charges.')).toBeVisible();
  await sendMessage(ann.page, 'Thank you for looking so quickly.');
  await expect(conversation(gita.page).getByText('Thank you for looking so quickly.')).toBeVisible();

  // A note stays among the staff.
  await gita.page.getByRole('button', { name: 'Note', exact: true }).click();
  await gita.page.getByLabel('Write a note').fill('Refund of the second charge is on its way.');
  await gita.page.getByRole('button', { name: 'Add note' }).click();
  await expect(conversation(gita.page).getByText('Refund of the second charge')).toBeVisible();

  // The agent resolves, the customer closes; every status is seen as it happens, and the end is mailed.
  await gita.page.getByRole('button', { name: 'Resolve' }).click();
  await expect(status(ann.page)).toHaveText(/Solved/);
  await expect(conversation(ann.page).getByText('Gita Mehta marked this as solved')).toBeVisible();
  await ann.page.getByRole('button', { name: 'Close ticket' }).click();
  await ann.page.getByRole('alertdialog').getByRole('button', { name: 'Close ticket' }).click();
  await expect(status(ann.page)).toHaveText(/Closed/);
  await expect(status(gita.page)).toHaveText(/Closed/);
  await expectMail(annEmail, 'Your ticket is closed');

  await expect(conversation(ann.page).getByText('Refund of the second charge')).toHaveCount(0);
  await Promise.all([ann.expectNoReload(), admin.expectNoReload(), gita.expectNoReload()]);
  expect([...ann.troubles, ...admin.troubles, ...gita.troubles]).toEqual([]);
});

test('another customer and another agent find nothing of it', async ({ browser, baseURL }) => {
  const [ann, ben] = await Promise.all([openBrowser(browser), openBrowser(browser)]);
  await signUp(ann.page, 'Ann Rao');
  const reference = await raiseTicket(ann.page, 'Only for my eyes');
  await signUp(ben.page, 'Ben Okafor');
  const hari = await openBrowserOf(browser, await shopAt(baseURL).agent('Hari Nair'));

  for (const { page } of [ben, hari]) {
    await page.goto('/tickets');
    await expect(page.getByRole('link', { name: 'Raise a ticket' }).or(page.getByText('Nothing waits for you')).first()).toBeVisible();
    await expect(page.getByText('Only for my eyes')).toHaveCount(0);
    await page.goto(`/tickets/${reference}`);
    await expect(page.getByText('We could not find this ticket')).toBeVisible();
  }
});
