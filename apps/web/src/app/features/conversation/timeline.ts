import type { EventFieldsFragment, MessageKind } from '#graphql';
import { dayWords } from '../../ui';
import { eventWords } from './event-words';
import { arrivals } from './arrivals';
import { AUTOMATIC, type Quote, toQuote } from './quote';
import type { Sending } from './sending.store';

/** One message as it is shown. */
export interface MessageEntry {
  readonly type: 'message';
  readonly key: string;
  readonly author: string;
  readonly isMine: boolean;
  /** The same person goes on: the name needs no repeating. */
  readonly goesOn: boolean;
  readonly kind: MessageKind;
  readonly body: string;
  /** The same, as the server renders it; null while it does not have it. */
  readonly html: string | null;
  /** Nobody wrote it just now. */
  readonly automatic: boolean;
  readonly at: string | null;
  readonly sending: Sending | null;
  /** By which it can be quoted and found; null while the server does not have it. */
  readonly id: string | null;
  /** What it answers. */
  readonly replyTo: Quote | null;
  /** Whether the other side has read it; known of one's own replies alone. */
  readonly isRead: boolean;
  /** Whether it has reached the other side, read or not. */
  readonly isDelivered: boolean;
  /** Whether the customer wrote it in the conversation, so that it can be made a ticket of its own. */
  readonly isCustomers: boolean;
}

/** A line between the messages: a day begins, or something happened to the ticket. */
interface LineEntry {
  readonly type: 'day' | 'event';
  readonly key: string;
  readonly words: string;
  readonly at: string | null;
  /** The ticket that went into this one here: what was written in it can be read at this place. */
  readonly merged?: MergedTicket | null;
}

/** A ticket that went into another one. */
export type MergedTicket = NonNullable<Extract<EventFieldsFragment, { __typename: 'TicketMerged' }>['otherTicket']>;

/** What stands in the conversation, in order. */
export type Entry = MessageEntry | LineEntry;

/** The description with which the ticket began. */
export interface Opening {
  readonly author: { readonly id: string; readonly name: string };
  readonly body: string;
  readonly html?: string | null;
  readonly at: string;
}

/** For whom the timeline is written. */
export interface Reader {
  readonly id: string | undefined;
  readonly isStaff: boolean;
}

/** Who reads, and how far the other side has it and has read. */
type Side = Pick<Conversed, 'reader' | 'readUpTo' | 'deliveredUpTo'>;

/** What a timeline is made of. */
export interface Conversed {
  /** The day that is said already, above the opening. */
  readonly openingDay: string;
  readonly events: readonly EventFieldsFragment[];
  readonly sendings: readonly Sending[];
  readonly reader: Reader;
  /** The last event that the other side has read. */
  readonly readUpTo: number;
  /** The last event that has reached the other side. */
  readonly deliveredUpTo: number;
  readonly now: number;
}

/** The messages and events as entries, with a line where a new day begins; what is being sent comes last. */
export function toEntries({ openingDay, events, sendings, reader, readUpTo, deliveredUpTo, now }: Conversed): Entry[] {
  const entries: Entry[] = [];
  const arrived = arrivals(events, sendings, reader);
  let day = openingDay;
  for (const event of events) {
    const entry = toEntry(event, { reader, readUpTo, deliveredUpTo }, entries.at(-1), events);
    if (!entry) continue;
    const today = dayWords(event.at, now);
    if (today !== day) entries.push({ type: 'day', key: `day-${event.seq}`, words: today, at: null });
    day = today;
    const goesOn = entry.type === 'message' && entry.goesOn && entries.at(-1)?.type !== 'day';
    // The bubble of what was sent from here stays the same one.
    entries.push(entry.type === 'message' ? { ...entry, goesOn, key: arrived.get(entry.key) ?? entry.key } : entry);
  }
  const here = new Set(arrived.values());
  for (const sending of sendings) {
    if (!here.has(sending.clientMutationId)) entries.push(toSendingEntry(sending, entries.at(-1)));
  }
  return entries;
}

/** The first message of every ticket: its description. */
export const openingEntry = ({ author, body, html, at }: Opening, { reader, readUpTo, deliveredUpTo }: Side): MessageEntry => ({
  type: 'message',
  key: 'opening',
  author: author.name,
  isMine: author.id === reader.id,
  goesOn: false,
  kind: 'REPLY',
  body,
  html: html ?? null,
  automatic: false,
  at,
  sending: null,
  id: null,
  replyTo: null,
  isRead: author.id === reader.id && readUpTo > 0,
  isDelivered: author.id === reader.id && deliveredUpTo > 0,
  isCustomers: false, // it has a ticket of its own
});

function toEntry(event: EventFieldsFragment, { reader, readUpTo, deliveredUpTo }: Side, before: Entry | undefined, all: Conversed['events']): Entry | null {
  if (event.__typename !== 'MessageSent') {
    const words = eventWords(event, reader);
    return words ? { type: 'event', key: event.id, words, at: event.at, merged: mergedHere(event, all) } : null;
  }
  const { kind, body, bodyHtml, automatic, id, replyTo } = event.message;
  const author = automatic ? AUTOMATIC : event.message.author.name;
  const isMine = !automatic && event.message.author.id === reader.id;
  return {
    type: 'message',
    key: id,
    author,
    isMine,
    goesOn: before?.type === 'message' && before.author === author && before.kind === kind,
    kind,
    body,
    html: bodyHtml,
    automatic,
    at: event.at,
    sending: null,
    id,
    replyTo: replyTo && toQuote(replyTo, reader.id),
    isRead: isMine && kind === 'REPLY' && event.seq <= readUpTo,
    isDelivered: isMine && kind === 'REPLY' && event.seq <= deliveredUpTo,
    isCustomers: event.message.author.role === 'CUSTOMER',
  };
}

/** What was written in it is told here until it is taken out again. */
function mergedHere(event: EventFieldsFragment, all: Conversed['events']): MergedTicket | null {
  if (event.__typename !== 'TicketMerged' || event.direction !== 'FROM') return null;
  const { seq, otherTicket } = event;
  const isOutAgain = all.some((one) => one.__typename === 'TicketUnmerged' && one.seq > seq && one.otherTicket?.id === otherTicket?.id);
  return isOutAgain ? null : otherTicket;
}

const toSendingEntry = (sending: Sending, before: Entry | undefined): MessageEntry => ({
  type: 'message',
  key: sending.clientMutationId,
  author: 'You',
  isMine: true,
  goesOn: before?.type === 'message' && before.isMine && before.kind === sending.kind,
  kind: sending.kind,
  body: sending.body,
  html: null,
  automatic: false,
  at: null,
  sending,
  id: null,
  replyTo: sending.replyTo ?? null,
  isRead: false,
  isDelivered: false,
  isCustomers: false,
});
