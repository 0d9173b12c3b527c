import { expect, type Page } from '@playwright/test';
import { choosePassword, confirmEmail, newEmail, openBrowser, PASSWORD, signIn, signUp } from './browser-person';
import { expectMail, mailedCode, mailedLink } from './mailbox';
import { confirmedCustomer, openBrowserOf, shopAt } from './shop';
import { test } from './story';

const OTHER_PASSWORD = 'quiet harbour lamp';
const CONFIRM = 'Confirm your e-mail address';
const RESET = 'Your code to reset the password';

const heading = (page: Page, name: string) => page.getByRole('heading', { name, level: 1 });
const email = (page: Page) => page.getByLabel('E-mail', { exact: true });

/** Whoever was thrown out must not have to wait to see it. */
async function expectOutAtOnce(page: Page): Promise<void> {
  await expect(page.getByText('Your session has ended.')).toBeVisible({ timeout: 1_000 });
  await expect(heading(page, 'Sign in')).toBeVisible();
}

async function reset(page: Page, code: string): Promise<void> {
  await page.getByLabel('Code', { exact: true }).fill(code);
  await choosePassword(page, OTHER_PASSWORD);
  await page.getByRole('button', { name: 'Change the password' }).click();
}

test('sign-up tells how good a password is, and refuses one that everybody tries', async ({ browser }) => {
  const { page } = await openBrowser(browser);
  await page.goto('/sign-up');
  await page.getByLabel('Name').fill('Ann Rao');
  await email(page).fill(newEmail('ann'));
  await choosePassword(page, 'password1', 'Password');
  await expect(page.getByText('Too easy to guess')).toBeVisible();
  await page.getByRole('button', { name: 'Sign up' }).click();
  const password = page.getByLabel('Password', { exact: true });
  await expect(password).toBeFocused();
  await expect(password).toHaveAttribute('aria-invalid', 'true');

  await choosePassword(page, OTHER_PASSWORD, 'Password');
  await expect(page.getByText('Strong')).toBeVisible();
  await page.getByRole('button', { name: 'Sign up' }).click();
  await expect(heading(page, 'My tickets')).toBeVisible();
});

test('a taken address leads to sign-in and to the reset, and is typed once', async ({ browser, baseURL }) => {
  const ann = await shopAt(baseURL).customer();
  const { page } = await openBrowser(browser);
  await page.goto('/sign-up');
  await page.getByLabel('Name').fill('Ann Rao');
  await email(page).fill(ann.email.toUpperCase());
  await choosePassword(page, PASSWORD, 'Password');
  await page.getByRole('button', { name: 'Sign up' }).click();
  await page.getByRole('link', { name: 'reset the password' }).click();
  await expect(heading(page, 'Forgot your password?')).toBeVisible();
  await expect(email(page)).toHaveValue(ann.email.toUpperCase());
  await page.getByRole('link', { name: 'Back to sign-in' }).click();
  await expect(heading(page, 'Sign in')).toBeVisible();
  await expect(email(page)).toHaveValue(ann.email.toUpperCase());
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(heading(page, 'My tickets')).toBeVisible();
});

test('the address is confirmed by the code in the bar; then the mail that waited comes', async ({ browser }) => {
  const { page, troubles } = await openBrowser(browser);
  const address = newEmail('ann');
  await signUp(page, 'Ann Rao', address);
  await confirmEmail(page, address);
  await expect(page.getByText('Your e-mail is confirmed.')).toBeVisible();
  await expectMail(address, 'Welcome');
  await page.reload();
  await expect(heading(page, 'My tickets')).toBeVisible();
  await expect(page.getByText('Confirm your e-mail')).toHaveCount(0);
  expect(troubles).toEqual([]);
});

test('the address is confirmed by the mailed link, also in a browser that has to sign in first', async ({ browser, baseURL }) => {
  const ann = await shopAt(baseURL).customer();
  const { page } = await openBrowser(browser);
  await page.goto(await mailedLink(ann.email, CONFIRM));
  await expect(heading(page, 'Sign in')).toBeVisible();
  await email(page).fill(ann.email);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(heading(page, 'Your e-mail is confirmed')).toBeVisible();
  await page.getByRole('link', { name: 'Go to your tickets' }).click();
  await expect(heading(page, 'My tickets')).toBeVisible();
  await expect(page.getByText('Confirm your e-mail')).toHaveCount(0);
});

test('a forgotten password is reset with the mailed code, and everybody is out', async ({ browser, baseURL }) => {
  const ann = await shopAt(baseURL).customer();
  const [here, there] = await Promise.all([openBrowser(browser), openBrowserOf(browser, ann)]);
  await there.page.goto('/tickets');
  await expect(heading(there.page, 'My tickets')).toBeVisible();

  const { page } = here;
  await page.goto('/sign-in');
  await email(page).fill(ann.email);
  await page.getByRole('link', { name: 'Forgot your password?' }).click();
  await expect(email(page)).toHaveValue(ann.email);
  await page.getByRole('button', { name: 'Send the code' }).click();
  await expect(page.getByText(`If ${ann.email} has an account, a code is on its way.`)).toBeVisible();
  const code = await mailedCode(ann.email, RESET);
  await reset(page, code === '000000' ? '000001' : '000000');
  await expect(page.getByLabel('Code', { exact: true })).toHaveAttribute('aria-invalid', 'true');
  await reset(page, code);
  await expect(page.getByText('Your password was changed, and you are signed out everywhere.')).toBeVisible();
  await expectOutAtOnce(there.page);

  await expect(email(page)).toHaveValue(ann.email);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert')).toHaveText('The e-mail or the password is not right.');
  await signIn(page, ann.email, OTHER_PASSWORD);
  await expectMail(ann.email, 'Your password was changed');
});

test('“this wasn’t me” in the mail about a new device throws everybody out', async ({ browser, baseURL }) => {
  const ann = await confirmedCustomer(shopAt(baseURL));
  const [stranger, owner] = await Promise.all([openBrowser(browser), openBrowser(browser)]);
  await signIn(stranger.page, ann.email);
  await owner.page.goto(await mailedLink(ann.email, 'New sign-in to your account'));
  await expect(heading(owner.page, 'Was it not you who signed in?')).toBeVisible();
  await expect(owner.page).toHaveURL(/\/not-me$/);
  await expect(heading(stranger.page, 'My tickets')).toBeVisible();
  await owner.page.getByRole('button', { name: 'It wasn’t me' }).click();
  await expect(heading(owner.page, 'You are safe again soon')).toBeVisible();
  await expectOutAtOnce(stranger.page);

  await owner.page.getByRole('link', { name: 'Choose a new password' }).click();
  await email(owner.page).fill(ann.email);
  await reset(owner.page, await mailedCode(ann.email, RESET));
  await signIn(owner.page, ann.email, OTHER_PASSWORD);
});
