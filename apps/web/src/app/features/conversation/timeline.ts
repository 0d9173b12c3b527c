import type { EventFieldsFragment, MessageKind } from '#graphql';
import { dayWords } from '../../ui';
import { eventWords } from './event-words';
import { arrivals } from './arrivals';
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
  readonly at: string | null;
  readonly sending: Sending | null;
}

/** A line between the messages: a day begins, or something happened to the ticket. */
interface LineEntry {
  readonly type: 'day' | 'event';
  readonly key: string;
  readonly words: string;
  readonly at: string | null;
}

/** What stands in the conversation, in order. */
export type Entry = MessageEntry | LineEntry;

/** The description with which the ticket began. */
export interface Opening {
  readonly author: { readonly id: string; readonly name: string };
  readonly body: string;
  readonly at: string;
}

/** For whom the timeline is written. */
export interface Reader {
  readonly id: string | undefined;
  readonly isStaff: boolean;
}

/** What a timeline is made of. */
export interface Conversed {
  /** The day that is said already, above the opening. */
  readonly openingDay: string;
  readonly events: readonly EventFieldsFragment[];
  readonly sendings: readonly Sending[];
  readonly reader: Reader;
  readonly now: number;
}

/** The messages and events as entries, with a line where a new day begins; what is being sent comes last. */
export function toEntries({ openingDay, events, sendings, reader, now }: Conversed): Entry[] {
  const entries: Entry[] = [];
  const arrived = arrivals(events, sendings, reader);
  let day = openingDay;
  for (const event of events) {
    const entry = toEntry(event, reader, entries.at(-1));
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
export const openingEntry = ({ author, body, at }: Opening, reader: Reader): MessageEntry => ({
  type: 'message',
  key: 'opening',
  author: author.name,
  isMine: author.id === reader.id,
  goesOn: false,
  kind: 'REPLY',
  body,
  at,
  sending: null,
});

function toEntry(event: EventFieldsFragment, reader: Reader, before: Entry | undefined): Entry | null {
  if (event.__typename !== 'MessageSent') {
    const words = eventWords(event, reader);
    return words ? { type: 'event', key: event.id, words, at: event.at } : null;
  }
  const { author, kind, body, id } = event.message;
  return {
    type: 'message',
    key: id,
    author: author.name,
    isMine: author.id === reader.id,
    goesOn: before?.type === 'message' && before.author === author.name && before.kind === kind,
    kind,
    body,
    at: event.at,
    sending: null,
  };
}

const toSendingEntry = (sending: Sending, before: Entry | undefined): MessageEntry => ({
  type: 'message',
  key: sending.clientMutationId,
  author: 'You',
  isMine: true,
  goesOn: before?.type === 'message' && before.isMine && before.kind === sending.kind,
  kind: sending.kind,
  body: sending.body,
  at: null,
  sending,
});
