import { expect, type Page } from '@playwright/test';
import { generateSync } from 'otplib';
import { changeFirstPassword, FIRST_PASSWORD, newEmail, openBrowser, PASSWORD, signIn } from './browser-person';
import { openBrowserOf, shopAt } from './shop';
import { test } from './story';

const heading = (page: Page, name: string) => page.getByRole('heading', { name, level: 1 });
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });

async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Account:' }).click();
  await button(page, 'Sign out').click();
  await expect(heading(page, 'Sign in')).toBeVisible();
}

/** Leads to where the second factor is asked for. */
async function enterPassword(page: Page, email: string): Promise<void> {
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await button(page, 'Sign in').click();
  await expect(heading(page, 'Enter your code')).toBeVisible();
}

test('a second factor is set up, asked for at the door, and made up for by a recovery code', async ({ browser, baseURL }) => {
  const ann = await shopAt(baseURL).customer();
  const { page } = await openBrowserOf(browser, ann);
  await page.goto('/account/security');
  const section = page.getByRole('region', { name: 'Second factor' });
  await section.getByRole('button', { name: 'Set up' }).click();
  await section.getByLabel('Your password').fill(PASSWORD);
  await section.getByRole('button', { name: 'Continue' }).click();
  await expect(section.getByRole('img', { name: 'QR code for your authenticator app' })).toBeVisible();
  const uri = await section.getByRole('link', { name: 'Open an app on this device' }).getAttribute('href');
  const secret = new URL(uri ?? '').searchParams.get('secret') ?? '';
  await expect(section.locator('.secret')).toHaveText(new RegExp(`^${[...secret].join(' ?')}$`));
  const started = Math.floor(Date.now() / 1_000);
  await section.getByLabel('Code from the app').fill(generateSync({ secret, epoch: started }));
  await section.getByRole('button', { name: 'Turn it on' }).click();
  const codes = section.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem');
  await expect(codes).toHaveCount(10);
  const recoveryCode = await codes.first().innerText();
  await section.getByRole('button', { name: 'I have stored them' }).click();
  await expect(section.getByText('On', { exact: true })).toBeVisible();
  await expect(page.getByText(recoveryCode)).toHaveCount(0);

  await signOut(page);
  await enterPassword(page, ann.email);
  const code = page.getByLabel('Code', { exact: true });
  await expect(code).toBeFocused();
  // The code of before was used up by the set-up; clocks may differ by one step.
  await code.fill(generateSync({ secret, epoch: started }));
  await button(page, 'Sign in').click();
  await expect(code).toHaveAttribute('aria-invalid', 'true');
  await code.fill(generateSync({ secret, epoch: started + 30 }));
  await button(page, 'Sign in').click();
  await expect(heading(page, 'My tickets')).toBeVisible();

  await signOut(page);
  await enterPassword(page, ann.email);
  await button(page, 'Use a recovery code').click();
  await page.getByLabel('Recovery code').fill(recoveryCode);
  await button(page, 'Sign in').click();
  await expect(heading(page, 'My tickets')).toBeVisible();
});

test('another browser’s session is ended from the list, and leaves at once', async ({ browser, baseURL }) => {
  const ann = await shopAt(baseURL).customer();
  const [here, there] = await Promise.all([openBrowserOf(browser, ann), openBrowser(browser)]);
  await signIn(there.page, ann.email);
  await here.page.goto('/account/security');
  const section = here.page.getByRole('region', { name: 'Where you are signed in' });
  await expect(section.getByRole('listitem')).toHaveCount(2);
  await expect(section.getByRole('listitem').filter({ hasText: 'This device' })).toHaveCount(1);
  await section.getByRole('button', { name: /^End the session of / }).click();
  await button(here.page, 'End the session').click();
  await expect(section.getByRole('listitem')).toHaveCount(1);
  await expect(there.page.getByText('Your session has ended.')).toBeVisible({ timeout: 1_000 });
  await here.page.reload();
  await expect(section.getByRole('listitem')).toHaveText(/This device/);
});

test('an agent chooses a password of their own before anything else', async ({ browser, baseURL }) => {
  const admin = await shopAt(baseURL).firstAdmin();
  const input = { name: 'Gita Mehta', email: newEmail('gita'), password: FIRST_PASSWORD };
  await admin.do('mutation($input: CreateAgentInput!) { createAgent(input: $input) { agent { id } } }', { input });
  const { page, troubles } = await openBrowser(browser);
  await signIn(page, input.email, FIRST_PASSWORD);
  await page.goto('/account/notifications');
  await expect(page).toHaveURL(/\/first-steps\?/);
  await changeFirstPassword(page, FIRST_PASSWORD);
  await expect(page.getByRole('heading', { name: 'What you are told, and how' })).toBeVisible();
  await page.goto('/tickets');
  await expect(heading(page, 'Assigned to me')).toBeVisible();
  expect(troubles).toEqual([]);
});

test('an access token is shown once, works, and works no more once it is revoked', async ({ browser, baseURL }) => {
  const shop = shopAt(baseURL);
  const ann = await shop.customer();
  const { id } = await shop.ticket(ann);
  const { page } = await openBrowserOf(browser, ann);
  await page.goto('/account/tokens');
  await button(page, 'Create a token').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Stock program');
  await dialog.getByRole('button', { name: 'Create the token' }).click();
  const token = await dialog.locator('.secret').innerText();
  await dialog.getByRole('button', { name: 'I have stored it' }).click();
  await expect(page.getByText(token)).toHaveCount(0);
  const row = page.getByRole('listitem').filter({ hasText: 'Stock program' });
  await expect(row).toContainText('never used');

  const ask = async (): Promise<unknown> => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    const body = JSON.stringify({ query: '{ tickets { nodes { id } } }' });
    const answer = (await (await fetch(`${baseURL}/graphql`, { method: 'POST', headers, body })).json()) as Record<string, unknown>;
    return answer['data'] ?? answer['errors'];
  };
  expect(await ask()).toEqual({ tickets: { nodes: [{ id }] } });
  await page.reload();
  await expect(row).toContainText('last used');
  await row.getByRole('button', { name: 'Revoke Stock program' }).click();
  await button(page, 'Revoke the token').click();
  await expect(page.getByText('“Stock program” was revoked.')).toBeVisible();
  await expect(row).toHaveCount(0);
  expect(await ask()).toEqual([expect.objectContaining({ extensions: expect.objectContaining({ code: 'UNAUTHENTICATED' }) })]);
});
