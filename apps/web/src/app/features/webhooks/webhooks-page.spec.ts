import { TestBed } from '@angular/core/testing';
import { MatDialog } from '@angular/material/dialog';
import { CreateWebhookDocument, WebhooksDocument } from '#graphql/webhooks';
import { asha } from '../../../test/data';
import { Stage } from '../../../test/stage';
import { EVENT_GROUPS } from './webhook-words';
import { WebhooksPage } from './webhooks-page';

const webhook = (name: string, change: object = {}) => ({
  __typename: 'Webhook' as const, id: `id-${name}`, name, url: `https://${name}.example/hook`, events: ['TicketRaised', 'MessageSent'],
  state: 'ACTIVE' as const, pausedReason: null as string | null, ...change,
});

async function open(nodes: ReturnType<typeof webhook>[]): Promise<Stage> {
  const stage = await Stage.set({ url: '/webhooks', path: 'webhooks', component: WebhooksPage, viewer: asha });
  stage.backend.expectOne(WebhooksDocument).flushData({ webhooks: { __typename: 'WebhookConnection', nodes } });
  await stage.settle();
  return stage;
}

const choose = (dialog: Stage, words: string): void =>
  [...dialog.page.querySelectorAll('label')].find((one) => one.textContent?.trim() === words)?.querySelector('input')?.click();

describe('WebhooksPage', () => {
  afterEach(() => TestBed.inject(MatDialog).closeAll());

  it('shows where each leads, what it is told of, and why one is paused', async () => {
    const stage = await open([webhook('chat'), webhook('depot', { state: 'PAUSED', pausedReason: 'The last of 8 tries failed.' })]);
    const [chat, depot] = [...stage.page.querySelectorAll('li')].map((one) => one.textContent?.replace(/\s+/g, ' '));
    expect(chat).toContain('https://chat.example/hookA ticket is raised · A reply is sent');
    expect(chat).toContain('Active');
    expect(depot).toContain('The last of 8 tries failed.');
    expect(depot).toContain('Paused');
  });

  it('says what a webhook is for while there is none', async () => {
    expect((await open([])).text).toContain('No webhooks yet');
  });

  it('offers to try again when they could not be loaded', async () => {
    const stage = await Stage.set({ url: '/webhooks', path: 'webhooks', component: WebhooksPage, viewer: asha });
    stage.backend.expectOne(WebhooksDocument).networkError(new TypeError('Failed to fetch'));
    await stage.settle();
    await stage.press('Try again');
    stage.backend.expectOne(WebhooksDocument).flushData({ webhooks: { __typename: 'WebhookConnection', nodes: [webhook('chat')] } });
    await stage.settle();
    expect(stage.text).toContain('chat');
  });

  it('makes one, shows its secret once and lists it', async () => {
    const stage = await open([]);
    await stage.press('New webhook');
    const dialog = stage.overlay();
    dialog.submit();
    await dialog.settle();
    expect([dialog.below('Name'), dialog.below('Address')]).toEqual(['Give it a name to know it by.', 'Enter the address.']);
    expect(dialog.text).toContain('Choose at least one event.');
    await dialog.type('Name', ' chat ');
    await dialog.type('Address', 'https://chat.example/hook');
    choose(dialog, 'A ticket is raised');
    dialog.submit();
    const request = dialog.backend.expectOne(CreateWebhookDocument);
    expect(request.operation.variables['input']).toEqual({
      name: 'chat', url: 'https://chat.example/hook', events: ['TicketRaised'], clientMutationId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
    });
    request.flushData({ createWebhook: { __typename: 'CreateWebhookPayload', secret: 'whsec_abc', webhook: webhook('chat') } });
    await dialog.settle();
    expect(dialog.text).toContain('whsec_abc');
    await dialog.press('I have stored it');
    await dialog.settle();
    expect(document.body.textContent).not.toContain('whsec_abc');
    expect(stage.page.querySelector('h2')?.textContent).toBe('chat');
  });

  it('says below the address why it is refused, and keeps what was typed', async () => {
    const stage = await open([]);
    await stage.press('New webhook');
    const dialog = stage.overlay();
    await dialog.type('Name', 'chat');
    await dialog.type('Address', 'https://10.0.0.1/hook');
    choose(dialog, 'A ticket is raised');
    dialog.submit();
    const words = 'The address leads into a private network.';
    dialog.backend.expectOne(CreateWebhookDocument).graphqlErrors([
      { message: words, extensions: { code: 'BAD_USER_INPUT', issues: [{ path: 'input.url', message: words }] } } as never,
    ]);
    await dialog.settle();
    expect(dialog.below('Address')).toBe(words);
    expect(dialog.field('Name').value).toBe('chat');
  });

  it('offers each event once', () => {
    const types = EVENT_GROUPS.flatMap(({ events }) => events.map(({ type }) => type));
    expect(new Set(types).size).toBe(types.length);
    expect(types).toHaveLength(10);
  });
});
