import { TestBed } from '@angular/core/testing';
import { MatDialog } from '@angular/material/dialog';
import type { WebhookDeliveryState, WebhookState } from '#graphql';
import {
  DeleteWebhookDocument,
  PauseWebhookDocument,
  ResendWebhookDeliveryDocument,
  RotateWebhookSecretDocument,
  SendTestEventDocument,
  UpdateWebhookDocument,
  WebhookDeliveriesDocument,
  WebhooksDocument,
} from '#graphql/webhooks';
import { asha } from '../../../test/data';
import { Stage } from '../../../test/stage';
import { WebhookPage } from './webhook-page';

const webhook = (state: WebhookState = 'ACTIVE', name = 'Chat') => ({
  __typename: 'Webhook' as const, id: 'w1', name, url: 'https://chat.example/hook', events: ['TicketRaised'], state, pausedReason: null as string | null,
});
const delivery = (id: string, state: WebhookDeliveryState = 'SENT', change: object = {}) => ({
  __typename: 'WebhookDelivery' as const, id, eventType: 'TicketRaised', state, attempts: 1, statusCode: 200 as number | null, problem: null as string | null,
  requestBody: '{"type":"TicketRaised"}', answer: 'thanks' as string | null, createdAt: '2026-03-01T10:00:00.000Z', dueAt: null as string | null,
  sentAt: '2026-03-01T10:00:00.000Z' as string | null, durationMs: 42 as number | null, ...change,
});

async function answerLog(stage: Stage, nodes: ReturnType<typeof delivery>[]): Promise<void> {
  const pageInfo = { __typename: 'PageInfo' as const, hasNextPage: false, endCursor: null };
  stage.backend.expectOne(WebhookDeliveriesDocument).flushData({ webhookDeliveries: { __typename: 'WebhookDeliveryConnection', nodes, pageInfo } });
  await stage.settle();
}

async function open(nodes: ReturnType<typeof delivery>[] = [], webhooks = [webhook()]): Promise<Stage> {
  const stage = await Stage.set({ url: '/webhooks/w1', path: 'webhooks/:webhookId', component: WebhookPage, viewer: asha });
  stage.backend.expectOne(WebhooksDocument).flushData({ webhooks: { __typename: 'WebhookConnection', nodes: webhooks } });
  await answerLog(stage, nodes);
  return stage;
}

describe('WebhookPage', () => {
  afterEach(() => TestBed.inject(MatDialog).closeAll());

  it('lists what was sent, with request and answer', async () => {
    const stage = await open([delivery('d1'), delivery('d2', 'FAILED', { statusCode: null, problem: 'The target gave no answer.', answer: null, durationMs: null, attempts: 8 })]);
    const [sent, failed] = [...stage.page.querySelectorAll('li')].map((one) => one.textContent?.replace(/\s+/g, ' '));
    expect(sent).toMatch(/Sent.*A ticket is raised.*answered 200 · 42 ms.*1 try.*Request.*\{ "type": "TicketRaised" \}.*Answer.*thanks/);
    expect(failed).toMatch(/Failed.*8 tries.*The target gave no answer\./);
    expect(failed).not.toContain('Answer');
  });

  it('says when nothing was sent, and when the webhook is gone', async () => {
    expect((await open()).text).toContain('Nothing was sent yet');
    TestBed.resetTestingModule();
    expect((await open([], [])).text).toContain('This webhook is gone');
  });

  it('sends a test and says what the target answered', async () => {
    const stage = await open();
    await stage.press('Send test event');
    await stage.press('Send test event');
    stage.backend.expectOne(SendTestEventDocument).flushData({ sendTestEvent: { __typename: 'SendTestEventPayload', delivery: delivery('d3') } });
    await stage.settle();
    expect(stage.text).toContain('The target took the test: it answered 200.');
    await answerLog(stage, [delivery('d3')]);
    await stage.press('Send test event');
    const failed = delivery('d4', 'FAILED', { problem: 'The target answered 500.' });
    stage.backend.expectOne(SendTestEventDocument).flushData({ sendTestEvent: { __typename: 'SendTestEventPayload', delivery: failed } });
    await stage.settle();
    expect(stage.page.querySelector('[role=alert]')?.textContent).toContain('The target did not take the test. The target answered 500.');
  });

  it('pauses', async () => {
    const stage = await open();
    await stage.press('Pause');
    stage.backend.expectOne(PauseWebhookDocument).flushData({ pauseWebhook: { __typename: 'PauseWebhookPayload', webhook: webhook('PAUSED') } });
    await stage.settle();
    expect(stage.button('Resume')).toBeTruthy();
    expect(stage.text).toContain('Nothing is sent until you resume it.');
  });

  it('says what went wrong, and leaves things as they are', async () => {
    const stage = await open();
    await stage.press('Pause');
    stage.backend.expectOne(PauseWebhookDocument).networkError(new TypeError('Failed to fetch'));
    await stage.settle();
    expect(stage.page.querySelector('[role=alert]')?.textContent).toContain('We could not reach the server.');
    expect(stage.button('Pause')).toBeTruthy();
  });

  it('sends a delivery again', async () => {
    const stage = await open([delivery('d1')]);
    await stage.press('Send again');
    const request = stage.backend.expectOne(ResendWebhookDeliveryDocument);
    expect(request.operation.variables).toEqual({ input: { deliveryId: 'd1' } });
    request.flushData({ resendWebhookDelivery: { __typename: 'ResendWebhookDeliveryPayload', delivery: delivery('d1', 'WAITING', { sentAt: null }) } });
    await stage.settle();
    expect(stage.text).toContain('It is on its way once more.');
    expect(stage.page.querySelector('li')?.textContent).toContain('Waiting');
  });

  it('shows only those in a state', async () => {
    const stage = await open([delivery('d1')]);
    const box = stage.page.querySelector('select') as HTMLSelectElement;
    box.value = 'FAILED';
    box.dispatchEvent(new Event('change'));
    await stage.settle();
    await answerLog(stage, []);
    expect(stage.text).toContain('Nothing of the kind');
  });

  it('makes a new secret after asking, and shows it once', async () => {
    const stage = await open();
    await stage.press('New secret');
    await stage.settle();
    await stage.overlay().press('Make a new secret');
    await stage.settle();
    stage.backend.expectOne(RotateWebhookSecretDocument).flushData({ rotateWebhookSecret: { __typename: 'RotateWebhookSecretPayload', secret: 'whsec_new', webhook: webhook() } });
    await stage.settle();
    expect(stage.overlay().text).toContain('whsec_new');
    await stage.overlay().press('I have stored it');
    await stage.settle();
    expect(document.body.textContent).not.toContain('whsec_new');
  });

  it('is edited in a dialog that has what there is', async () => {
    const stage = await open();
    await stage.press('Edit');
    const dialog = stage.overlay();
    expect(dialog.field('Address').value).toBe('https://chat.example/hook');
    await dialog.type('Name', 'Talk');
    dialog.submit();
    const request = stage.backend.expectOne(UpdateWebhookDocument);
    expect(request.operation.variables).toEqual({ input: { webhookId: 'w1', name: 'Talk', url: 'https://chat.example/hook', events: ['TicketRaised'] } });
    request.flushData({ updateWebhook: { __typename: 'UpdateWebhookPayload', webhook: webhook('ACTIVE', 'Talk') } });
    await stage.settle();
    expect(stage.page.querySelector('h1')?.textContent).toBe('Talk');
  });

  it('is deleted after asking, naming it', async () => {
    const stage = await open();
    await stage.press('Delete');
    await stage.settle();
    expect(stage.overlay().text).toContain('Delete “Chat”?');
    await stage.overlay().press('Delete the webhook');
    await stage.settle();
    stage.backend.expectOne(DeleteWebhookDocument).flushData({ deleteWebhook: { __typename: 'DeleteWebhookPayload', webhookId: 'w1' } });
    await stage.settle();
    expect(stage.url).toBe('/webhooks');
  });
});
