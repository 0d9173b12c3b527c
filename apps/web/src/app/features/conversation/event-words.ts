import type { EventFieldsFragment } from '#graphql';
import type { Reader } from './timeline';

type StatusChanged = Extract<EventFieldsFragment, { __typename: 'TicketStatusChanged' }>;

/** A fact about the ticket as a sentence for the reader; nothing where another line already tells it. */
export function eventWords(event: EventFieldsFragment, reader: Reader): string | null {
  switch (event.__typename) {
    case 'TicketAssigned':
      return event.assignee.id === reader.id ? 'You were assigned' : `${event.assignee.name} was assigned`;
    case 'TicketStatusChanged':
      return statusWords(event, reader);
    // The description and the bubble tell these.
    case 'TicketRaised':
    case 'MessageSent':
      return null;
  }
}

function statusWords(event: StatusChanged, reader: Reader): string | null {
  const { actor, to } = event;
  const who = !actor ? null : actor.id === reader.id ? 'You' : actor.name;
  switch (to) {
    case 'PENDING':
      return reader.isStaff
        ? `${who ?? 'The registry'} set this to wait for the customer`
        : `${who ?? 'Your expert'} waits for your answer`;
    case 'RESOLVED':
      return who ? `${who} marked this as solved` : 'This was marked as solved';
    case 'CLOSED':
      return who ? `${who} closed this ticket` : 'This ticket was closed';
    case 'OPEN':
      return openedWords(event, who);
    case 'NEW':
      return null;
  }
}

function openedWords({ actor, from }: StatusChanged, who: string | null): string | null {
  // "… was assigned" or the customer's answer stands beside it.
  if (from === 'NEW' || (from === 'PENDING' && actor?.role === 'CUSTOMER')) return null;
  if (from === 'PENDING') return who ? `${who} took this up again` : 'This was taken up again';
  return who ? `${who} reopened this ticket` : 'This ticket was reopened';
}
