import { ann, asha, gita, moved, said } from '../../../test/data';
import { type Entry, toEntries } from './timeline';

const NOW = Date.parse('2026-03-03T12:00:00.000Z');
const customer = { id: ann.id, isStaff: false };
const agent = { id: gita.id, isStaff: true };

const assigned = (seq: number) =>
  ({ ...moved(seq, asha, 'NEW', 'OPEN'), __typename: 'TicketAssigned', assignee: gita }) as const;

const words = (entries: Entry[]): string[] =>
  entries.map((entry) => (entry.type === 'message' ? `${entry.author}: ${entry.body}` : entry.words));

const build = (events: Parameters<typeof toEntries>[0]['events'], reader = customer, openingDay = '') =>
  toEntries({ openingDay, events, sendings: [], reader, now: NOW });

describe('toEntries', () => {
  it('begins each day with a line, but not the one that was said already', () => {
    const later = { ...said(3, ann, 'later'), at: '2026-03-02T10:00:00.000Z' };
    expect(words(build([said(2, gita, 'hello'), later]))).toEqual(['Mar 1', 'Gita: hello', 'Yesterday', 'Ann: later']);
    expect(words(build([said(2, gita, 'hello')], customer, 'Mar 1'))).toEqual(['Gita: hello']);
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
      'You were assigned',
      'You set this to wait for the customer',
      'You marked this as solved',
    ]);
  });

  it('tells of a wait that ended, unless the answer that ended it stands there', () => {
    const events = [moved(2, ann, 'PENDING', 'OPEN'), moved(3, gita, 'PENDING', 'OPEN')];
    expect(words(build(events, customer, 'Mar 1'))).toEqual(['Gita took this up again']);
  });

  it('has words for what happened by itself', () => {
    const closed = { ...moved(2, gita, 'RESOLVED', 'CLOSED'), actor: null };
    expect(words(build([closed, moved(3, ann, 'RESOLVED', 'OPEN')], customer, 'Mar 1'))).toEqual([
      'This ticket was closed',
      'You reopened this ticket',
    ]);
  });
});
