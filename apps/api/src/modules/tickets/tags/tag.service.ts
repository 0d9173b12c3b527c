import { asTags, tagProblem, toTag } from '@ccr/domain';
import type { Viewer } from '../../../platform/auth';
import { type Database, isDuplicate } from '../../../platform/database';
import { badInput } from '../../../platform/errors';
import type { EventLog, Fact } from '../../../platform/events';
import type { Ticket } from '../ticket.entity';
import type { TicketService } from '../ticket.service';
import { TicketTag } from './ticket-tag.entity';

/** What stands behind every tag. */
const AFTER_ALL = '\u{10FFFF}';
const ALIKE = badInput('input.tags', 'Two of these tags are too much alike. Leave one out.');

const ticketTagged = (actorId: string, added: readonly string[], removed: readonly string[]): Fact => ({
  type: 'TicketTagged',
  actorId,
  internal: true,
  data: { added, removed },
});

/** The words by which the staff sort tickets. */
export class TagService {
  constructor(
    private readonly database: Database,
    private readonly events: EventLog,
    private readonly tickets: TicketService,
  ) {}

  /**
   * Gives the ticket these tags and no others. The same ones again do nothing.
   * @throws UserError NOT_FOUND, FORBIDDEN, or BAD_USER_INPUT for what is no tag.
   */
  async set(viewer: Viewer, ticketId: string, typed: readonly string[]): Promise<Ticket> {
    const tags = asTags(typed);
    const problem = tags.map(tagProblem).find((one) => one !== null);
    if (problem) throw badInput('input.tags', problem);
    return this.tickets.act(viewer, ticketId, 'tag', async (ticket) => {
      const before = (await this.database.repository(TicketTag).findBy({ ticketId: ticket.id })).map(({ tag }) => tag);
      const added = tags.filter((tag) => !before.includes(tag));
      const removed = before.filter((tag) => !tags.includes(tag));
      if (added.length + removed.length === 0) return;
      await this.replace(ticket.id, tags);
      await this.events.record(ticket, ticketTagged(viewer.id, added, removed));
    });
  }

  /**
   * The tags that begin so, in order: one look into the index for each, however many tickets have it. Tags are words of
   * the whole shop; which tickets have one is told by the list alone.
   */
  async known(typed: string, first: number): Promise<string[]> {
    const prefix = toTag(typed);
    const next = '(SELECT MIN(one.tag) FROM ticket_tags one WHERE one.tag';
    const rows = (await this.database.manager.query(
      `WITH RECURSIVE known(tag, place) AS (
         SELECT ${next} >= ? AND one.tag < ?), 1
         UNION ALL
         SELECT ${next} > known.tag AND one.tag < ?), place + 1 FROM known WHERE known.tag IS NOT NULL AND place < ?
       )
       SELECT tag FROM known WHERE tag IS NOT NULL ORDER BY place`,
      [prefix, prefix + AFTER_ALL, prefix + AFTER_ALL, first],
    )) as { tag: string }[];
    return rows.map(({ tag }) => tag);
  }

  /**
   * Writes these tags in place of those that the ticket has, of which nobody is told; in the caller's unit of work. All of
   * them anew: what only differs in accents is the same row to some databases. @throws UserError BAD_USER_INPUT for such.
   */
  async replace(ticketId: string, tags: readonly string[]): Promise<void> {
    const { manager } = this.database;
    await manager.delete(TicketTag, { ticketId });
    try {
      if (tags.length > 0) await manager.insert(TicketTag, tags.map((tag) => ({ ticketId, tag })));
    } catch (error) {
      throw isDuplicate(error) ? ALIKE : error;
    }
  }
}
