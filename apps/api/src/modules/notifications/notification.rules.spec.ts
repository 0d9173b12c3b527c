import { TicketStatus } from '@ccr/domain';
import type { EventRow } from '../../platform/events';
import { tellings } from './notification.rules';

const TICKET = { customerId: 'ann', assigneeId: 'gita' };
const event = (type: string, actorId: string | null, data: Record<string, unknown> = {}): EventRow =>
  ({ id: 'event', streamId: 'stream', type, actorId, data }) as unknown as EventRow;
const moved = (actorId: string | null, from: string, to: string): EventRow => event('TicketStatusChanged', actorId, { from, to });

/** Who is told what, as `ann: ticketRaised`. */
const told = (what: EventRow, ticket: Parameters<typeof tellings>[1] = TICKET): string[] =>
  tellings(what, ticket).map(({ recipientId, kind }) => `${recipientId}: ${kind}`);

describe('who is told what', () => {
  it('a new customer is welcomed; staff, whom an admin makes, are not', () => {
    expect(told(event('CustomerSignedUp', 'stream'), null)).toEqual(['stream: welcome']);
    expect(told(event('StaffCreated', 'admin', { role: 'AGENT' }), null)).toEqual([]);
  });

  it('who raised a ticket hears that it came in', () => {
    expect(told(event('TicketRaised', 'ann', { priority: 'NORMAL' }))).toEqual(['ann: ticketRaised']);
  });

  it('an assignment is told to the customer and to whom it is given', () => {
    expect(told(event('TicketAssigned', 'admin', { assigneeId: 'gita' }))).toEqual(['ann: agentAssigned', 'gita: ticketAssignedToYou']);
  });

  it('nobody is told that they gave a ticket to themselves', () => {
    expect(told(event('TicketAssigned', 'admin', { assigneeId: 'admin' }))).toEqual(['ann: agentAssigned']);
  });

  it('an assignment is told to whom it was given, also when somebody else has the ticket by now', () => {
    const late = event('TicketAssigned', 'admin', { assigneeId: 'hari' });
    expect(told(late)).toEqual(['ann: agentAssigned', 'hari: ticketAssignedToYou']);
  });

  it.each([
    // who, from, to, what the customer is told
    ['admin', 'NEW', 'OPEN', []], // "agent assigned" tells it
    ['gita', 'OPEN', 'PENDING', ['ann: ticketPending']],
    ['gita', 'OPEN', 'RESOLVED', ['ann: ticketResolved']],
    ['admin', 'PENDING', 'RESOLVED', ['ann: ticketResolved']],
    ['gita', 'PENDING', 'OPEN', ['ann: ticketReopened']],
    ['gita', 'RESOLVED', 'OPEN', ['ann: ticketReopened']],
    ['ann', 'RESOLVED', 'OPEN', []],
    ['ann', 'PENDING', 'OPEN', []],
    ['gita', 'RESOLVED', 'CLOSED', ['ann: ticketClosed']],
    ['ann', 'RESOLVED', 'CLOSED', ['ann: ticketClosed']],
    [null, 'RESOLVED', 'CLOSED', ['ann: ticketClosed']], // by itself
  ])('%s moves it from %s to %s: %j', (actorId, from, to, expected) => {
    expect(told(moved(actorId, from, to))).toEqual(expected);
  });

  it('has something to say about every status that a ticket can come to', () => {
    const silent = Object.values(TicketStatus).filter((to) => told(moved('gita', 'OPEN', to)).length === 0);
    expect(silent).toEqual([TicketStatus.NEW]); // which never comes back
  });

  it('messages and notes are told by no mail yet', () => {
    expect(told(event('MessageSent', 'gita', { messageId: 'm' }))).toEqual([]);
  });

  it('what happened to something that is gone, or what is new to us, is told to nobody', () => {
    expect(told(event('TicketRaised', 'ann'), null)).toEqual([]);
    expect(told(event('SomethingElse', 'ann'))).toEqual([]);
  });
});
