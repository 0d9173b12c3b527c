import { expect, type Page } from '@playwright/test';
import { openBrowserOf, shopAt } from './shop';
import { test } from './story';

const ASSIGN = 'mutation($input: AssignTicketInput!) { assignTicket(input: $input) { ticket { id } } }';

/** Resolves once the page, loaded anew, has asked to be told of changes: what happened before it asked is not told. */
async function followsLive(page: Page): Promise<void> {
  const socket = await page.waitForEvent('websocket');
  await socket.waitForEvent('framesent', ({ payload }) => payload.includes('ticketChanged'));
}

test('a customer edits a ticket until an expert has it; what they typed is not lost then', async ({ browser, baseURL }) => {
  const shop = shopAt(baseURL);
  const [ann, gita, admin] = await Promise.all([shop.customer(), shop.agent(), shop.firstAdmin()]);
  const { id, reference } = await shop.ticket(ann);
  const { page, troubles } = await openBrowserOf(browser, ann);
  await page.goto(`/tickets/${reference}`);
  await page.getByRole('link', { name: 'Edit ticket' }).click();
  await page.getByLabel('Subject').fill('Paid thrice for one order');
  await page.getByLabel('Priority').selectOption({ label: 'Urgent' });
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { name: 'Paid thrice for one order' })).toBeVisible();
  await expect(page.getByText('You changed the subject and the priority')).toBeVisible();

  await page.getByRole('link', { name: 'Edit ticket' }).click();
  await page.getByLabel('Description').fill('Now there are three charges.');
  const live = followsLive(page);
  await page.reload();
  await expect(page.getByLabel('Description')).toHaveValue('Now there are three charges.');
  await live;
  await admin.do(ASSIGN, { input: { ticketId: id, agentId: gita.id } });
  await expect(page.getByText('This ticket can’t be edited any more')).toBeVisible();
  await expect(page.getByLabel('Description')).toHaveValue('Now there are three charges.');
  await page.getByRole('button', { name: 'Discard what I wrote' }).click();
  await expect(page.getByRole('link', { name: 'Edit ticket' })).toHaveCount(0);
  expect(troubles).toEqual([]);
});

test('an admin makes a topic, sorts a ticket under it, finds it by it, and archives it', async ({ browser, baseURL }) => {
  const shop = shopAt(baseURL);
  const [ann, admin] = await Promise.all([shop.customer(), shop.firstAdmin()]);
  const name = `Warranty ${Date.now()}`;
  const subject = `The zip broke ${Date.now()}`;
  const { reference } = await shop.ticket(ann, { subject });
  const { page, troubles } = await openBrowserOf(browser, admin);
  await page.goto('/topics');
  await page.getByLabel('New topic').fill(name);
  await page.getByRole('button', { name: 'Add topic' }).click();
  await expect(page.getByRole('list', { name: 'Topics' }).getByText(name)).toBeVisible();

  const [ticket, list] = [page.locator('ccr-ticket-sorting'), page.locator('ccr-ticket-tools')];
  await page.goto(`/tickets/${reference}`);
  await ticket.getByLabel('Topic').selectOption({ label: name });
  await expect(page.getByText(`changed the topic to ${name}`)).toBeVisible();

  await page.goto('/tickets');
  await page.getByText('Narrow and sort').click();
  await list.getByLabel('Topic').selectOption({ label: name });
  await expect(page).toHaveURL(/[?&]topic=/);
  await expect(page.getByRole('article')).toHaveCount(1);
  await list.getByLabel('Sort by').selectOption({ label: 'Most urgent' });
  await list.getByLabel('Priority').selectOption({ label: 'Urgent' });
  await expect(page.getByText('No ticket fits')).toBeVisible();
  await shop.ticket(ann, { subject: 'None of it', priority: 'URGENT' });
  await list.getByLabel('Priority').selectOption({ label: 'Any priority' });
  await expect(page.getByRole('link', { name: subject })).toBeVisible();
  await page.reload();
  await expect(list.getByLabel('Sort by')).toHaveValue('urgent');
  await expect(page.getByRole('article')).toHaveCount(1);

  await page.goto('/topics');
  await page.getByRole('button', { name: `What to do with ${name}` }).click();
  await page.getByRole('button', { name: 'Archive' }).filter({ visible: true }).click();
  await expect(page.getByRole('list', { name: 'Topics' }).getByText(name)).toHaveCount(0);
  const { topics } = await ann.do<{ topics: { name: string }[] }>('{ topics { name } }');
  expect(topics.map((topic) => topic.name)).not.toContain(name);
  await page.goto(`/tickets/${reference}`);
  await expect(ticket.getByLabel('Topic').locator('option:checked')).toHaveText(name);
  expect(troubles).toEqual([]);
});
