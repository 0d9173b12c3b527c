import { expect, type Page } from '@playwright/test';
import { openBrowserOf, shopAt } from './shop';
import { test } from './story';

const conversation = (page: Page) => page.getByRole('log', { name: 'Conversation' });
const bubble = (page: Page, words: string) =>
  conversation(page).locator('ccr-message-bubble', { has: page.locator('.body', { hasText: new RegExp(`^${words}$`) }) });
const composer = (page: Page) => page.getByLabel('Write a message');
const send = (page: Page): Promise<void> => page.getByRole('button', { name: 'Send', exact: true }).click();
const presence = (page: Page) => page.locator('ccr-presence-line');
const card = (page: Page, reference: string) => page.locator('article', { hasText: reference });

test('two who talk see that the other is there, writes, and has read', async ({ browser, baseURL }) => {
  const shop = shopAt(baseURL);
  const [ann, gita, hari] = await Promise.all([shop.customer('Ann Rao'), shop.agent('Gita Mehta'), shop.agent('Hari Nair', 'ADMIN')]);
  const { reference } = await shop.assignedTicket(ann, gita);
  const [here, there] = [await openBrowserOf(browser, ann), await openBrowserOf(browser, gita)];

  await there.page.goto('/tickets?tab=active');
  await expect(card(there.page, reference)).toContainText('3 unread');
  await here.page.goto(`/tickets/${reference}`);
  await expect(presence(here.page)).toHaveText('');
  await card(there.page, reference).getByRole('link').click();
  await expect(presence(here.page)).toHaveText('Gita Mehta is here');
  await expect(presence(there.page)).toHaveText('Ann Rao is here');

  await composer(there.page).pressSequentially('Hello');
  await expect(presence(here.page)).toHaveText('Gita Mehta is writing…');
  await send(there.page);
  await expect(bubble(here.page, 'Hello')).toBeVisible();
  await expect(presence(here.page)).toHaveText('Gita Mehta is here');
  await expect(bubble(there.page, 'Hello')).toContainText('Read');

  // Staff know of each other; a customer is told of their expert alone.
  const admin = await openBrowserOf(browser, hari);
  await admin.page.goto(`/tickets/${reference}`);
  await expect(presence(there.page)).toHaveText('Hari Nair is looking at this too · Ann Rao is here');
  await there.page.goBack();
  await expect(presence(here.page)).toHaveText('');
  await expect(card(there.page, reference)).not.toContainText('unread');

  await composer(here.page).fill('Are you still there?');
  await send(here.page);
  await expect(bubble(here.page, 'Are you still there\\?')).toContainText('Sent');
  await expect(card(there.page, reference)).toContainText('1 unread');
  await card(there.page, reference).getByRole('link').click();
  await expect(bubble(here.page, 'Are you still there\\?')).toContainText('Read');
  expect([...here.troubles, ...there.troubles, ...admin.troubles]).toEqual([]);
});

test('an answer quotes what it answers, and leads there', async ({ browser, baseURL }) => {
  const shop = shopAt(baseURL);
  const [ann, gita] = await Promise.all([shop.customer('Ann Rao'), shop.agent('Gita Mehta')]);
  const { id, reference } = await shop.assignedTicket(ann, gita);
  await shop.message(ann, id, 'Which charge is it?');
  for (let count = 1; count <= 60; count++) await shop.message(count % 2 ? gita : ann, id, `Line ${count}`);
  const [here, there] = [await openBrowserOf(browser, ann), await openBrowserOf(browser, gita)];
  await Promise.all([here, there].map(({ page }) => page.goto(`/tickets/${reference}`)));

  await there.page.getByRole('button', { name: 'Load earlier' }).click();
  const question = bubble(there.page, 'Which charge is it\\?');
  await question.hover();
  await question.getByRole('button', { name: /^Quote what Ann Rao wrote/ }).click();
  await expect(composer(there.page)).toBeFocused();
  await expect(there.page.locator('ccr-composer ccr-quote-block')).toContainText('Which charge is it?');
  await there.page.reload();
  await expect(there.page.locator('ccr-composer ccr-quote-block')).toContainText('Which charge is it?');
  await composer(there.page).fill('The first one');
  await send(there.page);

  const answer = bubble(here.page, 'The first one');
  await expect(answer.locator('ccr-quote-block')).toContainText('Which charge is it?');
  await expect(bubble(here.page, 'Which charge is it\\?')).toHaveCount(0);
  await answer.getByRole('button', { name: /^Go to what this answers/ }).click();
  await expect(bubble(here.page, 'Which charge is it\\?')).toBeFocused();
  await expect(bubble(here.page, 'Which charge is it\\?')).toBeInViewport();
  expect([...here.troubles, ...there.troubles]).toEqual([]);
});
