import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { newEmail, openBrowser, PASSWORD, signIn } from './browser-person';
import { expectMail, mailedCode } from './mailbox';
import { confirmedCustomer, openBrowserOf, shopAt } from './shop';
import { test } from './story';

const heading = (page: Page, name: string) => page.getByRole('heading', { name, level: 1 });

test('everything that is held on one comes as one file', async ({ browser, baseURL }) => {
  const shop = shopAt(baseURL);
  const ann = await shop.customer('Ann Rao');
  const { id, reference } = await shop.ticket(ann, { subject: 'Paid twice' });
  await shop.message(ann, id, 'When will I have the money back?');
  const { page } = await openBrowserOf(browser, ann);
  await page.goto('/account/data');
  const section = page.getByRole('region', { name: 'Download my data' });
  const send = section.getByRole('button', { name: 'Download my data' });
  await section.getByLabel('Your password').fill('not mine at all');
  await send.click();
  await expect(section.getByLabel('Your password')).toHaveAttribute('aria-invalid', 'true');
  await section.getByLabel('Your password').fill(PASSWORD);
  const [download] = await Promise.all([page.waitForEvent('download'), send.click()]);
  expect(download.suggestedFilename()).toMatch(/^my-data-\d{4}-\d\d-\d\d\.json$/);
  const text = readFileSync(await download.path(), 'utf8');
  expect(JSON.parse(text)).toEqual(expect.objectContaining({ exportedAt: expect.any(String) }));
  for (const held of ['Ann Rao', ann.email, reference, 'Paid twice', 'When will I have the money back?']) expect(text).toContain(held);
  expect(text).not.toMatch(/passwordHash|argon2/);
});

test('an account that was deleted is kept by signing in', async ({ browser, baseURL }) => {
  const ann = await confirmedCustomer(shopAt(baseURL));
  const [here, there] = await Promise.all([openBrowser(browser), openBrowserOf(browser, ann)]);
  await there.page.goto('/tickets');
  await expect(heading(there.page, 'My tickets')).toBeVisible();
  await signIn(here.page, ann.email);
  await here.page.goto('/account/data');
  const section = here.page.getByRole('region', { name: 'Delete my account' });
  await section.getByLabel('Your password').fill(PASSWORD);
  await section.getByRole('button', { name: 'Delete my account' }).click();
  const question = here.page.getByRole('alertdialog');
  await expect(question).toContainText(ann.email);
  await question.getByRole('button', { name: 'Delete the account' }).click();
  await expect(here.page.getByText(/^Your account will be erased on .+\. Sign in before then to keep it\.$/)).toBeVisible();
  await expect(there.page.getByText('Your session has ended.')).toBeVisible({ timeout: 1_000 });
  await expectMail(ann.email, 'Your account will be deleted');

  await signIn(here.page, ann.email);
  const admin = await openBrowserOf(browser, await shopAt(baseURL).firstAdmin());
  await admin.page.goto(`/audit?user=${ann.id}`);
  await expect(admin.page.getByRole('row').filter({ hasText: 'Deletion called off' })).toHaveCount(1);
});

test('another e-mail is confirmed at the new address and told to the old one', async ({ browser, baseURL }) => {
  const ann = await confirmedCustomer(shopAt(baseURL));
  const newAddress = newEmail('ann');
  const { page } = await openBrowserOf(browser, ann);
  await page.goto('/account');
  const section = page.getByRole('region', { name: 'E-mail' });
  await section.getByRole('button', { name: 'Change e-mail' }).click();
  await section.getByLabel('New e-mail').fill(newAddress);
  await section.getByLabel('Your password').fill(PASSWORD);
  await section.getByRole('button', { name: 'Send the code' }).click();
  await expect(section).toContainText(`We sent a code to ${newAddress}.`);
  await page.reload();
  await expect(section).toContainText(ann.email);
  await section.getByLabel('Code from the mail').fill(await mailedCode(newAddress, 'Confirm your new e-mail address'));
  await section.getByRole('button', { name: 'Confirm the new e-mail' }).click();
  await expect(section).toContainText('Your e-mail was changed.');
  await expect(section).toContainText(newAddress);
  await expect(section).not.toContainText(ann.email);
  await expectMail(ann.email, 'Your account has another e-mail address');
  const other = await openBrowser(browser);
  await signIn(other.page, newAddress);
});
