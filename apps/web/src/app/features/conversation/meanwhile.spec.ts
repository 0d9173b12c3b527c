import { ChangeDetectionStrategy, Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import {
  ConversationFieldsFragmentDoc,
  RaiseFollowUpDocument,
  SendMessageDocument,
  SetTypingDocument,
  TicketEventsDocument,
} from '#graphql/conversation';
import { ann, gita, pageOf, said, ticket } from '../../../test/data';
import { Stage } from '../../../test/stage';
import { Api, LiveSocket } from '../../data';
import { Conversation } from './conversation';

const STALE = 'Somebody wrote meanwhile. Read it, then send.';
const ended = signal(false);
const goneTo: string[] = [];

/** As the page of a ticket holds it, once it has loaded events 1 to 3. */
@Component({
  imports: [Conversation],
  template: `<ccr-conversation
    ticketId="1"
    silence="Closed."
    [opening]="opening"
    [isLive]="true"
    [canReply]="!ended()"
    [canNote]="!ended()"
    [canFollowUp]="ended()"
    (followedUp)="goneTo.push($event)"
  />`,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
class Page {
  protected readonly opening = { author: ann, body: 'The request', at: '2026-03-01T10:00:00.000Z' };
  protected readonly ended = ended;
  protected readonly goneTo = goneTo;

  constructor() {
    TestBed.inject(Api).cache.writeFragment({
      fragment: ConversationFieldsFragmentDoc,
      fragmentName: 'ConversationFields',
      data: { __typename: 'Ticket', id: '1', unread: 0, events: pageOf([said(2, gita, 'two'), said(3, ann, 'three')]) } as never,
    });
  }
}

const open = (viewer: typeof ann | typeof gita = gita): Promise<Stage> => Stage.set({ url: '/page', path: 'page', component: Page, viewer });
const write = async (stage: Stage, text: string): Promise<void> => {
  await stage.type('Write a message', text);
  await stage.press('Send');
};
/** The button that stands first may be "Send anyway". */
const sendByKey = async (stage: Stage): Promise<void> => {
  stage.field('Write a message').dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true }));
  await stage.settle();
};
const sent = (stage: Stage) => stage.backend.expectOne(SendMessageDocument);
const inputOf = (request: ReturnType<typeof sent>) => request.operation.variables['input'] as Record<string, unknown>;
const bodies = (stage: Stage): (string | undefined)[] =>
  [...stage.page.querySelectorAll('ccr-message-bubble .body')].map((one) => one.textContent?.trim());
const tooLate = (change: object = {}) => [
  { message: 'x', extensions: { code: 'CONFLICT', ticket: { id: '1', status: 'OPEN', assigneeId: gita.id, lastSeq: 4, ...change } } },
];
const live = (stage: Stage, body: string) =>
  stage.backend.expectOne(TicketEventsDocument).flushData({ ticketEvents: { ...said(4, ann, body), ticket: ticket('1', { lastSeq: 4 }) } });

beforeEach(() => {
  ended.set(false);
  goneTo.length = 0;
});

describe('an answer while somebody else wrote', () => {
  it('says what its author has seen; a note does not', async () => {
    const stage = await open();
    await write(stage, 'An answer');
    expect(inputOf(sent(stage))).toMatchObject({ body: 'An answer', seenSeq: 3 });
    await stage.press('Note');
    await stage.type('Write a note', 'A note');
    await stage.press('Add note');
    // Behind the one that is on its way.
    stage.backend.expectNone(SendMessageDocument);
  });

  it('is guarded for customers too: they see what was said first, and send it in one tap', async () => {
    const stage = await open(ann);
    stage.backend.expectOne(TicketEventsDocument);
    await write(stage, 'One more thing');
    const first = sent(stage);
    expect(inputOf(first)).toMatchObject({ seenSeq: 3 });
    first.graphqlErrors(tooLate());
    await stage.settle();
    expect(stage.text).toContain(STALE);
    expect(stage.field('Write a message').value).toBe('One more thing');
    stage.backend.expectOne(TicketEventsDocument).flushData({ ticketEvents: { ...said(4, gita, 'It is solved'), ticket: ticket('1', { lastSeq: 4 }) } });
    await stage.settle();
    expect(bodies(stage)).toContain('It is solved');
    await stage.press('Send anyway');
    expect(inputOf(sent(stage))).toEqual({ ticketId: '1', kind: 'REPLY', body: 'One more thing', clientMutationId: expect.any(String) });
  });

  it.each([[ann, false], [gita, true]])('that waited for the network: a customer’s goes out past it, the staff’s does not', async (viewer, isGuarded) => {
    const stage = await open(viewer);
    await write(stage, 'Written offline');
    sent(stage).networkError(new TypeError('Failed to fetch'));
    await stage.settle();
    TestBed.inject(LiveSocket).reconnected.next();
    await stage.settle();
    expect('seenSeq' in inputOf(sent(stage))).toBe(isGuarded);
  });

  it('stays in the composer, the new message shows, and it goes out once that was read', async () => {
    const stage = await open();
    stage.backend.expectOne(TicketEventsDocument);
    await write(stage, 'An answer');
    sent(stage).graphqlErrors(tooLate());
    await stage.settle();
    expect(stage.text).toContain(STALE);
    expect(stage.field('Write a message').value).toBe('An answer');
    expect(bodies(stage)).not.toContain('An answer');
    live(stage, 'Wait, it was the other card');
    await stage.settle();
    expect(bodies(stage)).toContain('Wait, it was the other card');
    await stage.type('Write a message', 'Another answer');
    await sendByKey(stage);
    expect(inputOf(sent(stage))).toMatchObject({ body: 'Another answer', seenSeq: 4 });
    expect(stage.text).not.toContain(STALE);
  });

  it('goes out all the same when its author says so', async () => {
    const stage = await open();
    await write(stage, 'An answer');
    const first = sent(stage);
    first.graphqlErrors(tooLate());
    await stage.settle();
    await stage.press('Send anyway');
    const second = sent(stage);
    expect(inputOf(second)).not.toHaveProperty('seenSeq');
    expect(inputOf(second)['body']).toBe('An answer');
    expect(stage.text).not.toContain(STALE);
  });

  it('is mixed with nothing that is being written by then: it stays among the messages', async () => {
    const stage = await open();
    await write(stage, 'An answer');
    await stage.press('Note');
    await stage.type('Write a note', 'A private note');
    sent(stage).graphqlErrors(tooLate());
    await stage.settle();
    expect(stage.field('Write a note').value).toBe('A private note');
    expect(bodies(stage)).toContain('An answer');
    expect(stage.text).toContain(STALE);
    await stage.press('Try again');
    expect(inputOf(sent(stage))).not.toHaveProperty('seenSeq');
  });

  it('comes back in order when there were two', async () => {
    const stage = await open();
    await write(stage, 'first');
    await write(stage, 'second');
    sent(stage).graphqlErrors(tooLate());
    await stage.settle();
    sent(stage).graphqlErrors(tooLate());
    await stage.settle();
    expect(stage.field('Write a message').value).toBe('first\n\nsecond');
  });

  it('is refused as before where the ticket was closed', async () => {
    const stage = await open();
    await write(stage, 'An answer');
    sent(stage).graphqlErrors(tooLate({ status: 'CLOSED' }));
    await stage.settle();
    expect(stage.text).not.toContain(STALE);
    expect(stage.text).toContain('Someone changed this in the meantime.');
  });
});

describe('writing on a ticket that has ended', () => {
  const raised = (request: { flushData(data: object): void }): void =>
    request.flushData({
      raiseFollowUp: {
        __typename: 'RaiseFollowUpPayload',
        ticket: { __typename: 'Ticket', id: '2', reference: 'REF-2', followUpOf: { __typename: 'Ticket', id: '1', followUps: [] } },
      },
    });

  it('raises a new one, and says so before', async () => {
    ended.set(true);
    const stage = await open(ann);
    expect(stage.text).toContain('What you write here raises a new ticket that goes on with it.');
    await write(stage, 'It broke again');
    stage.backend.expectNone(SendMessageDocument);
    stage.backend.expectNone(SetTypingDocument);
    const request = stage.backend.expectOne(RaiseFollowUpDocument);
    expect(request.operation.variables['input']).toMatchObject({ ticketId: '1', description: 'It broke again' });
    raised(request);
    await stage.settle();
    expect(goneTo).toEqual(['REF-2']);
    expect(localStorage).toHaveLength(0);
  });

  it('keeps what was written when that fails, and raises it once', async () => {
    ended.set(true);
    const stage = await open(ann);
    await write(stage, 'It broke again');
    const first = stage.backend.expectOne(RaiseFollowUpDocument);
    first.networkError(new TypeError('Failed to fetch'));
    await stage.settle();
    expect(stage.text).toContain('We could not reach the server.');
    expect(stage.field('Write a message').value).toBe('It broke again');
    await stage.press('Send');
    const second = stage.backend.expectOne(RaiseFollowUpDocument);
    expect(second.operation.variables).toEqual(first.operation.variables);
  });

  it('brings back what a reload interrupted', async () => {
    ended.set(true);
    const stage = await open(ann);
    await write(stage, 'It broke again');
    const id = (stage.backend.expectOne(RaiseFollowUpDocument).operation.variables['input'] as Record<string, string>)['clientMutationId'];
    TestBed.resetTestingModule();
    const again = await open(ann);
    expect(again.field('Write a message').value).toBe('It broke again');
    await again.press('Send');
    expect(again.backend.expectOne(RaiseFollowUpDocument).operation.variables['input']).toMatchObject({ clientMutationId: id });
  });
});
