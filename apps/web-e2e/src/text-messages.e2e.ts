import { expect, type Page } from '@playwright/test';
import type { Person } from '@ccr/testkit';
import { CALM, expectAccessible } from './accessible';
import { choosePassword, openBrowser, PASSWORD, signIn } from './browser-person';
import { openBrowserOf, shopAt } from './shop';
import { test } from './story';
import { listenForTexts, newMobile, type Texts } from './texts';

const OTHER_PASSWORD = 'quiet harbour lamp';
const UPDATE = 'mutation($input: UpdateProfileInput!) { updateProfile(input: $input) { viewer { id } } }';

let texts: Texts;
test.beforeEach(async () => {
  texts = await listenForTexts();
});
test.afterEach(() => texts.stop());

const codeTo = async (number: string): Promise<string> => (await texts.to(number, 'is your code for')).slice(0, 6);

async function confirmMobile(page: Page, mobile: string): Promise<void> {
  await page.goto('/account');
  const section = page.getByRole('region', { name: 'Text messages' });
  await section.getByRole('button', { name: 'Send a code' }).click();
  await section.getByLabel('Your password', { exact: true }).fill(PASSWORD);
  await section.getByRole('button', { name: 'Send the code' }).click();
  await section.getByLabel('Code from the text message').fill(await codeTo(mobile));
  await expectAccessible(page, section.getByRole('button', { name: 'Confirm the number' }));
  await section.getByRole('button', { name: 'Confirm the number' }).click();
  await expect(section.getByText('Confirmed', { exact: true })).toBeVisible();
}

async function withMobile(person: Person): Promise<string> {
  const mobile = newMobile();
  await person.do(UPDATE, { input: { mobile } });
  return mobile;
}

test('who has confirmed a number is told there who has the ticket', async ({ browser, baseURL }) => {
  const shop = shopAt(baseURL);
  const [ann, gita] = [await shop.customer(), await shop.agent('Gita Mehta')];
  const mobile = await withMobile(ann);
  const { page, troubles } = await openBrowserOf(browser, ann, CALM);
  await confirmMobile(page, mobile);
  await page.goto('/account/notifications');
  const saved = page.waitForResponse((response) => response.request().postData()?.includes('"operationName":"SetNotificationChoice"') ?? false);
  await page.getByRole('switch', { name: 'An expert has your ticket: By text message' }).check();
  await saved;
  const { reference } = await shop.assignedTicket(ann, gita);
  expect(await texts.to(mobile, 'Gita Mehta has your ticket')).toContain(`${baseURL}/tickets/${reference}`);
  expect(troubles).toEqual([]);
});

test('a forgotten password is reset with a code that comes to the confirmed number', async ({ browser, baseURL }) => {
  const ann = await shopAt(baseURL).customer();
  const mobile = await withMobile(ann);
  await confirmMobile((await openBrowserOf(browser, ann, CALM)).page, mobile);
  texts.forget();

  const { page, troubles } = await openBrowser(browser, CALM);
  await page.goto('/forgot-password');
  await page.getByLabel('E-mail', { exact: true }).fill(ann.email);
  await page.getByRole('radio', { name: 'By text message' }).check();
  await expectAccessible(page, page.getByText('To your mobile number, if you have confirmed it; otherwise by e-mail.'));
  await page.getByRole('button', { name: 'Send the code' }).click();
  await expect(page.getByText('to its mobile number if that is confirmed, otherwise by e-mail')).toBeVisible();
  await page.getByLabel('Code', { exact: true }).fill(await codeTo(mobile));
  await choosePassword(page, OTHER_PASSWORD);
  await page.getByRole('button', { name: 'Change the password' }).click();
  await expect(page.getByText('Your password was changed, and you are signed out everywhere.')).toBeVisible();
  await signIn(page, ann.email, OTHER_PASSWORD);
  expect(troubles).toEqual([]);
});
