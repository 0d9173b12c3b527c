import { expect, type Page } from '@playwright/test';
import { openBrowserOf, shopAt } from './shop';
import { test } from './story';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const conversation = (page: Page) => page.getByRole('log', { name: 'Conversation' });

test('a canned reply is put in by a slash, and the customer reads it as it was meant', async ({ browser, baseURL }) => {
  const shop = shopAt(baseURL);
  const [ann, gita] = await Promise.all([shop.customer('Ann Rao'), shop.agent()]);
  const { reference } = await shop.assignedTicket(ann, gita);
  const [here, there] = [await openBrowserOf(browser, ann), await openBrowserOf(browser, gita)];
  await there.page.goto('/canned-replies');
  await button(there.page, 'New canned reply').click();
  await there.page.getByLabel('Title').fill('Refund sent');
  await there.page.getByLabel('Shortcut').fill('refund');
  await there.page.getByLabel('Text').fill('Hello {{customer.name}}, **the money** is on its way.');
  await button(there.page, 'Save').click();
  await expect(there.page.getByRole('heading', { name: 'Refund sent' })).toBeVisible();

  await there.page.goto(`/tickets/${reference}`);
  const composer = there.page.getByLabel('Write a message');
  await composer.pressSequentially('/ref');
  await expect(there.page.getByRole('option', { name: 'Refund sent' })).toHaveAttribute('aria-selected', 'true');
  await there.page.keyboard.press('Enter');
  await expect(composer).toHaveValue(/^Hello Ann Rao, \*\*the money\*\* is on its way\./);
  await button(there.page, 'Send').click();
  await here.page.goto(`/tickets/${reference}`);
  const bubble = conversation(here.page).locator('ccr-message-bubble', { hasText: 'Hello Ann Rao' });
  await expect(bubble.locator('strong')).toHaveText('the money');
  await expect(bubble).not.toContainText('*');
  expect([...here.troubles, ...there.troubles]).toEqual([]);
});

test('who raises a ticket in a topic is answered at once', async ({ browser, baseURL }) => {
  const shop = shopAt(baseURL);
  const [ann, asha] = await Promise.all([shop.customer(), shop.firstAdmin()]);
  const name = `Customs ${Date.now()}`;
  const { createTopic } = await asha.do<{ createTopic: { topic: { id: string } } }>(
    'mutation($name: String!) { createTopic(input: { name: $name }) { topic { id } } }',
    { name },
  );
  const admin = await openBrowserOf(browser, asha);
  await admin.page.goto('/topics');
  await button(admin.page, `What to do with ${name}`).click();
  await admin.page.getByRole('button', { name: 'First answer' }).filter({ visible: true }).click();
  await admin.page.getByLabel(`First answer for ${name}`).fill('Customs takes about a week.');
  await button(admin.page, 'Save').click();
  await expect(admin.page.getByText('Customs takes about a week.')).toBeVisible();
  await shop.ticket(ann, { topicId: createTopic.topic.id, subject: 'It is stuck' });
  const { page, troubles } = await openBrowserOf(browser, ann);
  await page.goto('/tickets');
  await page.getByRole('link', { name: 'It is stuck' }).click();
  await expect(conversation(page).locator('ccr-message-bubble', { hasText: 'Customs takes about a week.' })).toContainText('utomatic');
  await expect(page.getByTestId('ticket-status')).toHaveText(/Waiting for an expert/);
  expect([...troubles, ...admin.troubles]).toEqual([]);
});
