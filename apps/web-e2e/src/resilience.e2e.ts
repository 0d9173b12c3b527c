import { expect, type Page } from '@playwright/test';
import { newEmail, openBrowser, PASSWORD, sendMessage, signIn } from './browser-person';
import { openBrowserOf, shopAt } from './shop';
import { test } from './story';
import { layWire } from './wire';

const conversation = (page: Page) => page.getByRole('log', { name: 'Conversation' });
const composer = (page: Page) => page.getByLabel('Write a message');
const banner = (page: Page) => page.locator('ccr-connection-banner');
const BODIES = '{ ticket(reference: "REF") { messages(first: 50) { nodes { body } } } }';

/** The server does it, but the browser never hears so. */
async function loseNextAnswer(page: Page, operation: string): Promise<void> {
  let isLost = false;
  await page.route('/graphql', async (route) => {
    if (isLost || !route.request().postData()?.includes(`"operationName":"${operation}"`)) return route.fallback();
    isLost = true;
    await route.fetch();
    await route.abort();
  });
}

test('sign-up: what was typed outlives a cut connection and a taken address', async ({ browser, baseURL }) => {
  const taken = await shopAt(baseURL).customer();
  const { page } = await openBrowser(browser);
  await page.goto('/sign-up');
  const typed = { Name: 'Ann Rao', 'E-mail': taken.email, Password: PASSWORD, 'Confirm password': PASSWORD, 'Mobile (optional)': '+49 151 12345678' };
  for (const [label, value] of Object.entries(typed)) await page.getByLabel(label, { exact: true }).fill(value);
  const expectTyped = async (): Promise<void> => {
    for (const [label, value] of Object.entries(typed)) await expect(page.getByLabel(label, { exact: true })).toHaveValue(value);
  };

  await page.context().setOffline(true);
  await page.getByRole('button', { name: 'Sign up' }).click();
  await expect(page.getByRole('alert')).toHaveText('We could not reach the server. What you wrote is kept.');
  await expectTyped();
  await page.context().setOffline(false);

  await page.getByRole('button', { name: 'Sign up' }).click();
  const email = page.getByLabel('E-mail');
  await expect(email).toBeFocused();
  await expect(email).toHaveAttribute('aria-invalid', 'true');
  await expect(email).toHaveAccessibleDescription(/already/);
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expectTyped();

  await email.fill(newEmail('ann'));
  await page.getByRole('button', { name: 'Sign up' }).click();
  await expect(page.getByRole('heading', { name: 'My tickets' })).toBeVisible();
});

test('a ticket that is being written outlives a reload and a sign-out', async ({ browser, baseURL }) => {
  const ann = await shopAt(baseURL).customer();
  const { page } = await openBrowserOf(browser, ann);
  await page.goto('/tickets/new');
  await page.getByLabel('Subject').fill('Half a thought');
  await page.getByLabel('Topic').selectOption({ label: 'Delivery' });
  await page.getByLabel('Description').fill('The parcel came, but');
  const expectWritten = async (): Promise<void> => {
    await expect(page.getByLabel('Subject')).toHaveValue('Half a thought');
    await expect(page.getByLabel('Topic').locator(':checked')).toHaveText('Delivery');
    await expect(page.getByLabel('Description')).toHaveValue('The parcel came, but');
  };

  await page.reload();
  await expectWritten();
  await page.getByRole('button', { name: 'Account: Ann Rao' }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await signIn(page, ann.email);
  await page.getByRole('link', { name: 'Raise a ticket' }).first().click();
  await expectWritten();
});

test('a message outlives a reload, and one sent without a connection arrives once', async ({ browser, baseURL }) => {
  const shop = shopAt(baseURL);
  const ann = await shop.customer();
  const { id, reference } = await shop.ticket(ann);
  const { page } = await openBrowserOf(browser, ann);
  await page.goto(`/tickets/${reference}`);
  await composer(page).fill('Typed, not sent');
  await page.reload();
  await expect(composer(page)).toHaveValue('Typed, not sent');

  await page.context().setOffline(true);
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  const bubble = conversation(page).locator('ccr-message-bubble', { hasText: 'Typed, not sent' });
  await expect(bubble).toContainText('Not sent yet');
  await expect(bubble.getByRole('button', { name: 'Try again' })).toBeVisible();
  await sendMessage(page, 'And one more');
  await page.context().setOffline(false);
  await bubble.getByRole('button', { name: 'Try again' }).click();
  await expect(bubble).toContainText('Sent');
  await expect(bubble).not.toContainText('Not sent yet');
  await expect(bubble).toHaveCount(1);
  await expect(conversation(page).getByText('And one more')).toHaveCount(1);
  await loseNextAnswer(page, 'SendMessage');
  await sendMessage(page, 'Answered into the void');
  const unheard = conversation(page).locator('ccr-message-bubble', { hasText: 'Answered into the void' });
  await expect(unheard.locator('time')).toHaveCount(1);
  expect(await unheard.count()).toBe(1);
  await page.reload();
  await shop.message(ann, id, 'The end');
  await expect(conversation(page).locator('.body')).toHaveText([/.*/, 'Typed, not sent', 'And one more', 'Answered into the void', 'The end']);
  await expect(conversation(page)).not.toContainText('Not sent yet');

  const { ticket } = await ann.do<{ ticket: { messages: { nodes: { body: string }[] } } }>(BODIES.replace('REF', reference));
  expect(ticket.messages.nodes.map(({ body }) => body)).toEqual(['Typed, not sent', 'And one more', 'Answered into the void', 'The end']);
});

test('whoever was away gets everything said meanwhile, once and in order', async ({ browser, baseURL }) => {
  const shop = shopAt(baseURL);
  const [ann, gita, wire] = await Promise.all([shop.customer(), shop.agent(), layWire(baseURL ?? '')]);
  const { reference } = await shop.assignedTicket(ann, gita);
  const here = await openBrowserOf(browser, ann, { baseURL: wire.baseURL });
  const there = await openBrowserOf(browser, gita);
  await Promise.all([here, there].map(({ page }) => page.goto(`/tickets/${reference}`)));
  await sendMessage(there.page, 'Hello Ann');
  await expect(conversation(here.page).getByText('Hello Ann')).toBeVisible();
  await here.stays();

  wire.cut();
  await expect(banner(here.page)).toHaveText('Reconnecting…');
  await here.page.context().setOffline(true);
  await expect(banner(here.page)).toHaveText('You are offline: we keep what you write');
  const said = ['First', 'Second', 'Third', 'Fourth', 'Fifth'].map((word) => `${word} while you were away`);
  for (const text of said) await sendMessage(there.page, text);
  await expect(conversation(there.page).locator('.meta', { hasText: /Sending/ })).toHaveCount(0);
  await sendMessage(here.page, 'Written without a connection');
  await expect(conversation(here.page)).toContainText('Not sent yet');

  wire.mend();
  await here.page.context().setOffline(false);
  await expect(banner(here.page)).toHaveText('Back online');
  for (const { page } of [here, there]) {
    await expect(conversation(page).locator('.body')).toHaveText([/charges/, 'Hello Ann', ...said, 'Written without a connection']);
  }
  await expect(conversation(here.page)).not.toContainText('Not sent yet');
  await expect(banner(here.page)).toHaveText('');
  await here.expectNoReload();
  wire.close();
});

test('a session ended elsewhere asks for a sign-in and costs nothing', async ({ browser, baseURL }) => {
  const shop = shopAt(baseURL);
  const ann = await shop.customer();
  const { reference } = await shop.ticket(ann);
  const { page } = await openBrowserOf(browser, ann);
  await page.goto(`/tickets/${reference}`);
  await expect(composer(page)).toBeVisible();
  await composer(page).pressSequentially('I was just about to ');
  await ann.do('mutation { signOut { ok } }');

  await expect(page.getByText('Your session has ended.')).toBeVisible();
  await page.getByLabel('E-mail').fill(ann.email);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(`**/tickets/${reference}`);
  await expect(composer(page)).toHaveValue('I was just about to ');
  await composer(page).pressSequentially('ask something');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(conversation(page).getByText('I was just about to ask something')).toHaveCount(1);
});
