import { expect, type Page } from '@playwright/test';
import { sendMessage } from './browser-person';
import { openBrowserOf, shopAt } from './shop';
import { test } from './story';

const conversation = (page: Page) => page.getByRole('log', { name: 'Conversation' });
const details = (page: Page) => page.getByRole('complementary', { name: 'About this ticket' });
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

test('two tickets become one, and two again', async ({ browser, baseURL }) => {
  const shop = shopAt(baseURL);
  const [ann, gita] = await Promise.all([shop.customer(), shop.agent()]);
  const [one, other] = [await shop.assignedTicket(ann, gita), await shop.assignedTicket(ann, gita)];
  await shop.message(ann, one.id, 'It is the same thing as in the other one');
  const [here, there] = [await openBrowserOf(browser, ann), await openBrowserOf(browser, gita)];
  await here.page.goto(`/tickets/${one.reference}`);
  await there.page.goto(`/tickets/${one.reference}`);
  await button(there.page, 'Merge into another ticket').click();
  const dialog = there.page.getByRole('dialog');
  await dialog.getByRole('searchbox').fill(other.reference);
  await dialog.getByRole('radio').check();
  await dialog.getByRole('button', { name: `Merge into ${other.reference}` }).click();

  await expect(there.page).toHaveURL(new RegExp(`/tickets/${other.reference}`));
  await there.page.getByText(`What was written in ${one.reference}`).click();
  await expect(there.page.getByRole('group', { name: `Conversation of ${one.reference}` })).toContainText('It is the same thing');
  await expect(here.page.getByText(`This ticket was merged into ${other.reference}`)).toBeVisible();
  await here.page.getByRole('link', { name: `Go to ${other.reference}` }).click();
  await expect(here.page.getByText(`What was written in ${one.reference}`)).toBeVisible();

  await button(there.page, `Undo the merge with ${one.reference}`).click();
  await expect(there.page.getByText(`What was written in ${one.reference}`)).toHaveCount(0);
  await here.page.goto(`/tickets/${one.reference}`);
  await expect(here.page.getByLabel('Write a message')).toBeVisible();
  expect([...here.troubles, ...there.troubles]).toEqual([]);
});

test('a tag sorts tickets, and customers see none', async ({ browser, baseURL }) => {
  const shop = shopAt(baseURL);
  const [ann, gita] = await Promise.all([shop.customer(), shop.agent()]);
  const { reference } = await shop.assignedTicket(ann, gita);
  await shop.assignedTicket(ann, gita);
  const tag = `refund ${Date.now()}`;
  const { page, troubles } = await openBrowserOf(browser, gita);
  await page.goto(`/tickets/${reference}?tab=active`);
  await page.getByLabel('Add a tag').fill(tag);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('list', { name: 'Tags' })).toContainText(tag);
  const rows = page.getByRole('list', { name: 'Assigned to me' }).getByRole('article');
  await expect(rows).toHaveCount(2);
  await page.getByText('Narrow and sort').click();
  await page.getByLabel('Tag', { exact: true }).fill(tag);
  await page.keyboard.press('Enter');
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText(reference);

  const customer = await openBrowserOf(browser, ann);
  await customer.page.goto(`/tickets/${reference}`);
  await expect(conversation(customer.page)).toContainText('was assigned');
  await expect(customer.page.getByText(tag)).toHaveCount(0);
  expect([...troubles, ...customer.troubles]).toEqual([]);
});

test('who writes in a closed ticket goes on in a new one', async ({ browser, baseURL }) => {
  const shop = shopAt(baseURL);
  const [ann, gita] = await Promise.all([shop.customer(), shop.agent()]);
  const { id, reference } = await shop.assignedTicket(ann, gita);
  for (const verb of ['resolveTicket', 'closeTicket']) {
    await gita.do(`mutation($id: ID!) { ${verb}(input: { ticketId: $id }) { ticket { id } } }`, { id });
  }
  const { page, troubles } = await openBrowserOf(browser, ann);
  await page.goto(`/tickets/${reference}`);
  await expect(page.getByText('What you write here raises a new ticket')).toBeVisible();
  await sendMessage(page, 'It has happened again.');
  await expect(page).not.toHaveURL(new RegExp(reference));
  await expect(conversation(page).getByText('It has happened again.')).toBeVisible();
  await expect(page.getByTestId('ticket-status').first()).toHaveText(/Waiting for an expert/);
  await details(page).getByRole('link', { name: reference }).click();
  await expect(page).toHaveURL(new RegExp(`/tickets/${reference}$`));
  expect(troubles).toEqual([]);
});

/** What comes live to this page is held on the way until it is let go. */
async function holdLive(page: Page): Promise<{ hold(): void; release(): void }> {
  const held: (() => void)[] = [];
  let isHeld = false;
  await page.routeWebSocket(/\/graphql/, (socket) => {
    const server = socket.connectToServer();
    server.onMessage((message) => (isHeld ? held.push(() => socket.send(message)) : socket.send(message)));
  });
  const release = (): void => {
    isHeld = false;
    for (const send of held.splice(0)) send();
  };
  return { hold: () => void (isHeld = true), release };
}

test('of two who answer at once, the second reads the first before they send', async ({ browser, baseURL }) => {
  const shop = shopAt(baseURL);
  const [ann, gita, asha] = await Promise.all([shop.customer(), shop.agent(), shop.firstAdmin()]);
  const { id, reference } = await shop.assignedTicket(ann, gita);
  const { page } = await openBrowserOf(browser, gita);
  const live = await holdLive(page);
  await page.goto(`/tickets/${reference}`);
  await page.getByLabel('Write a message').fill('You get the money back.');
  live.hold();
  await shop.message(asha, id, 'We send you another one.');
  await button(page, 'Send').click();
  await expect(page.getByText('Somebody wrote meanwhile. Read it, then send.')).toBeVisible();
  await expect(page.getByLabel('Write a message')).toHaveValue('You get the money back.');
  await expect(conversation(page).getByText('You get the money back.')).toHaveCount(0);
  live.release();
  await expect(conversation(page).getByText('We send you another one.')).toBeVisible();
  await page.getByLabel('Write a message').fill('Or the money back, as you like.');
  await button(page, 'Send').click();
  await expect(conversation(page).locator('.body')).toHaveText([/charges/, 'We send you another one.', 'Or the money back, as you like.']);
  await expect(page.getByText('Somebody wrote meanwhile.')).toHaveCount(0);
});
