import { type Browser, type BrowserContextOptions, expect, type Page } from '@playwright/test';
import { mailedCode } from './mailbox';

/** Someone with a browser of their own. */
export interface BrowserPerson {
  readonly page: Page;
  /** What the browser's console called an error, and what the page threw. */
  readonly troubles: readonly string[];
  /** Fails when the page was loaded anew since `stays` was called. */
  expectNoReload(): Promise<void>;
  stays(): Promise<void>;
}

export const PASSWORD = 'correct horse battery';
/** What an admin tells a new agent, who has to change it. */
export const FIRST_PASSWORD = 'staple glue and paper';
export const ADMIN_EMAIL = 'admin@shop.test';

let people = 0;
/** An address that no other story uses. */
export const newEmail = (who: string): string => `${who}.${Date.now()}.${++people}@shop.test`;

export async function openBrowser(browser: Browser, options: BrowserContextOptions = {}): Promise<BrowserPerson> {
  const page = await (await browser.newContext(options)).newPage();
  const troubles: string[] = [];
  page.on('console', (message) => message.type() === 'error' && troubles.push(message.text()));
  page.on('pageerror', (error) => troubles.push(error.message));
  return {
    page,
    troubles,
    stays: async () => page.evaluate(() => void Object.assign(window, { stayed: true })),
    expectNoReload: async () => expect(await page.evaluate(() => 'stayed' in window)).toBe(true),
  };
}

export async function signUp(page: Page, name: string, email = newEmail('customer')): Promise<void> {
  await page.goto('/sign-up');
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('E-mail').fill(email);
  await choosePassword(page, PASSWORD, 'Password');
  await page.getByLabel('Mobile (optional)').fill('+4915112345678');
  await page.getByRole('button', { name: 'Sign up' }).click();
  await expect(page.getByRole('heading', { name: 'My tickets' })).toBeVisible();
}

export async function signIn(page: Page, email: string, password = PASSWORD): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
}

/** Raises a ticket. Resolves to its reference. */
export async function raiseTicket(page: Page, subject: string): Promise<string> {
  await page.goto('/tickets/new');
  await page.getByLabel('Subject').fill(subject);
  await page.getByLabel('Topic').selectOption({ label: 'Payments' });
  await page.getByLabel('Priority').selectOption({ index: 2 });
  await page.getByLabel('Order reference (optional)').fill('8812');
  await page.getByLabel('Description').fill('My card shows two charges of 64.90.');
  await page.getByRole('button', { name: 'Raise ticket' }).click();
  await page.waitForURL(/\/tickets\/[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  return page.url().slice(-9);
}

export async function sendMessage(page: Page, text: string): Promise<void> {
  await page.getByLabel('Write a message').fill(text);
  await page.getByRole('button', { name: 'Send', exact: true }).click();
}

/** Enters the mailed code in the bar above every page. Until then other mail is held back. */
export async function confirmEmail(page: Page, email: string): Promise<void> {
  const bar = page.getByRole('region', { name: 'Confirm your e-mail' });
  await bar.getByRole('button', { name: 'Enter the code' }).click();
  await bar.getByLabel('Code from the mail').fill(await mailedCode(email, 'Confirm your e-mail address'));
  await bar.getByRole('button', { name: 'Confirm' }).click();
  await expect(bar).toHaveCount(0);
}

/** Chooses a new password and enters it once more, where a page asks for one. */
export async function choosePassword(page: Page, password: string, label = 'New password'): Promise<void> {
  await page.getByLabel(label, { exact: true }).fill(password);
  await page.getByLabel(`Confirm ${label.toLowerCase()}`, { exact: true }).fill(password);
}

/** Does what somebody does at their first sign-in, with the password that an admin has told them. */
export async function changeFirstPassword(page: Page, firstPassword: string): Promise<void> {
  const title = page.getByRole('heading', { name: 'Choose a password of your own' });
  await expect(title).toBeVisible();
  await page.getByLabel('First password', { exact: true }).fill(firstPassword);
  await choosePassword(page, PASSWORD);
  await page.getByRole('button', { name: 'Change the password' }).click();
  await expect(title).toHaveCount(0);
}
