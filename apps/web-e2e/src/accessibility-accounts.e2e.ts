import { expect } from '@playwright/test';
import { generateSync } from 'otplib';
import { button, CALM, expectAccessible, heading } from './accessible';
import { choosePassword, FIRST_PASSWORD, newEmail, openBrowser, PASSWORD, signIn } from './browser-person';
import { mailedLink } from './mailbox';
import { openBrowserOf, shopAt } from './shop';
import { test } from './story';

const CREATE_AGENT = 'mutation($input: CreateAgentInput!) { createAgent(input: $input) { agent { id } } }';

test('the doors of an account leave nobody out', async ({ browser, baseURL }) => {
  const shop = shopAt(baseURL);
  const [ann, admin] = await Promise.all([shop.customer(), shop.firstAdmin()]);
  const invited = { name: 'Hari Nair', email: newEmail('hari') };
  await admin.do(CREATE_AGENT, { input: invited });
  const { page } = await openBrowser(browser, CALM);
  await page.goto('/sign-up');
  await page.getByLabel('Name').fill('Ann Rao');
  await page.getByLabel('E-mail').fill(ann.email);
  await choosePassword(page, PASSWORD, 'Password');
  await button(page, 'Sign up').click();
  await expect(page.getByText('Is it yours?')).toBeVisible();
  await page.getByLabel('Password', { exact: true }).fill('password1');
  await expectAccessible(page, page.getByText('Too easy to guess'));
  await page.goto('/forgot-password');
  await expectAccessible(page, heading(page, 'Forgot your password?'));
  await page.goto('/reset-password');
  await button(page, 'Change the password').click();
  await expectAccessible(page, page.getByText('Enter the code.'));
  await page.goto('/not-me#secret');
  await expectAccessible(page, button(page, 'It wasn’t me'));
  await page.goto(await mailedLink(invited.email, 'You are invited'));
  await expectAccessible(page, heading(page, 'Welcome, Hari Nair'));
});

test('the first steps leave nobody out', async ({ browser, baseURL }) => {
  const shop = shopAt(baseURL);
  const [ann, admin] = await Promise.all([shop.customer(), shop.firstAdmin()]);
  const input = { name: 'Gita Mehta', email: newEmail('gita'), password: FIRST_PASSWORD };
  await admin.do(CREATE_AGENT, { input });
  const agent = await openBrowser(browser, CALM);
  await signIn(agent.page, input.email, FIRST_PASSWORD);
  await expectAccessible(agent.page, heading(agent.page, 'Choose a password of your own'));
  const customer = await openBrowserOf(browser, ann, CALM);
  await customer.page.goto('/confirm-email');
  await expectAccessible(customer.page, heading(customer.page, 'Confirm your e-mail'));
});

test('the pages on one’s own account leave nobody out', async ({ browser, baseURL }) => {
  const ann = await shopAt(baseURL).customer();
  const newAddress = newEmail('ann');
  await ann.do('mutation($input: RequestEmailChangeInput!) { requestEmailChange(input: $input) { viewer { id } } }', {
    input: { newEmail: newAddress, password: PASSWORD },
  });
  const { page } = await openBrowserOf(browser, ann, CALM);
  await page.goto('/account');
  await button(page, 'Enter the code').click();
  await expectAccessible(page, page.getByText(newAddress));
  await page.goto('/account/notifications');
  await expectAccessible(page, page.getByRole('switch').first());
  await page.goto('/account/tokens');
  await button(page, 'Create a token').click();
  const dialog = page.getByRole('dialog');
  await expectAccessible(page, dialog.getByLabel('Name'));
  await dialog.getByLabel('Name').fill('Stock program');
  await dialog.getByRole('button', { name: 'Create the token' }).click();
  await expectAccessible(page, dialog.getByText('It is shown only now'));
  await dialog.getByRole('button', { name: 'I have stored it' }).click();
  await expectAccessible(page, button(page, 'Revoke Stock program'));
  await page.goto('/account/data');
  await expectAccessible(page, page.getByRole('heading', { name: 'Delete my account' }));
});

test('security, and the second factor step by step, leave nobody out', async ({ browser, baseURL }) => {
  const shop = shopAt(baseURL);
  const ann = await shop.customer();
  await shop.signIn(ann.email);
  const { page } = await openBrowserOf(browser, ann, CALM);
  await page.goto('/account/security');
  await expectAccessible(page, button(page, 'End all other sessions'));
  await button(page, 'Set up').click();
  const setUp = page.getByRole('region', { name: 'Second factor' });
  await setUp.getByLabel('Your password').fill(PASSWORD);
  await button(page, 'Continue').click();
  await expectAccessible(page, page.getByRole('img', { name: 'QR code' }));
  const uri = await page.getByRole('link', { name: 'Open an app on this device' }).getAttribute('href');
  const secret = new URL(uri ?? '').searchParams.get('secret') ?? '';
  await page.getByLabel('Code from the app').fill(generateSync({ secret }));
  await button(page, 'Turn it on').click();
  await expectAccessible(page, page.getByRole('list', { name: 'Recovery codes' }));

  const other = await openBrowser(browser, CALM);
  await other.page.goto('/sign-in');
  await other.page.getByLabel('E-mail').fill(ann.email);
  await other.page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await button(other.page, 'Sign in').click();
  await expectAccessible(other.page, heading(other.page, 'Enter your code'));
});

test('people and the audit leave nobody out', async ({ browser, baseURL }) => {
  const shop = shopAt(baseURL);
  const [gita, admin] = await Promise.all([shop.agent(), shop.firstAdmin()]);
  const { page } = await openBrowserOf(browser, admin, CALM);
  await page.goto('/people?tab=security');
  await expectAccessible(page, page.getByRole('switch', { name: 'Agents and admins need a second factor' }));
  await page.goto(`/people?search=${encodeURIComponent(gita.email)}`);
  await button(page, 'What to do with Gita Mehta').click();
  await button(page, 'Edit').click();
  await expectAccessible(page, page.getByRole('dialog').getByLabel('Name'));
  await page.goto('/people');
  await expectAccessible(page, page.getByText(gita.email));
  await button(page, 'Add agent').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: 'Set a first password' }).check();
  await dialog.getByRole('button', { name: 'Add agent' }).click();
  await expectAccessible(page, dialog.locator('[aria-invalid="true"]').first());
  await page.goto('/audit');
  await expectAccessible(page, page.getByRole('table', { name: 'Security events' }));
});
