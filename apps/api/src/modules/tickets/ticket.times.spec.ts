import { answerDue, NOBODY_WAITS, TicketPriority, TicketStatus } from '@ccr/domain';
import { timesAfter } from './ticket.times';

type Before = Parameters<typeof timesAfter>[0];

const at = (hour: number): Date => new Date(Date.UTC(2026, 0, 1, hour));
const DAY_MS = 24 * 60 * 60 * 1_000;
const { NEW, OPEN, PENDING, RESOLVED, CLOSED } = TicketStatus;
const waits = (since: Date, priority = TicketPriority.NORMAL) => ({ waitingSince: since, answerBy: answerDue(since, priority) });
const NOBODY = { waitingSince: null, answerBy: NOBODY_WAITS };
const ticket = (status: TicketStatus, times: Partial<Before> = {}): Before => ({
  status,
  priority: TicketPriority.NORMAL,
  ...NOBODY,
  firstReplyAt: null,
  resolvedAt: null,
  closesAt: null,
  ...times,
});

describe('the times of a ticket', () => {
  it('say that the customer waits since they wrote, and still since then when they write again', () => {
    expect(timesAfter(ticket(OPEN), { at: at(2), waitsSince: at(2) })).toMatchObject(waits(at(2)));
    expect(timesAfter(ticket(OPEN, waits(at(1))), { at: at(2), waitsSince: at(2) })).toMatchObject(waits(at(1)));
  });

  it('take the earlier one of two waits that become one', () => {
    expect(timesAfter(ticket(OPEN, waits(at(3))), { at: at(5), waitsSince: at(1) })).toMatchObject(waits(at(1)));
    expect(timesAfter(ticket(OPEN, waits(at(3))), { at: at(5), waitsSince: null })).toMatchObject(waits(at(3)));
  });

  it('say that nobody waits after an answer, and keep when the first one was', () => {
    expect(timesAfter(ticket(OPEN, waits(at(1))), { at: at(2), answered: true })).toMatchObject({ ...NOBODY, firstReplyAt: at(2) });
    expect(timesAfter(ticket(OPEN, { firstReplyAt: at(1) }), { at: at(2), answered: true })).toMatchObject({ ...NOBODY, firstReplyAt: at(1) });
    expect(timesAfter(ticket(OPEN), { at: at(2), waitsSince: at(2) }).firstReplyAt).toBeNull();
  });

  it.each([PENDING, RESOLVED, CLOSED])('say that nobody waits for the shop once it is %s', (status) => {
    expect(timesAfter(ticket(OPEN, waits(at(1))), { at: at(2), status })).toMatchObject(NOBODY);
  });

  it.each([PENDING, RESOLVED, CLOSED])('say that the customer waits again once it is no longer %s', (from) => {
    expect(timesAfter(ticket(from), { at: at(2), status: OPEN })).toMatchObject(waits(at(2)));
    expect(timesAfter(ticket(from, waits(at(1))), { at: at(2), status: OPEN })).toMatchObject(waits(at(1)));
  });

  it('leave it as it is when a new ticket that was answered is given to someone', () => {
    expect(timesAfter(ticket(NEW), { at: at(2), status: OPEN })).toMatchObject(NOBODY);
    expect(timesAfter(ticket(NEW, waits(at(1))), { at: at(2), status: OPEN })).toMatchObject(waits(at(1)));
  });

  it('follow another priority, where somebody waits', () => {
    const priority = TicketPriority.URGENT;
    expect(timesAfter(ticket(OPEN, waits(at(1))), { at: at(2), priority })).toMatchObject(waits(at(1), priority));
    expect(timesAfter(ticket(PENDING), { at: at(2), priority })).toMatchObject(NOBODY);
  });

  it('say when it was resolved and when it closes, until it is open again', () => {
    const closesAt = new Date(at(2).getTime() + 3 * DAY_MS);
    const resolved = timesAfter(ticket(OPEN), { at: at(2), status: RESOLVED, autoCloseDays: 3 });
    expect(resolved).toMatchObject({ resolvedAt: at(2), closesAt });
    expect(timesAfter(ticket(RESOLVED, resolved), { at: at(3), answered: true })).toMatchObject({ resolvedAt: at(2), closesAt });
    expect(timesAfter(ticket(RESOLVED, resolved), { at: at(3), status: CLOSED })).toMatchObject({ resolvedAt: at(2), closesAt: null });
    expect(timesAfter(ticket(RESOLVED, resolved), { at: at(3), status: OPEN })).toMatchObject({ resolvedAt: null, closesAt: null });
    expect(timesAfter(ticket(OPEN), { at: at(2), status: RESOLVED }).closesAt).toEqual(new Date(at(2).getTime() + 7 * DAY_MS));
  });
});
