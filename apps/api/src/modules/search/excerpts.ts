import { setImmediate } from 'node:timers/promises';
import { In } from 'typeorm';
import type { Viewer } from '../../platform/auth';
import type { Database } from '../../platform/database';
import { plainText } from '../../platform/markdown';
import { Message, seesMessage } from '../conversation';
import { seesNotes, type Ticket } from '../tickets';
import { DESCRIPTION, SUBJECT } from './documents';
import { excerptOf, type Part } from './excerpt';
import type { Place, SearchSql, Weighed } from './search.sql';

const PER_TICKET = 2;

/** Where the text of an excerpt comes from. */
export enum ExcerptSource {
  SUBJECT = 'SUBJECT',
  DESCRIPTION = 'DESCRIPTION',
  MESSAGE = 'MESSAGE',
}

/** A piece of what is said in a ticket, with what was looked for. */
export interface TicketExcerpt {
  readonly source: ExcerptSource;
  readonly messageId: string | null;
  readonly seq: number | null;
  readonly parts: readonly Part[];
}

/** Shows where in tickets it is that they were found by. */
export class Excerpts {
  constructor(
    private readonly database: Database,
    private readonly sql: SearchSql,
  ) {}

  /** Of each ticket the two places that fit best, as far as the viewer may see them. */
  async of(viewer: Viewer, tickets: readonly Ticket[], words: readonly Weighed[]): Promise<Map<string, TicketExcerpt[]>> {
    const byId = new Map(tickets.map((ticket) => [ticket.id, ticket]));
    const places = await this.sql.bestPlaces(words, [...byId.keys()], seesNotes(viewer), PER_TICKET);
    const messages = await this.messages(viewer, places.filter(({ doc }) => doc > DESCRIPTION));
    const found = new Map<string, TicketExcerpt[]>();
    const wanted = words.map(({ fits }) => fits);
    for (const place of [...places].sort((one, other) => one.doc - other.doc)) {
      const ticket = byId.get(place.ticketId);
      const text = ticket && textAt(place, ticket, messages);
      if (!text) continue;
      const { body, ...rest } = text;
      await setImmediate(); // looking through long texts: nobody else has to wait until all of them are done
      found.set(ticket.id, [...(found.get(ticket.id) ?? []), { ...rest, parts: excerptOf(body, wanted) }]);
    }
    return found;
  }

  private async messages(viewer: Viewer, places: readonly Place[]): Promise<Map<string, Message>> {
    if (places.length === 0) return new Map();
    const seqs = new Map<string, number[]>();
    for (const { ticketId, doc } of places) seqs.set(ticketId, [...(seqs.get(ticketId) ?? []), doc]);
    const where = [...seqs].map(([ticketId, some]) => ({ ticketId, seq: In(some) }));
    const messages = await this.database.repository(Message).find({ where });
    return new Map(messages.filter((message) => seesMessage(viewer, message)).map((message) => [keyOf(message.ticketId, message.seq), message]));
  }
}

const keyOf = (ticketId: string, seq: number): string => `${ticketId} ${seq}`;

function textAt({ ticketId, doc }: Place, { subject, description }: Ticket, messages: ReadonlyMap<string, Message>): (Omit<TicketExcerpt, 'parts'> & { body: string }) | null {
  const ofTicket = { messageId: null, seq: null };
  if (doc === SUBJECT) return { source: ExcerptSource.SUBJECT, ...ofTicket, body: subject };
  if (doc === DESCRIPTION) return { source: ExcerptSource.DESCRIPTION, ...ofTicket, body: plainText(description) };
  const message = messages.get(keyOf(ticketId, doc));
  return message ? { source: ExcerptSource.MESSAGE, messageId: message.id, seq: message.seq, body: plainText(message.body) } : null;
}
