import { expect } from '@playwright/test';
import { expectAccessible } from './accessible';
import { openBrowserOf, shopAt } from './shop';
import { test } from './story';

const RESOLVE = 'mutation($id: ID!) { resolveTicket(input: { ticketId: $id }) { ticket { id } } }';
const CALM = { reducedMotion: 'reduce' } as const;

test('a customer rates the help, and those who helped see it at once', async ({ browser, baseURL }) => {
  const shop = shopAt(baseURL);
  const [ann, gita] = await Promise.all([shop.customer('Ann Rao'), shop.agent('Gita Mehta')]);
  const { id, reference } = await shop.assignedTicket(ann, gita);
  const [customer, agent] = [await openBrowserOf(browser, ann, CALM), await openBrowserOf(browser, gita, CALM)];
  await agent.page.goto(`/tickets/${reference}`);
  await customer.page.goto(`/tickets/${reference}`);
  const card = customer.page.getByRole('region', { name: 'How was the help?' });
  await expect(customer.page.getByLabel('Write a message')).toBeVisible();
  await expect(card).toHaveCount(0);
  await gita.do(RESOLVE, { id });
  await expect(card).toBeVisible();
  await expectAccessible(customer.page, card);

  // The keyboard alone: the stars are one group of choices.
  await card.getByRole('radio', { name: '1 of 5: Very bad' }).focus();
  await customer.page.keyboard.press('Space');
  for (let step = 1; step < 4; step++) await customer.page.keyboard.press('ArrowRight');
  await expect(card.getByRole('radio', { name: '4 of 5: Good' })).toBeChecked();
  await card.getByLabel('Your comment (optional)').fill('Quick and kind');
  await customer.page.reload();
  await expect(card.getByLabel('Your comment (optional)')).toHaveValue('Quick and kind');
  await expectAccessible(customer.page, card.getByLabel('Your comment (optional)'));
  await card.getByRole('button', { name: 'Save rating' }).click();
  const rated = customer.page.getByRole('region', { name: 'Your rating' });
  await expect(rated.getByText('Saved. Thank you.')).toBeVisible();
  await expect(rated.getByText('You can change it until')).toBeVisible();
  await expectAccessible(customer.page, rated);

  const facts = agent.page.getByRole('complementary');
  await expect(facts.getByText('Quick and kind')).toBeVisible();
  await expect(agent.page.getByText('Ann Rao rated the help: 4 of 5')).toBeVisible();
  await rated.getByRole('button', { name: 'Change' }).click();
  await rated.getByRole('radio', { name: '5 of 5: Very good' }).check({ force: true });
  await rated.getByRole('button', { name: 'Save rating' }).click();
  await expect(facts.getByText('5 of 5: Very good')).toBeVisible();
  expect([...customer.troubles, ...agent.troubles]).toEqual([]);
});

test('feedback reaches the admins, and their answer its author', async ({ browser, baseURL }) => {
  const shop = shopAt(baseURL);
  const [gita, asha] = await Promise.all([shop.agent('Gita Mehta'), shop.firstAdmin()]);
  const agent = await openBrowserOf(browser, gita, CALM);
  const words = `The list could be denser ${Date.now()}`;
  await agent.page.goto('/tickets');
  await agent.page.getByRole('button', { name: 'Account:' }).click();
  await agent.page.getByRole('link', { name: 'Send feedback' }).click();
  await expect(agent.page.getByText('You have sent nothing yet')).toBeVisible();
  await expectAccessible(agent.page, agent.page.getByText('You have sent nothing yet'));
  await agent.page.getByLabel('Your feedback').fill(words);
  await agent.page.getByRole('button', { name: 'Send feedback' }).click();
  await expect(agent.page.getByRole('article')).toContainText(words);
  await expect(agent.page.getByText('Nobody has answered yet.')).toBeVisible();

  const admin = await openBrowserOf(browser, asha, CALM);
  await admin.page.goto('/feedback');
  const item = admin.page.getByRole('article').filter({ hasText: words });
  await item.getByRole('button', { name: 'Answer' }).click();
  await expectAccessible(admin.page, item.getByLabel('Your answer'));
  await item.getByLabel('Your answer').fill('We are on it.');
  await item.getByRole('button', { name: 'Send answer' }).click();
  await expect(item).toContainText('We are on it.');
  await item.getByRole('button', { name: 'Done' }).click();
  await expect(item).toHaveCount(0);
  await admin.page.getByRole('button', { name: 'Undo' }).click();
  await expect(item).toBeVisible();
  await item.getByRole('button', { name: 'Done' }).click();
  await expect(item).toHaveCount(0);
  await admin.page.getByRole('link', { name: 'Done', exact: true }).click();
  await expect(item).toContainText('We are on it.');
  await expectAccessible(admin.page, item);

  await agent.page.reload();
  await expect(agent.page.getByRole('article')).toContainText('We are on it.');
  await expectAccessible(agent.page, agent.page.getByRole('article'));
  expect([...agent.troubles, ...admin.troubles]).toEqual([]);
});
