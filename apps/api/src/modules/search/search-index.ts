import { MessageKind } from '@ccr/domain';
import type { Database } from '../../platform/database';
import { Message } from '../conversation';
import { Ticket } from '../tickets';
import { DESCRIPTION, descriptionTerms, messageTerms, SUBJECT, subjectTerms, type Terms } from './documents';
import { SearchPosting } from './search-posting.entity';

/** Rows of one statement. */
const AT_ONCE = 500;

/** Which document of which ticket, and whether it is a note. */
interface Place {
  readonly ticketId: string;
  readonly doc: number;
  readonly internal: boolean;
}

/**
 * Writes what tickets and messages are found by, as they stand now: doing it twice, or in another order than things
 * happened, does no more than doing it once. What a document said before is forgotten.
 */
export class SearchIndex {
  constructor(private readonly database: Database) {}

  /** Takes in what the ticket itself says. */
  async ticket(id: string): Promise<void> {
    await this.holding(id, async (ticket) => {
      await this.write({ ticketId: id, doc: SUBJECT, internal: false }, subjectTerms(ticket));
      await this.write({ ticketId: id, doc: DESCRIPTION, internal: false }, descriptionTerms(ticket.description));
    });
  }

  /** Takes in a message. */
  async message(id: string): Promise<void> {
    const message = await this.database.repository(Message).findOneBy({ id });
    if (!message) return;
    const { ticketId, seq, kind, body } = message;
    await this.holding(ticketId, () => this.write({ ticketId, doc: seq, internal: kind === MessageKind.NOTE }, messageTerms(body)));
  }

  /** Holds the ticket meanwhile: two processes that take in the same would write its rows twice. */
  private async holding(id: string, work: (ticket: Ticket) => Promise<void>): Promise<void> {
    await this.database.unitOfWork(async () => {
      const ticket = await this.database.findAndLock(Ticket, { id });
      if (ticket) await work(ticket);
    });
  }

  private async write({ ticketId, doc, internal }: Place, terms: Terms): Promise<void> {
    const { manager } = this.database;
    await manager.delete(SearchPosting, { ticketId, doc });
    const rows = [...terms].map(([term, weight]) => [ticketId, term, doc, weight, internal ? 1 : 0]);
    for (let start = 0; start < rows.length; start += AT_ONCE) {
      const some = rows.slice(start, start + AT_ONCE);
      const places = some.map(() => '(?, ?, ?, ?, ?)').join(', ');
      await manager.query(`INSERT INTO search_postings (ticketId, term, doc, weight, internal) VALUES ${places}`, some.flat());
    }
  }
}
