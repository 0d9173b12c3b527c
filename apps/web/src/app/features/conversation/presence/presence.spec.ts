import { ChangeDetectionStrategy, Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import {
  ConversationFieldsFragmentDoc,
  MarkTicketReadDocument,
  SendMessageDocument,
  SetTypingDocument,
  TicketEventsDocument,
  TicketPresenceDocument,
} from '#graphql/conversation';
import { ann, asha, gita, pageOf, person, said, ticket } from '../../../../test/data';
import { Stage } from '../../../../test/stage';
import { Api } from '../../../data';
import { Conversation } from '../conversation';
import { presenceWords } from './presence-words';

const OPENING = { author: ann, body: 'The request', at: '2026-03-01T10:00:00.000Z' };
let unread = 0;

/** As the page of a ticket holds it, once it has loaded events 1 to 4. */
@Component({
  imports: [Conversation],
  template: `<ccr-conversation ticketId="1" silence="" [opening]="opening" [isLive]="true" [canReply]="true" [canNote]="true" />`,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
class Page {
  protected readonly opening = OPENING;

  constructor() {
    const events = pageOf([said(2, ann, 'Which charge?'), said(3, gita, 'The second', 'NOTE'), said(4, gita, 'The first')]);
    TestBed.inject(Api).cache.writeFragment({
      fragment: ConversationFieldsFragmentDoc,
      fragmentName: 'ConversationFields',
      data: { __typename: 'Ticket', id: '1', unread, events } as never,
    });
  }
}

type Viewer = typeof ann | typeof gita;
const open = (viewer: Viewer = gita): Promise<Stage> => Stage.set({ url: '/page', path: 'page', component: Page, viewer });
const bubbles = (stage: Stage): HTMLElement[] => [...stage.page.querySelectorAll<HTMLElement>('ccr-message-bubble')];
const bubble = (stage: Stage, words: string): HTMLElement => {
  const found = bubbles(stage).find((one) => one.querySelector('.body')?.textContent === words);
  if (!found) throw new Error(`No bubble “${words}”`);
  return found;
};
const line = (stage: Stage): string => stage.page.querySelector('ccr-presence-line')?.textContent?.trim() ?? '';
const quote = async (stage: Stage, words: string): Promise<void> => {
  bubble(stage, words).querySelector<HTMLElement>('.quote')?.click();
  await stage.settle();
};

const present = (people: [Viewer, boolean][], reads: [Viewer, number][] = [], delivered = 0): object => ({
  ticketPresence: {
    __typename: 'TicketPresence',
    people: people.map(([who, typing]) => ({ __typename: 'PresentPerson', person: who, typing })),
    reads: reads.map(([who, seq]) => ({ __typename: 'ReadPosition', person: who, seq, deliveredSeq: Math.max(seq, delivered) })),
  },
});
const see = (hidden: boolean): void => {
  Object.defineProperty(document, 'visibilityState', { configurable: true, value: hidden ? 'hidden' : 'visible' });
  document.dispatchEvent(new Event('visibilitychange'));
};

describe('presence in a conversation', () => {
  beforeEach(() => {
    unread = 0;
    see(false);
  });

  it('says who else is there and who writes', async () => {
    const stage = await open();
    const feed = stage.backend.expectOne(TicketPresenceDocument);
    expect(line(stage)).toBe('');
    feed.flushData(present([[ann, false], [asha, false]]));
    await stage.settle();
    expect(line(stage)).toBe('Asha is looking at this too · Ann is here');
    feed.flushData(present([[ann, true]]));
    await stage.settle();
    expect(line(stage)).toBe('Ann is writing…');
  });

  it('has words for one, two and many', () => {
    const [hari, lena] = [person('Hari', 'AGENT'), person('Lena', 'ADMIN')];
    const all = [hari, lena, asha].map((who) => ({ __typename: 'PresentPerson' as const, person: who, typing: false }));
    expect(presenceWords(all.slice(0, 2), true)).toBe('Hari and Lena are looking at this too');
    expect(presenceWords(all, true)).toBe('3 people are looking at this too');
    expect(presenceWords(all.slice(0, 1), false)).toBe('Hari is here');
    expect(presenceWords([], true)).toBe('');
  });

  it('shows which of one’s replies the customer has read, live', async () => {
    const stage = await open();
    const feed = stage.backend.expectOne(TicketPresenceDocument);
    expect(bubble(stage, 'The first').textContent).toContain('Sent');
    feed.flushData(present([], [[asha, 4], [ann, 3]]));
    await stage.settle();
    expect(bubble(stage, 'The first').textContent).toContain('Sent'); // a colleague is not the other side
    feed.flushData(present([], [[ann, 3]], 4));
    await stage.settle();
    expect(bubble(stage, 'The first').textContent).toContain('Delivered');
    expect(bubble(stage, 'The second').textContent).toContain('Sent'); // a note
    feed.flushData(present([], [[ann, 4]]));
    await stage.settle();
    expect(bubble(stage, 'The first').textContent).toContain('Read');
    expect(bubble(stage, 'The second').textContent).toContain('Sent'); // a note
  });

  describe('reading', () => {
    const marks = (stage: Stage) => stage.backend.match(MarkTicketReadDocument).map(({ operation }) => operation.variables['input']);

    it('is told once for what is on the page', async () => {
      unread = 2;
      const stage = await open();
      expect(marks(stage)).toEqual([{ ticketId: '1', seq: 4 }]);
      const feed = stage.backend.expectOne(TicketEventsDocument);
      feed.flushData({ ticketEvents: { ...said(5, ann, 'more'), ticket: ticket('1', { unread: 1 }) } });
      await stage.settle();
      expect(marks(stage)).toEqual([{ ticketId: '1', seq: 5 }]);
    });

    it('is not told when nothing is unread', async () => {
      expect(marks(await open())).toEqual([]);
    });

    it('waits until the page can be seen', async () => {
      unread = 2;
      see(true);
      const stage = await open();
      expect(marks(stage)).toEqual([]);
      see(false);
      await stage.settle();
      expect(marks(stage)).toEqual([{ ticketId: '1', seq: 4 }]);
    });
  });

  describe('writing', () => {
    const told = (stage: Stage) => stage.backend.match(SetTypingDocument).map(({ operation }) => operation.variables['input']);

    it('is told, not with every letter, and when it ends', async () => {
      const stage = await open();
      await stage.type('Write a message', 'H');
      await stage.type('Write a message', 'He');
      expect(told(stage)).toEqual([{ ticketId: '1', typing: true, kind: 'REPLY' }]);
      await stage.type('Write a message', '');
      expect(told(stage)).toEqual([{ ticketId: '1', typing: false, kind: 'REPLY' }]);
    });

    it('says that it is a note', async () => {
      const stage = await open();
      await stage.press('Note');
      await stage.type('Write a note', 'H');
      expect(told(stage)).toEqual([{ ticketId: '1', typing: true, kind: 'NOTE' }]);
    });
  });

  describe('answering a message', () => {
    const input = (stage: Stage) => stage.backend.expectOne(SendMessageDocument).operation.variables['input'] as Record<string, unknown>;
    const quoted = (stage: Stage): string | undefined => stage.page.querySelector('ccr-composer ccr-quote-block')?.textContent?.replace(/\s+/g, ' ').trim();

    it('quotes it above what is written, sends its id, and shows it in the bubble at once', async () => {
      const stage = await open();
      await quote(stage, 'Which charge?');
      expect(quoted(stage)).toBe('Ann: Which charge?');
      await stage.type('Write a message', 'The first one');
      await stage.press('Send');
      expect(input(stage)).toMatchObject({ body: 'The first one', kind: 'REPLY', replyToId: 'message-2' });
      expect(quoted(stage)).toBeUndefined();
      expect(bubble(stage, 'The first one').querySelector('ccr-quote-block')?.textContent).toContain('Which charge?');
    });

    it('can do without it again', async () => {
      const stage = await open();
      await quote(stage, 'Which charge?');
      stage.page.querySelector<HTMLElement>('[aria-label="Remove the quote"]')?.click();
      await stage.type('Write a message', 'Hello');
      await stage.press('Send');
      expect(input(stage)).not.toHaveProperty('replyToId');
    });

    it('answers a note with a note, and drops it from a reply', async () => {
      const stage = await open();
      await quote(stage, 'The second');
      await stage.type('Write a note', 'Agreed');
      expect(stage.button('Add note')).toBeTruthy();
      await stage.press('Reply');
      expect(quoted(stage)).toBeUndefined();
      await stage.press('Send');
      expect(input(stage)).not.toHaveProperty('replyToId');
    });

    it('keeps it with the draft', async () => {
      await quote(await open(), 'Which charge?');
      TestBed.resetTestingModule();
      expect(quoted(await open())).toBe('Ann: Which charge?');
    });

    it('leads from the quote to the message', async () => {
      const stage = await open();
      Element.prototype.scrollIntoView = jest.fn();
      stage.backend.expectOne(TicketEventsDocument).flushData({
        ticketEvents: { ...said(5, ann, 'That one', 'REPLY', said(4, gita, 'The first').message), ticket: ticket('1') },
      });
      await stage.settle();
      bubble(stage, 'That one').querySelector<HTMLElement>('.jump')?.click();
      await stage.settle();
      expect(document.activeElement).toBe(bubble(stage, 'The first'));
    });
  });
});
