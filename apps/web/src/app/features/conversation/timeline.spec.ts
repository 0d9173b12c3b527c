import { ann, asha, edited, gita, moved, person, said, unassigned } from '../../../test/data';
import { type Entry, toEntries } from './timeline';

const NOW = Date.parse('2026-03-03T12:00:00.000Z');
const customer = { id: ann.id, isStaff: false };
const agent = { id: gita.id, isStaff: true };
const boss = { id: asha.id, isStaff: true };
const hari = person('Hari', 'AGENT');

const assigned = (seq: number) =>
  ({ ...moved(seq, asha, 'NEW', 'OPEN'), __typename: 'TicketAssigned', assignee: gita, previousAssignee: null }) as const;

const words = (entries: Entry[]): string[] =>
  entries.map((entry) => (entry.type === 'message' ? `${entry.author}: ${entry.body}` : entry.words));

const build = (events: Parameters<typeof toEntries>[0]['events'], reader = customer, openingDay = '') =>
  toEntries({ openingDay, events, sendings: [], reader, readUpTo: 3, deliveredUpTo: 4, now: NOW });

describe('toEntries', () => {
  it('begins each day with a line, but not the one that was said already', () => {
    const later = { ...said(3, ann, 'later'), at: '2026-03-02T10:00:00.000Z' };
    expect(words(build([said(2, gita, 'hello'), later]))).toEqual(['Mar 1', 'Gita: hello', 'Yesterday', 'Ann: later']);
    expect(words(build([said(2, gita, 'hello')], customer, 'Mar 1'))).toEqual(['Gita: hello']);
  });

  it('tells of a merged ticket where to read it, until it is taken out again', () => {
    const event = (seq: number, type: string, id: string) =>
      ({ ...moved(seq, asha, 'OPEN', 'OPEN'), __typename: type, direction: 'FROM', otherTicket: { __typename: 'Ticket', id, reference: `REF-${id}` } }) as never;
    const entries = build([event(2, 'TicketMerged', '2'), event(3, 'TicketMerged', '3'), event(4, 'TicketUnmerged', '2'), event(5, 'TicketMerged', '2')], agent, 'Mar 1');
    expect(entries.map((entry) => entry.type === 'event' && (entry.merged?.id ?? null))).toEqual([null, '3', null, '2']);
  });

  it('names the person once while they go on', () => {
    const entries = build([said(2, gita, 'a'), said(3, gita, 'b'), said(4, gita, 'c', 'NOTE')], agent, 'Mar 1');
    expect(entries.map((entry) => entry.type === 'message' && entry.goesOn)).toEqual([false, true, false]);
    expect(entries.every((entry) => entry.type === 'message' && entry.isMine)).toBe(true);
  });

  it('tells what happened from the reader’s side, and each thing once', () => {
    const events = [assigned(2), moved(3, asha, 'NEW', 'OPEN'), moved(4, gita, 'OPEN', 'PENDING'), moved(5, gita, 'OPEN', 'RESOLVED')];
    expect(words(build(events, customer, 'Mar 1'))).toEqual([
      'Gita was assigned',
      'Gita waits for your answer',
      'Gita marked this as solved',
    ]);
    expect(words(build(events, agent, 'Mar 1'))).toEqual([
      'Asha assigned you',
      'You set this to wait for the customer',
      'You marked this as resolved',
    ]);
  });

  it('tells the staff who chose, and what was there before', () => {
    const again = { ...assigned(3), previousAssignee: hari } as const;
    const own = { ...assigned(4), actor: gita } as const;
    const byItself = { ...assigned(5), actor: null } as const;
    const events = [again, own, byItself, { ...unassigned(6, gita), actor: asha }, edited(7, asha, { field: 'PRIORITY', from: 'LOW', to: 'HIGH' })];
    expect(words(build(events, boss, 'Mar 1'))).toEqual([
      'You assigned Gita, in place of Hari',
      'Gita took this ticket',
      'Gita was assigned',
      'You took this ticket from Gita',
      'You changed the priority from Low to High',
    ]);
    expect(words(build([again], customer, 'Mar 1'))).toEqual(['Gita was assigned, in place of Hari']);
    const changes = [edited(2, asha, { field: 'TOPIC', from: 'Sales' }), edited(3, asha, { field: 'SUBJECT', from: 'a', to: 'b' })];
    expect(words(build(changes, agent, 'Mar 1'))).toEqual(['Asha removed the topic: Sales', 'Asha changed the subject from “a” to “b”']);
  });

  it('tells of merges, splits, tags and whom else it was opened to', () => {
    const event = <T extends string>(seq: number, type: T, more: object) => ({ ...moved(seq, asha, 'NEW', 'OPEN'), __typename: type, ...more }) as never;
    const other = { __typename: 'Ticket', id: '2', reference: 'REF-2' };
    const events = [
      event(2, 'TicketMerged', { direction: 'INTO', otherTicket: other }),
      event(3, 'TicketMerged', { direction: 'FROM', otherTicket: null }),
      event(4, 'TicketUnmerged', { direction: 'INTO', otherTicket: other }),
      event(5, 'TicketUnmerged', { direction: 'FROM', otherTicket: other }),
      event(6, 'TicketSplit', { newTicket: other }),
      event(7, 'TicketTagged', { tagsAdded: ['vip', 'refund'], tagsRemoved: ['new'] }),
      event(8, 'ParticipantsChanged', { joined: [gita], left: [hari] }),
      event(9, 'ParticipantsChanged', { joined: [], left: [hari] }),
    ];
    expect(words(build(events, agent, 'Mar 1'))).toEqual([
      'Asha merged this ticket into REF-2',
      'Asha merged another ticket into this ticket',
      'Asha took this ticket out of REF-2 again',
      'Asha took REF-2 out of this ticket again',
      'Asha made a ticket of its own of a message here: REF-2',
      'Asha tagged it vip and refund and took off new',
      'Asha opened this ticket to you and closed it to Hari',
      'Asha closed it to Hari',
    ]);
  });

  it('tells of a wait that ended, unless the answer that ended it stands there', () => {
    const events = [moved(2, ann, 'PENDING', 'OPEN'), moved(3, gita, 'PENDING', 'OPEN')];
    expect(words(build(events, customer, 'Mar 1'))).toEqual(['Gita took this up again']);
  });

  it('tells staff who lost the ticket, and customers that someone else comes', () => {
    const nobody = { ...unassigned(3, gita), previousAssignee: null };
    const events = [unassigned(2, gita), nobody];
    expect(words(build(events, agent, 'Mar 1'))).toEqual(['Gita no longer has this ticket', 'The assignee no longer has this ticket']);
    expect(words(build([unassigned(2, gita)], customer, 'Mar 1'))).toEqual(['We are finding you another expert']);
  });

  it('says of one’s own replies, and of nothing else, that the other side has read them', () => {
    const events = [said(2, gita, 'a'), said(3, ann, 'b'), said(4, gita, 'c')];
    const read = (reader: typeof customer): unknown[] => build(events, reader, 'Mar 1').map((entry) => entry.type === 'message' && entry.isRead);
    expect(read(customer)).toEqual([false, true, false]);
    expect(read(agent)).toEqual([true, false, false]);
    const delivered = build([...events, said(5, gita, 'd')], agent, 'Mar 1').map((entry) => entry.type === 'message' && entry.isDelivered);
    expect(delivered).toEqual([true, false, true, false]);
    expect(build([said(2, gita, 'a', 'NOTE')], agent, 'Mar 1')).toMatchObject([{ isRead: false, isDelivered: false }]);
  });

  it('names in a quote whom the reader knows', () => {
    const question = said(2, ann, 'Which one?').message;
    const quoteFor = (reader: typeof customer): unknown =>
      build([said(3, gita, 'That one', 'REPLY', question)], reader, 'Mar 1').map((entry) => entry.type === 'message' && entry.replyTo);
    expect(quoteFor(agent)).toEqual([{ id: 'message-2', kind: 'REPLY', body: 'Which one?', author: 'Ann' }]);
    expect(quoteFor(customer)).toMatchObject([{ author: 'You' }]);
  });

  it('has words for what happened by itself', () => {
    const closed = { ...moved(2, gita, 'RESOLVED', 'CLOSED'), actor: null };
    expect(words(build([closed, moved(3, ann, 'RESOLVED', 'OPEN')], customer, 'Mar 1'))).toEqual([
      'This ticket closed by itself: it was solved a while ago',
      'You reopened this ticket',
    ]);
  });
});
