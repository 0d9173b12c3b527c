import { LIMITS, Role } from '@ccr/domain';
import type { Logger } from 'pino';
import type { Viewer } from '../../platform/auth';
import { badInput } from '../../platform/errors';
import type { EventLog, EventRow } from '../../platform/events';
import { type LiveBus, LiveFeed } from '../../platform/live';
import type { Ticket } from './ticket.entity';
import { liveTopic } from './ticket.live';
import { seesNotes } from './ticket.policy';
import type { TicketQueries } from './ticket.queries';

/** The streams behind the subscriptions. Who may follow is asked at the start and again at every read. */
export class TicketFeeds {
  constructor(
    private readonly queries: TicketQueries,
    private readonly events: EventLog,
    private readonly live: LiveBus,
    private readonly log: Logger,
  ) {}

  /**
   * Every event of a ticket with `seq` after the given one (by default: from now on), in order, each once. Ends when
   * the viewer may not see the ticket any more. @throws UserError NOT_FOUND, or BAD_USER_INPUT for a negative `after`.
   */
  async eventsOf(viewer: Viewer, ticketId: string, after: number | null | undefined): Promise<AsyncIterable<EventRow>> {
    if (after != null && after < 0) throw badInput('after', 'Use the seq of the last event that you have, or 0.');
    const ticket = await this.queries.byId(viewer, ticketId);
    const limit = LIMITS.page.max;
    const includeInternal = seesNotes(viewer);
    let seen = after ?? ticket.lastSeq;
    const pull = async (): Promise<{ items: EventRow[]; more?: boolean; end?: boolean }> => {
      if (!(await this.stillSees(viewer, ticket.id))) return { items: [], end: true };
      const items = await this.events.read(ticket.id, { after: seen, limit, includeInternal });
      seen = items.at(-1)?.seq ?? seen;
      return { items, more: items.length === limit };
    };
    return new LiveFeed(this.live, { topics: [liveTopic.ticket(ticket.id)], pull }, this.log);
  }

  /** Each ticket that the viewer may see, as it is after every change, and when they have read it. */
  changesOfAll(viewer: Viewer): AsyncIterable<Ticket> {
    const theirs = viewer.role === Role.ADMIN ? liveTopic.allTickets : liveTopic.ticketsOf(viewer.id);
    const offered = viewer.role === Role.AGENT ? viewer.topicIds.map(liveTopic.offeredIn) : [];
    const pull = async (woken: ReadonlySet<string>): Promise<{ items: Ticket[] }> => ({
      items: await this.queries.byIds(viewer, [...woken]),
    });
    return new LiveFeed(this.live, { topics: [theirs, ...offered, liveTopic.readsBy(viewer.id)], pull }, this.log);
  }

  /**
   * The id of each ticket that an agent could see until now and sees no longer. Others never lose sight of a ticket: their
   * feed stays silent.
   */
  lostTo(viewer: Viewer): AsyncIterable<string> {
    const topics = viewer.role === Role.AGENT ? [liveTopic.lostBy(viewer.id), ...viewer.topicIds.map(liveTopic.lostIn)] : [];
    const pull = async (woken: ReadonlySet<string>): Promise<{ items: string[] }> => {
      const seen = new Set((await this.queries.byIds(viewer, [...woken])).map(({ id }) => id));
      return { items: [...woken].filter((id) => id !== '' && !seen.has(id)) };
    };
    return new LiveFeed(this.live, { topics, pull }, this.log);
  }

  /**
   * One ticket as it is after every change, and when the viewer has read it. Ends when the viewer may not see it any more.
   * @throws UserError NOT_FOUND.
   */
  async changesOf(viewer: Viewer, ticketId: string): Promise<AsyncIterable<Ticket>> {
    const { id } = await this.queries.byId(viewer, ticketId);
    // Notes wake up those who follow the ticket itself; a customer's own topic knows nothing of them.
    const topic = seesNotes(viewer) ? liveTopic.ticket(id) : liveTopic.ticketsOf(viewer.id);
    const pull = async (woken: ReadonlySet<string>): Promise<{ items: Ticket[]; end?: boolean }> => {
      const items = await this.queries.byIds(viewer, [id]);
      return { items: woken.has(id) ? items : [], end: items.length === 0 };
    };
    return new LiveFeed(this.live, { topics: [topic, liveTopic.readsBy(viewer.id)], pull }, this.log);
  }

  private async stillSees(viewer: Viewer, ticketId: string): Promise<boolean> {
    return (await this.queries.byIds(viewer, [ticketId])).length > 0;
  }
}
