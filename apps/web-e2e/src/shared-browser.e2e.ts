import { expect } from '@playwright/test';
import { openBrowser, raiseTicket, signUp } from './browser-person';
import { test } from './story';

test('what one person has written is not sent in the name of the next, in another tab', async ({ browser }) => {
  const { page } = await openBrowser(browser);
  await signUp(page, 'Ann Rao');
  const reference = await raiseTicket(page, 'Hers alone');

  // Ann is cut off while she writes; meanwhile somebody else signs up in another tab of her browser.
  await page.route('**/graphql', (route) => route.abort());
  await page.getByLabel('Write a message').fill('In my own name');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  const tab = await page.context().newPage();
  await tab.goto('/tickets');
  await tab.getByRole('button', { name: 'Account: Ann Rao' }).click();
  await tab.getByRole('button', { name: 'Sign out' }).click();
  await signUp(tab, 'Ben Okafor');

  await page.unroute('**/graphql');
  await expect(page.getByText('Your session has ended')).toBeVisible({ timeout: 30_000 });
  const { data } = await (await tab.request.post('/graphql', { data: { query: '{ viewer { name } tickets { nodes { id } } }' } })).json();
  expect(data).toEqual({ viewer: { name: 'Ben Okafor' }, tickets: { nodes: [] } });
  await expect(tab.getByText(reference)).toHaveCount(0);
});
