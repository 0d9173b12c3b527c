import { isDeepStrictEqual } from 'node:util';
import type { Logger } from 'pino';
import type { Viewer } from '../../platform/auth';
import { type LiveBus, LiveFeed } from '../../platform/live';
import { liveTopic, type ReadPosition, type Ticket, type TicketQueries, type TicketReads } from '../tickets';
import { PEOPLE, type Presence, presenceTopic } from './presence';
import { type Shown, shownTo } from './presence.policy';

/** Who is in a ticket and how far they have read, as one viewer sees it. */
export interface Snapshot {
  readonly people: readonly Shown[];
  readonly reads: readonly ReadPosition[];
}

interface Parts {
  readonly queries: TicketQueries;
  readonly reads: TicketReads;
  readonly presence: Presence;
  readonly live: LiveBus;
  readonly log: Logger;
}

/** The stream behind `ticketPresence`. Whoever follows it is in the ticket meanwhile. */
export class PresenceFeed {
  constructor(private readonly parts: Parts) {}

  /**
   * The presence in a ticket: at once, then whenever it has changed for the viewer. Ends when they may not see the
   * ticket any more. @throws UserError NOT_FOUND.
   */
  async of(viewer: Viewer, ticketId: string): Promise<AsyncIterable<Snapshot>> {
    const { queries, presence, live, log } = this.parts;
    let ticket = await queries.byId(viewer, ticketId);
    const { id } = ticket;
    let last: Snapshot | null = null;
    const pull = async (woken: ReadonlySet<string>): Promise<{ items: Snapshot[]; end?: boolean }> => {
      // Most of what happens here is not shown to most who follow: that costs no statement.
      const isAboutPeople = woken.size > 0 && [...woken].every((what) => what === PEOPLE);
      if (isAboutPeople && last && isDeepStrictEqual(this.people(viewer, ticket), last.people)) return { items: [] };
      const [found] = await queries.byIds(viewer, [id]);
      if (!found) return { items: [], end: true };
      ticket = found;
      const now = await this.snapshot(viewer, ticket);
      if (isDeepStrictEqual(now, last)) return { items: [] };
      last = now;
      return { items: [now] };
    };
    const topics = [presenceTopic(id), liveTopic.ticket(id), liveTopic.readsOf(id)];
    const leave = presence.enter(id, viewer.id);
    return new LiveFeed(live, { topics, pull, ended: leave }, log);
  }

  private async snapshot(viewer: Viewer, ticket: Ticket): Promise<Snapshot> {
    const reads = await this.parts.reads.positions(viewer, ticket);
    return { people: this.people(viewer, ticket), reads };
  }

  private people(viewer: Viewer, { id, assigneeId }: Ticket): Shown[] {
    const people = this.parts.presence.inTicket(id).map((person) => shownTo(viewer, person, assigneeId));
    return people.filter((person) => person !== null);
  }
}
