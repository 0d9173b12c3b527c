import { expect } from '@playwright/test';
import { button, CALM, expectAccessible, heading } from './accessible';
import { openBrowserOf, shopAt } from './shop';
import { test } from './story';

const SEARCH = '{ searchTickets(text: "parachute") { nodes { ticket { id } } } }';
const CANNED = 'mutation($input: CreateCannedReplyInput!) { createCannedReply(input: $input) { cannedReply { id } } }';

test('finding tickets leaves nobody out', async ({ browser, baseURL }) => {
  const shop = shopAt(baseURL);
  const [ann, gita] = await Promise.all([shop.customer(), shop.agent()]);
  const { id } = await shop.assignedTicket(ann, gita);
  await shop.message(ann, id, 'The parachute did not open, see https://example.com/a/very/long/address/that/does/not/break');
  const hits = async () => (await ann.do<{ searchTickets: { nodes: unknown[] } }>(SEARCH)).searchTickets.nodes.length;
  await expect.poll(hits).toBe(1);
  const customer = await openBrowserOf(browser, ann, CALM);
  await customer.page.goto('/search?q=parachute');
  await expectAccessible(customer.page, customer.page.locator('mark').first());
  const { page } = await openBrowserOf(browser, gita, CALM);
  await page.goto('/search?q=nothingofthesort');
  await expectAccessible(page, page.getByText('Nothing has all of these words'));
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('combobox', { name: 'Search tickets' }).fill('parachute');
  await expectAccessible(page, page.getByRole('option', { name: 'Paid twice for one order' }));
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await heading(page, 'Search').click();
  await page.keyboard.press('?');
  await expectAccessible(page, page.getByRole('dialog', { name: 'Keyboard shortcuts' }));
});

test('the desk, and what is done with one ticket, leave nobody out', async ({ browser, baseURL }) => {
  const shop = shopAt(baseURL);
  const [ann, gita, hari, asha] = await Promise.all([shop.customer(), shop.agent(), shop.agent('Hari Nair'), shop.firstAdmin()]);
  const { id, reference } = await shop.assignedTicket(ann, gita);
  const merged = await shop.assignedTicket(ann, gita);
  const other = await shop.assignedTicket(ann, gita);
  await gita.do('mutation($input: SetTicketTagsInput!) { setTicketTags(input: $input) { ticket { id } } }', {
    input: { ticketId: id, tags: ['refund', 'the word of a tag is thirty'] },
  });
  await asha.do('mutation($input: SetParticipantsInput!) { setParticipants(input: $input) { ticket { id } } }', {
    input: { ticketId: id, agentIds: [hari.id] },
  });
  await gita.do('mutation($input: MergeTicketsInput!) { mergeTickets(input: $input) { ticket { id } } }', {
    input: { ticketId: merged.id, intoTicketId: id },
  });
  await shop.message(ann, id, 'It is **bold**, `code` and\n\n> a quote\n\n- one\n- two');
  const { page } = await openBrowserOf(browser, asha, CALM);
  await page.goto(`/tickets/${reference}?tab=active&customer=${ann.id}`);
  await page.getByText(`What was written in ${merged.reference}`).click();
  await expectAccessible(page, page.getByRole('group', { name: `Conversation of ${merged.reference}` }));
  await button(page, 'Change who sees it').click();
  await expectAccessible(page, page.getByRole('dialog').getByRole('checkbox').first());
  await page.keyboard.press('Escape');
  await button(page, /^Make a ticket of what/).click();
  await expectAccessible(page, page.getByLabel('Subject of the new ticket'));
  await page.goto(`/tickets/${other.reference}`);
  await button(page, 'Merge into another ticket').click();
  await page.getByRole('dialog').getByRole('radio').first().check();
  await expectAccessible(page, button(page, `Merge into ${reference}`));
});

test('giving many tickets at once leaves nobody out', async ({ browser, baseURL }) => {
  const shop = shopAt(baseURL);
  const [ann, asha] = await Promise.all([shop.customer(), shop.firstAdmin(), shop.agent()]);
  for (const subject of ['One', 'Two']) await shop.ticket(ann, { subject });
  const { page } = await openBrowserOf(browser, asha, CALM);
  await page.goto(`/tickets?tab=unassigned&customer=${ann.id}`);
  await page.getByText('Narrow and sort').click();
  await page.getByLabel('Select all loaded').check();
  await expectAccessible(page, button(page, 'Assign 2 tickets'));
  await button(page, 'Assign 2 tickets').click();
  await expectAccessible(page, page.getByRole('dialog').getByRole('radio').first());
});

test('the overview, canned replies and first answers leave nobody out', async ({ browser, baseURL }) => {
  const shop = shopAt(baseURL);
  const [ann, gita, asha] = await Promise.all([shop.customer(), shop.agent(), shop.firstAdmin()]);
  const { reference } = await shop.assignedTicket(ann, gita);
  await gita.do(CANNED, { input: { title: 'Refund sent', shortcut: 'refund', body: 'Hello {{customer.name}}', shared: false } });
  const admin = await openBrowserOf(browser, asha, CALM);
  await admin.page.goto('/overview');
  await expectAccessible(admin.page, admin.page.getByRole('table', { name: 'Agents by load' }));
  for (const show of await button(admin.page, /^Table/).all()) await show.click();
  await expectAccessible(admin.page, admin.page.getByRole('table').nth(1));
  await admin.page.goto('/topics');
  await button(admin.page, 'What to do with Payments').click();
  await admin.page.getByRole('button', { name: 'First answer' }).filter({ visible: true }).click();
  await expectAccessible(admin.page, admin.page.getByLabel('First answer for Payments'));
  const { page } = await openBrowserOf(browser, gita, CALM);
  await page.goto('/canned-replies');
  await button(page, 'New canned reply').click();
  await button(page, 'Save').click();
  await expectAccessible(page, page.locator('[aria-invalid="true"]').first());
  await page.goto(`/tickets/${reference}`);
  await button(page, 'Formatting').click();
  await page.getByLabel('Write a message').pressSequentially('/');
  await expectAccessible(page, page.getByRole('option', { name: 'Refund sent' }));
});
