import type { EventFieldsFragment } from '#graphql';
import { inARow, whoOf } from './name-words';
import type { Reader } from './timeline';

type Of<T extends EventFieldsFragment['__typename']> = Extract<EventFieldsFragment, { __typename: T }>;

/** A ticket became part of another one, or another one of it. */
export function mergedWords(event: Of<'TicketMerged'>, reader: Reader): string {
  const other = event.otherTicket?.reference ?? 'another ticket';
  return event.direction === 'INTO' ? `${whoOf(event, reader)} merged this ticket into ${other}` : `${whoOf(event, reader)} merged ${other} into this ticket`;
}

/** The same undone. */
export function unmergedWords(event: Of<'TicketUnmerged'>, reader: Reader): string {
  const other = event.otherTicket?.reference ?? 'another ticket';
  return event.direction === 'INTO' ? `${whoOf(event, reader)} took this ticket out of ${other} again` : `${whoOf(event, reader)} took ${other} out of this ticket again`;
}

/** A message became a ticket of its own. */
export const splitWords = (event: Of<'TicketSplit'>, reader: Reader): string =>
  `${whoOf(event, reader)} made a ticket of its own of a message here: ${event.newTicket?.reference ?? 'you may not see it'}`;

/** Which tags came and went. */
export const taggedWords = (event: Of<'TicketTagged'>, reader: Reader): string =>
  `${whoOf(event, reader)} ${bothWays('tagged it', event.tagsAdded, 'took off', event.tagsRemoved)}`;

/** Who else sees the ticket from now on, and who no longer does. */
export function participantsWords(event: Of<'ParticipantsChanged'>, reader: Reader): string {
  const names = (people: readonly { readonly id: string; readonly name: string }[]): string[] =>
    people.map(({ id, name }) => (id === reader.id ? 'you' : name));
  return `${whoOf(event, reader)} ${bothWays('opened this ticket to', names(event.joined), 'closed it to', names(event.left))}`;
}

/** What came, what went, or both. */
function bothWays(coming: string, came: readonly string[], going: string, went: readonly string[]): string {
  const parts = [
    ...(came.length > 0 ? [`${coming} ${inARow(came)}`] : []),
    ...(went.length > 0 ? [`${going} ${inARow(went)}`] : []),
  ];
  return parts.join(' and ');
}
