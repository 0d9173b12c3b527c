import { ChangeDetectionStrategy, Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { ConversationFieldsFragmentDoc, EarlierEventsDocument, SendMessageDocument, TicketEventsDocument } from '#graphql/conversation';
import { ann, gita, pageOf, said, ticket } from '../../../test/data';
import { Stage } from '../../../test/stage';
import { Api, LiveSocket } from '../../data';
import { Conversation } from './conversation';

const OPENING = { author: ann, body: 'The request', at: '2026-03-01T10:00:00.000Z' };

/** As the page of a ticket holds it, once it has loaded events 1 to 3. */
@Component({
  imports: [Conversation],
  template: `<ccr-conversation
    ticketId="1"
    silence=""
    [opening]="opening"
    [isLive]="true"
    [canReply]="true"
    [canNote]="true"
  />`,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
class Page {
  protected readonly opening = OPENING;

  constructor() {
    const events = pageOf([said(2, gita, 'two'), said(3, ann, 'three')], true);
    TestBed.inject(Api).cache.writeFragment({
      fragment: ConversationFieldsFragmentDoc,
      fragmentName: 'ConversationFields',
      data: { __typename: 'Ticket', id: '1', unread: 0, events } as never,
    });
  }
}

const open = (viewer: typeof ann | typeof gita = ann): Promise<Stage> =>
  Stage.set({ url: '/page', path: 'page', component: Page, viewer });

const bodies = (stage: Stage): (string | undefined)[] =>
  [...stage.page.querySelectorAll('ccr-message-bubble .body')].map((one) => one.textContent?.trim());

const live = (seq: number, body: string, author: typeof ann | typeof gita = gita) => ({
  ticketEvents: { ...said(seq, author, body), ticket: ticket('1', { lastSeq: seq }) },
});

async function send(stage: Stage, text: string): Promise<void> {
  await stage.type('Write a message', text);
  await stage.press('Send');
}

const sent = (stage: Stage) => stage.backend.expectOne(SendMessageDocument);
const inputOf = (request: ReturnType<typeof sent>) => request.operation.variables['input'] as Record<string, string>;
const accepted = (id: string) => ({ sendMessage: { __typename: 'SendMessagePayload', message: { __typename: 'Message', id } } });

describe('Conversation', () => {
  it('goes on after the last event it has, and adds each new one once', async () => {
    const stage = await open();
    const feed = stage.backend.expectOne(TicketEventsDocument);
    expect(feed.operation.variables).toEqual({ ticketId: '1', after: 3 });
    feed.flushData(live(4, 'four'));
    feed.flushData(live(4, 'four'));
    feed.flushData(live(3, 'three'));
    await stage.settle();
    expect(bodies(stage)).toEqual(['The request', 'two', 'three', 'four']);
  });

  it('resumes after a cut from the highest event it has by then', async () => {
    const stage = await open();
    stage.backend.expectOne(TicketEventsDocument).flushData(live(4, 'four'));
    await stage.settle();
    TestBed.inject(LiveSocket).reconnected.next();
    const feed = stage.backend.expectOne(TicketEventsDocument);
    expect(feed.operation.variables).toEqual({ ticketId: '1', after: 4 });
    feed.flushData(live(5, 'five'));
    await stage.settle();
    expect(bodies(stage).slice(-2)).toEqual(['four', 'five']);
  });

  it('loads what was before', async () => {
    const stage = await open();
    await stage.press('Load earlier');
    const request = stage.backend.expectOne(EarlierEventsDocument);
    expect(request.operation.variables).toEqual({ ticketId: '1', before: 'first' });
    request.flushData({ ticket: { __typename: 'Ticket', id: '1', events: pageOf([said(1, ann, 'one')]) } });
    await stage.settle();
    expect(bodies(stage)).toEqual(['The request', 'one', 'two', 'three']);
    expect(stage.text).not.toContain('Load earlier');
  });

  it('shows a message at once, and replaces the bubble by the event that brings it', async () => {
    const stage = await open();
    await send(stage, 'Thank you');
    expect(stage.text).toContain('Sending…');
    expect(stage.field('Write a message').value).toBe('');
    sent(stage).flushData(accepted('message-4'));
    await stage.settle();
    expect(stage.text).toContain('Sent');
    stage.backend.expectOne(TicketEventsDocument).flushData(live(4, 'Thank you', ann));
    await stage.settle();
    expect(bodies(stage).filter((body) => body === 'Thank you')).toHaveLength(1);
    expect(stage.text).not.toContain('Sending…');
  });

  it('shows a message once, also while its event is there before the answer', async () => {
    const stage = await open();
    await send(stage, 'Thank you');
    const bubble = [...stage.page.querySelectorAll('ccr-message-bubble')].at(-1);
    stage.backend.expectOne(TicketEventsDocument).flushData(live(4, 'Thank you', ann));
    await stage.settle();
    expect(bodies(stage).filter((body) => body === 'Thank you')).toHaveLength(1);
    sent(stage).flushData(accepted('message-4'));
    await stage.settle();
    expect(bodies(stage).filter((body) => body === 'Thank you')).toHaveLength(1);
    expect([...stage.page.querySelectorAll('ccr-message-bubble')].at(-1)).toBe(bubble);
  });

  it('takes the same words said twice for two messages', async () => {
    const stage = await open();
    await send(stage, 'three');
    await send(stage, 'three');
    stage.backend.expectOne(TicketEventsDocument).flushData(live(4, 'three', ann));
    await stage.settle();
    expect(bodies(stage).filter((body) => body === 'three')).toHaveLength(3);
  });

  it('keeps a message that could not be sent, and tries again under the same id', async () => {
    const stage = await open();
    await send(stage, 'Thank you');
    const first = sent(stage);
    first.networkError(new TypeError('Failed to fetch'));
    await stage.settle();
    expect(stage.text).toContain('Not sent yet. We keep trying');
    await stage.press('Try again');
    const second = sent(stage);
    expect(inputOf(second)).toEqual(inputOf(first));
    second.flushData(accepted('message-4'));
    await stage.settle();
    expect(stage.text).not.toContain('Try again');
    expect(localStorage).toHaveLength(0);
  });

  it('sends by itself, in order, what had to wait for the connection', async () => {
    const stage = await open();
    await send(stage, 'first');
    sent(stage).networkError(new TypeError('Failed to fetch'));
    await stage.settle();
    await send(stage, 'second');
    const again = sent(stage);
    expect(inputOf(again)['body']).toBe('first');
    again.networkError(new TypeError('Failed to fetch'));
    await stage.settle();
    stage.backend.expectNone(SendMessageDocument);
    TestBed.inject(LiveSocket).reconnected.next();
    await stage.settle();
    const third = sent(stage);
    expect(inputOf(third)).toEqual(inputOf(again));
    third.flushData(accepted('message-4'));
    await stage.settle();
    expect(inputOf(sent(stage))['body']).toBe('second');
  });

  it('takes up after a reload what was on its way, under its old id', async () => {
    const stage = await open();
    await send(stage, 'Thank you');
    const { clientMutationId } = inputOf(sent(stage));
    TestBed.resetTestingModule();
    const again = await open();
    expect(bodies(again).at(-1)).toBe('Thank you');
    expect(inputOf(sent(again))['clientMutationId']).toBe(clientMutationId);
  });

  it('keeps the order of two quick messages', async () => {
    const stage = await open();
    await send(stage, 'first');
    await send(stage, 'second');
    const first = sent(stage);
    expect(inputOf(first)['body']).toBe('first');
    first.flushData(accepted('message-4'));
    await stage.settle();
    expect(inputOf(sent(stage))['body']).toBe('second');
  });

  it('gives a failed message back to be changed', async () => {
    const stage = await open();
    await send(stage, 'Wrong words');
    sent(stage).graphqlErrors([{ message: 'x', extensions: { code: 'FORBIDDEN' } }]);
    await stage.settle();
    await stage.press('Edit');
    expect(stage.field('Write a message').value).toBe('Wrong words');
    expect(bodies(stage)).not.toContain('Wrong words');
  });

  it('keeps the draft of each person through a reload', async () => {
    const stage = await open();
    await stage.type('Write a message', 'Half a sen');
    TestBed.resetTestingModule();
    expect((await open()).field('Write a message').value).toBe('Half a sen');
    TestBed.resetTestingModule();
    expect((await open(gita)).field('Write a message').value).toBe('');
  });

  it('makes notes of what staff write as a note', async () => {
    const stage = await open(gita);
    await stage.press('Note');
    await stage.type('Write a note', 'Call the bank');
    await stage.press('Add note');
    expect(inputOf(sent(stage))).toMatchObject({ kind: 'NOTE', body: 'Call the bank' });
    expect(stage.text).toContain('Internal note');
  });

  it('sends with Ctrl+Enter, but not more than the limit', async () => {
    const stage = await open();
    const enter = async (): Promise<void> => {
      stage.field('Write a message').dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true }));
      await stage.settle();
    };
    await stage.type('Write a message', 'x'.repeat(20_001));
    await enter();
    stage.backend.expectNone(SendMessageDocument);
    expect(stage.text).toContain('-1 characters left');
    await stage.type('Write a message', 'short');
    await enter();
    expect(inputOf(sent(stage))['body']).toBe('short');
  });
});
