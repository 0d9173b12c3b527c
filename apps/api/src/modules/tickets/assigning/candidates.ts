import { STAFF } from '@ccr/domain';
import { In, IsNull } from 'typeorm';
import type { Database } from '../../../platform/database';
import { isActiveStaff, User } from '../../accounts';
import type { Experts } from '../../topics';
import type { TicketCountQueries } from '../counts';
import type { Ticket } from '../ticket.entity';
import { AssigneeTurn } from './assignee-turn.entity';
import { type Candidate, fits, ranked } from './assigning.rule';

/** A candidate, of whom there is more to tell. */
export interface Person extends Candidate {
  readonly agent: User;
}

type About = Pick<Ticket, 'topicId'>;

/** Who could be given a ticket. Joins the unit of work that it is asked in. */
export class Candidates {
  constructor(
    private readonly database: Database,
    private readonly experts: Experts,
    private readonly counts: Pick<TicketCountQueries, 'activeTicketsOf'>,
  ) {}

  /** Everybody who can take tickets, the best first. */
  async of(ticket: About): Promise<Person[]> {
    const experts = await this.expertsIn(ticket);
    const where = { role: In([...STAFF]), deactivatedAt: IsNull(), erasedAt: IsNull(), deletionDueAt: IsNull() };
    return this.ranked(await this.database.repository(User).findBy(where), experts);
  }

  /** Those to whom the shop may give the ticket by itself, the best first. */
  async fitting(ticket: About): Promise<Person[]> {
    const experts = await this.expertsIn(ticket);
    if (experts.length === 0) return [];
    return (await this.ranked(await this.database.repository(User).findBy({ id: In(experts) }), experts)).filter(fits);
  }

  private async expertsIn({ topicId }: About): Promise<string[]> {
    return topicId === null ? [] : this.experts.idsIn([topicId]);
  }

  private async ranked(staff: readonly User[], expertIds: readonly string[]): Promise<Person[]> {
    const agents = staff.filter(isActiveStaff);
    const ids = agents.map(({ id }) => id);
    const [experts, active] = [new Set(expertIds), await this.counts.activeTicketsOf(ids)];
    const turns = await this.database.repository(AssigneeTurn).findBy({ agentId: In(ids) });
    const lastTurn = new Map(turns.map(({ agentId, lastAssignedAt }) => [agentId, lastAssignedAt]));
    return ranked(
      agents.map((agent) => ({
        agent,
        expert: experts.has(agent.id),
        activeTickets: active.get(agent.id) ?? 0,
        lastAssignedAt: lastTurn.get(agent.id) ?? null,
      })),
    );
  }
}
