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

function statusWords({ actor, from, to }: StatusChanged, reader: Reader): string | null {
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
      // "… was assigned" or the customer's answer stands beside it.
      if (from === 'NEW') return null;
      if (from === 'PENDING') return actor?.role === 'CUSTOMER' ? null : `${who ?? 'The registry'} took this up again`;
      return who ? `${who} reopened this ticket` : 'This ticket was reopened';
    case 'NEW':
      return null;
  }
}
