import { LIMITS } from '@ccr/domain';
import type { EventFieldsFragment } from '#graphql';
import { mergedWords, participantsWords, splitWords, taggedWords, unmergedWords } from './desk-words';
import { inARow } from './name-words';
import type { Reader } from './timeline';

type StatusChanged = Extract<EventFieldsFragment, { __typename: 'TicketStatusChanged' }>;
type Rated = Extract<EventFieldsFragment, { __typename: 'TicketRated' }>;
type Edited = Extract<EventFieldsFragment, { __typename: 'TicketEdited' }>;
type Change = Edited['changes'][number];
type Assigned = Extract<EventFieldsFragment, { __typename: 'TicketAssigned' }>;
type Unassigned = Extract<EventFieldsFragment, { __typename: 'TicketUnassigned' }>;

/** A fact about the ticket as a sentence for the reader; nothing where another line already tells it. */
export function eventWords(event: EventFieldsFragment, reader: Reader): string | null {
  switch (event.__typename) {
    case 'TicketAssigned':
      return assignedWords(event, reader);
    case 'TicketUnassigned':
      return unassignedWords(event, reader);
    case 'TicketStatusChanged':
      return statusWords(event, reader);
    case 'TicketEdited':
      return editedWords(event, reader);
    case 'TicketRated':
      return ratedWords(event, reader);
    case 'TicketMerged':
      return mergedWords(event, reader);
    case 'TicketUnmerged':
      return unmergedWords(event, reader);
    case 'TicketSplit':
      return splitWords(event, reader);
    case 'TicketTagged':
      return taggedWords(event, reader);
    case 'ParticipantsChanged':
      return participantsWords(event, reader);
    // The description and the bubble tell these.
    case 'TicketRaised':
    case 'MessageSent':
      return null;
  }
}

/** Customers are told who helps them; the staff also who chose, and in whose place. */
function assignedWords({ actor, assignee, previousAssignee }: Assigned, reader: Reader): string {
  const instead = previousAssignee ? `, in place of ${previousAssignee.id === reader.id ? 'you' : previousAssignee.name}` : '';
  if (!reader.isStaff || !actor) return `${assignee.id === reader.id ? 'You were' : `${assignee.name} was`} assigned${instead}`;
  if (actor.id === assignee.id) return `${actor.id === reader.id ? 'You' : actor.name} took this ticket${instead}`;
  return `${actor.id === reader.id ? 'You' : actor.name} assigned ${assignee.id === reader.id ? 'you' : assignee.name}${instead}`;
}

/** Customers need not know why their expert left, only that someone else comes. */
function unassignedWords({ actor, previousAssignee }: Unassigned, reader: Reader): string {
  if (!reader.isStaff) return 'We are finding you another expert';
  if (actor) return `${actor.id === reader.id ? 'You' : actor.name} took this ticket from ${previousAssignee?.id === reader.id ? 'you' : (previousAssignee?.name ?? 'its assignee')}`;
  return `${previousAssignee?.name ?? 'The assignee'} no longer has this ticket`;
}

/** What they said with it stands beside the ticket. */
function ratedWords({ actor, score }: Rated, reader: Reader): string {
  const who = actor?.id === reader.id ? 'You' : (actor?.name ?? 'The customer');
  return `${who} rated the help: ${score} of ${LIMITS.rating.max}`;
}

/** What each field is called in the middle of a sentence. */
const FIELD_WORDS: Readonly<Record<Change['field'], string>> = {
  SUBJECT: 'subject',
  DESCRIPTION: 'description',
  TOPIC: 'topic',
  PRIORITY: 'priority',
  ORDER_REFERENCE: 'order reference',
};

/** One change is told in full; of several at once, what they were about. */
function editedWords({ actor, changes }: Edited, reader: Reader): string {
  const who = actor?.id === reader.id ? 'You' : (actor?.name ?? 'Someone');
  const [first] = changes;
  const what = inARow(changes.map(({ field }) => `the ${FIELD_WORDS[field]}`));
  if (!first || changes.length > 1 || first.field === 'DESCRIPTION') return `${who} changed ${what}`;
  const from = first.from === null ? null : valueWords(first.field, first.from);
  if (first.to === null) return `${who} removed ${what}${from === null ? '' : `: ${from}`}`;
  return `${who} changed ${what}${from === null ? '' : ` from ${from}`} to ${valueWords(first.field, first.to)}`;
}

function valueWords(field: Change['field'], value: string): string {
  if (field === 'PRIORITY') return `${value.charAt(0)}${value.slice(1).toLowerCase()}`;
  return field === 'SUBJECT' ? `“${value}”` : value;
}

function statusWords(event: StatusChanged, reader: Reader): string | null {
  const { actor, to } = event;
  const who = !actor ? null : actor.id === reader.id ? 'You' : actor.name;
  const solved = reader.isStaff ? 'resolved' : 'solved';
  switch (to) {
    case 'PENDING':
      return reader.isStaff
        ? `${who ?? 'The registry'} set this to wait for the customer`
        : `${who ?? 'Your expert'} waits for your answer`;
    case 'RESOLVED':
      return `${who ? `${who} marked this` : 'This was marked'} as ${solved}`;
    case 'CLOSED':
      return who ? `${who} closed this ticket` : `This ticket closed by itself: it was ${solved} a while ago`;
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
