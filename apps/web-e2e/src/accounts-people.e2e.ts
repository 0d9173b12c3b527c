import { expect, type Page } from '@playwright/test';
import { choosePassword, newEmail, openBrowser, PASSWORD, signIn } from './browser-person';
import { mailedLink } from './mailbox';
import { openBrowserOf, shopAt } from './shop';
import { test } from './story';

const heading = (page: Page, name: string) => page.getByRole('heading', { name, level: 1 });
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const row = (page: Page, email: string) => page.getByRole('list', { name: 'Agents and admins' }).locator('ccr-agent-row', { hasText: email });

test('an admin invites an agent, who comes in by the mailed link, once', async ({ browser, baseURL }) => {
  const admin = await openBrowserOf(browser, await shopAt(baseURL).firstAdmin());
  const email = newEmail('hari');
  await admin.page.goto('/people');
  await button(admin.page, 'Add agent').click();
  const dialog = admin.page.getByRole('dialog');
  await expect(dialog.getByLabel('Name')).toBeFocused();
  await dialog.getByLabel('Name').fill('Hari Nair');
  await dialog.getByLabel('E-mail').fill(email);
  await dialog.getByRole('checkbox', { name: 'Payments' }).check();
  await dialog.getByRole('button', { name: 'Add agent' }).click();
  await expect(admin.page.getByText(`Hari Nair was added. An invitation is on its way to ${email}.`)).toBeVisible();
  await expect(row(admin.page, email)).toContainText('Payments');
  await expect(row(admin.page, email)).toContainText('Invited');

  const { page, troubles } = await openBrowser(browser);
  const link = await mailedLink(email, 'You are invited to answer for');
  await page.goto(link);
  await expect(heading(page, 'Welcome, Hari Nair')).toBeVisible();
  await expect(page).toHaveURL(/\/invitation$/);
  await choosePassword(page, PASSWORD, 'Password');
  await button(page, 'Choose it and sign in').click();
  await expect(heading(page, 'Assigned to me')).toBeVisible();
  await page.goto(link);
  await expect(heading(page, 'This invitation is no longer good')).toBeVisible();
  expect(troubles).toEqual([]);

  await admin.page.getByRole('searchbox').fill(email);
  await expect(admin.page).toHaveURL(({ searchParams }) => searchParams.get('search') === email);
  await expect(row(admin.page, email)).toContainText('Active');
});

test('a deactivated agent is out at once, and their ticket waits first for another', async ({ browser, baseURL }) => {
  const shop = shopAt(baseURL);
  const [ann, gita, asha] = await Promise.all([shop.customer(), shop.agent(), shop.firstAdmin()]);
  const { reference } = await shop.assignedTicket(ann, gita);
  await shop.ticket(ann, { subject: 'Raised later' });
  const [agent, admin] = await Promise.all([openBrowserOf(browser, gita), openBrowserOf(browser, asha)]);
  await agent.page.goto(`/tickets/${reference}`);
  await agent.page.getByLabel('Write a message').fill('I am just about to');
  await admin.page.goto('/tickets?tab=unassigned&sort=active');
  await expect(admin.page.getByRole('link', { name: 'Raised later' }).first()).toBeVisible();
  await expect(admin.page.getByRole('article').filter({ hasText: reference })).toHaveCount(0);
  await admin.stays();

  const people = await admin.page.context().newPage();
  await people.goto(`/people?search=${encodeURIComponent(gita.email)}`);
  await button(people, 'What to do with Gita Mehta').click();
  await button(people, 'Deactivate').click();
  await people.getByRole('alertdialog').getByRole('button', { name: 'Deactivate' }).click();
  await expect(people.getByText('Gita Mehta was deactivated.')).toBeVisible();
  await expect(agent.page.getByText('Your session has ended.')).toBeVisible({ timeout: 1_000 });
  await expect(admin.page.getByRole('article').first()).toContainText(reference);
  await admin.expectNoReload();
  await admin.page.reload();
  await expect(admin.page.getByRole('article').first()).toContainText(reference);

  await agent.page.getByLabel('E-mail').fill(gita.email);
  await agent.page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await button(agent.page, 'Sign in').click();
  await expect(agent.page.getByRole('alert')).toContainText('This account was deactivated.');

  await expect(row(people, gita.email)).toContainText('Deactivated');
  await button(people, 'What to do with Gita Mehta').click();
  await people.getByRole('link', { name: 'Security history' }).click();
  await expect(people.getByText('Only what is about Gita Mehta')).toBeVisible();
  const lines = people.getByRole('table', { name: 'Security events' }).getByRole('row');
  await expect(lines.filter({ has: people.getByText('Deactivated', { exact: true }) })).toContainText('by ');
  await expect(lines.filter({ hasText: 'Sign-in failed' })).toHaveCount(1);
  await people.getByLabel('Kind').selectOption('Agents and admins: all');
  await expect(lines.filter({ hasText: 'Sign-in failed' })).toHaveCount(0);
  await expect(lines.filter({ has: people.getByText('Deactivated', { exact: true }) })).toHaveCount(1);
});

test('an agent goes away, and admins see it where they look for somebody', async ({ browser, baseURL }) => {
  const shop = shopAt(baseURL);
  const [ann, gita] = await Promise.all([shop.customer(), shop.agent()]);
  const { reference } = await shop.ticket(ann);
  const { page } = await openBrowser(browser);
  await signIn(page, gita.email);
  await button(page, 'Account: Gita Mehta').click();
  const taking = page.getByRole('switch', { name: 'Taking tickets' });
  await expect(taking).toBeChecked();
  await taking.click();
  await expect(taking).not.toBeChecked();
  await page.reload();
  await expect(button(page, 'Account: Gita Mehta, away')).toBeVisible();

  const admin = await openBrowserOf(browser, await shop.firstAdmin());
  await admin.page.goto(`/people?search=${encodeURIComponent(gita.email)}`);
  await expect(row(admin.page, gita.email)).toContainText('Away');
  await admin.page.goto(`/tickets/${reference}`);
  await button(admin.page, 'Assign').click();
  await admin.page.getByRole('dialog').getByRole('searchbox').fill(gita.email);
  await expect(admin.page.getByRole('dialog').locator('.choice', { hasText: gita.email })).toContainText('Away');
});
