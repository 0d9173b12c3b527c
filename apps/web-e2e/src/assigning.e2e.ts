import { expect, type Page } from '@playwright/test';
import type { Person, Shop } from '@ccr/testkit';
import { openBrowserOf, shopAt } from './shop';
import { test } from './story';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const rows = (page: Page, title: string) => page.getByRole('list', { name: title }).getByRole('article');

/** A topic of its own, with this expert. Resolves to its id. */
async function topicOf(shop: Shop, expert: Person): Promise<string> {
  const admin = await shop.firstAdmin();
  const { createTopic } = await admin.do<{ createTopic: { topic: { id: string } } }>(
    'mutation($name: String!) { createTopic(input: { name: $name }) { topic { id } } }',
    { name: `Returns ${Date.now()}` },
  );
  await admin.do('mutation($input: UpdateAgentInput!) { updateAgent(input: $input) { agent { id } } }', {
    input: { agentId: expert.id, topicIds: [createTopic.topic.id] },
  });
  return createTopic.topic.id;
}

test('the expert is suggested, and many tickets are given at once', async ({ browser, baseURL }) => {
  const shop = shopAt(baseURL);
  const [ann, gita, asha] = await Promise.all([shop.customer(), shop.agent(), shop.firstAdmin()]);
  const topicId = await topicOf(shop, gita);
  for (const subject of ['One', 'Two', 'Three']) await shop.ticket(ann, { subject, topicId });
  // All of the list can be seen: while it is scrolled, rows that left it stay.
  const { page, troubles } = await openBrowserOf(browser, asha, { viewport: { width: 1280, height: 1200 } });
  await page.goto(`/tickets?tab=unassigned&customer=${ann.id}`);
  await rows(page, 'All tickets').filter({ hasText: 'One' }).getByRole('button', { name: /^Assign/ }).click();
  const dialog = page.getByRole('dialog');
  const best = dialog.locator('label', { hasText: 'Best match' });
  await expect(best).toContainText(gita.email);
  await best.getByRole('radio').check();
  await dialog.getByRole('button', { name: 'Assign', exact: true }).click();
  await expect(rows(page, 'All tickets')).toHaveCount(2);

  await page.getByLabel('Select all loaded').check();
  await button(page, 'Assign 2 tickets').click();
  await dialog.getByRole('searchbox').fill(gita.email);
  await dialog.getByRole('radio').check();
  await dialog.getByRole('button', { name: 'Assign', exact: true }).click();
  await expect(dialog.getByText('2 of 2 assigned to Gita Mehta.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(rows(page, 'All tickets')).toHaveCount(0);
  const agent = await openBrowserOf(browser, gita);
  await agent.page.goto('/tickets?tab=active');
  await expect(rows(agent.page, 'Assigned to me')).toHaveCount(3);
  expect([...troubles, ...agent.troubles]).toEqual([]);
});

test('an agent reads what nobody has in their topics; with the rule, new ones find them', async ({ browser, baseURL }) => {
  const shop = shopAt(baseURL);
  const [ann, gita, asha] = await Promise.all([shop.customer(), shop.agent(), shop.firstAdmin()]);
  const topicId = await topicOf(shop, gita);
  await shop.ticket(ann, { subject: 'Nobody has it', topicId });
  const [agent, admin] = [await openBrowserOf(browser, gita), await openBrowserOf(browser, asha)];
  await agent.page.goto('/tickets?tab=topics');
  await agent.page.getByRole('link', { name: 'Nobody has it' }).click();
  await expect(agent.page.getByRole('log')).toContainText('There are two charges on my card.');
  await expect(agent.page.getByLabel('Write a message')).toHaveCount(0);

  await admin.page.goto('/people?tab=security');
  const rule = admin.page.getByRole('switch', { name: 'New tickets find their agent by themselves' });
  await rule.click();
  await expect(rule).toBeChecked();
  await shop.ticket(ann, { subject: 'Finds its agent', topicId });
  await agent.page.goto('/tickets?tab=active');
  await expect(agent.page.getByRole('link', { name: 'Finds its agent' })).toBeVisible();
  await rule.click();
  await expect(rule).not.toBeChecked();
  expect([...agent.troubles, ...admin.troubles]).toEqual([]);
});

test('a ticket is opened to one more agent, who reads it and writes notes', async ({ browser, baseURL }) => {
  const shop = shopAt(baseURL);
  const [ann, gita, hari, asha] = await Promise.all([shop.customer(), shop.agent(), shop.agent('Hari Nair'), shop.firstAdmin()]);
  const { reference } = await shop.assignedTicket(ann, gita);
  const [admin, other] = [await openBrowserOf(browser, asha), await openBrowserOf(browser, hari)];
  await other.page.goto('/tickets?tab=all');
  await expect(other.page.getByText('Nothing to see yet').or(other.page.locator('ccr-empty-state')).first()).toBeVisible();
  await admin.page.goto(`/tickets/${reference}`);
  await button(admin.page, 'Open to other agents').click();
  const dialog = admin.page.getByRole('dialog');
  await dialog.getByRole('searchbox').fill(hari.email);
  await dialog.getByRole('checkbox', { name: 'Hari Nair' }).check();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(admin.page.getByRole('list', { name: 'Also open to' })).toContainText('Hari Nair');

  await other.page.getByRole('link', { name: 'Paid twice for one order' }).click();
  await expect(other.page.getByLabel('Write a message')).toHaveCount(0);
  await other.page.getByLabel('Write a note').fill('I have seen this before.');
  await button(other.page, 'Add note').click();
  await expect(admin.page.getByRole('log')).toContainText('I have seen this before.');
  expect([...admin.troubles, ...other.troubles]).toEqual([]);
});
