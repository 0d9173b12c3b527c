import { ACTIVE_STATUSES, Role, TicketStatus } from '@ccr/domain';
import { IsNull, Not } from 'typeorm';
import type { Viewer } from '../../../platform/auth';
import type { Database } from '../../../platform/database';
import type { Ticket } from '../ticket.entity';
import { visibleTickets } from '../ticket.visibility';
import type { TicketCounter, Waiting } from './ticket.counter';
import type { TicketCounts } from './ticket-counts.types';

interface Row {
  readonly kind: string;
  readonly ownerId: string;
  readonly bucket: string;
  readonly number: number | string;
}
type Part = readonly [where: string, ...values: string[]];

/** How much an agent has to do. */
export interface Workload {
  readonly active: number;
  /** Those of them whose customer waits. */
  readonly waiting: number;
}

/** How many tickets of a topic wait for the shop; null for those that have none. */
export interface WaitingInTopic {
  readonly topicId: string | null;
  readonly waiting: number;
}

const marks = (values: readonly string[]): string => values.map(() => '?').join(', ');

const SHOP: Part = ["kind = 'SHOP' AND ownerId = ''"];
const NOBODYS: Part = ["kind = 'UNASSIGNED'"];
const assignedTo = (id: string): Part => ["kind = 'ASSIGNEE' AND ownerId = ?", id];
const raisedBy = (id: string): Part => ["kind = 'CUSTOMER' AND ownerId = ?", id];
/** What nobody has of the topics that an agent is expert in. */
const nobodysOf = (topicIds: readonly string[]): Part => [`kind = 'UNASSIGNED' AND ownerId IN (${marks(topicIds)})`, ...topicIds];

/** Adds up the numbers of the rows that fit, by bucket. */
const sumOf = (rows: readonly Row[], kind: string, buckets: readonly string[]): number =>
  rows.filter((row) => row.kind === kind && buckets.includes(row.bucket)).reduce((sum, { number }) => sum + Number(number), 0);

/** Tells how many tickets there are, without counting them. */
export class TicketCountQueries {
  constructor(
    private readonly database: Database,
    private readonly counter: TicketCounter,
  ) {}

  /** Of what the viewer may see: admins everything, agents what they have, customers their own. In one statement. */
  async of({ id, role, topicIds }: Viewer): Promise<TicketCounts> {
    const [own, parts] = ((): readonly [string, Part[]] => {
      if (role === Role.ADMIN) return ['SHOP', [SHOP, assignedTo(id), NOBODYS]];
      if (role === Role.AGENT) return ['ASSIGNEE', topicIds.length === 0 ? [assignedTo(id)] : [assignedTo(id), nobodysOf(topicIds)]];
      return ['CUSTOMER', [raisedBy(id)]];
    })();
    const rows = await this.rows(parts, "''");
    const ofOwn = (...buckets: (TicketStatus | Waiting)[]): number => sumOf(rows, own, buckets);
    return {
      new: ofOwn(TicketStatus.NEW),
      open: ofOwn(TicketStatus.OPEN),
      pending: ofOwn(TicketStatus.PENDING),
      resolved: ofOwn(TicketStatus.RESOLVED),
      closed: ofOwn(TicketStatus.CLOSED),
      active: ofOwn(...ACTIVE_STATUSES),
      unassigned: sumOf(rows, 'UNASSIGNED', ACTIVE_STATUSES),
      mine: sumOf(rows, 'ASSIGNEE', ACTIVE_STATUSES),
      waitingForShop: ofOwn('WAITING_FOR_SHOP'),
      waitingForCustomer: ofOwn('WAITING_FOR_CUSTOMER'),
    };
  }

  /** What each of the agents has to do; also what changed in the caller's unit of work. In one statement. */
  async workOf(agentIds: readonly string[]): Promise<Map<string, Workload>> {
    await this.counter.settle();
    const ids = [...new Set(agentIds)];
    const where: Part = [`kind = 'ASSIGNEE' AND ownerId IN (${marks(ids)})`, ...ids];
    const rows = ids.length === 0 ? [] : await this.rows([where], 'ownerId');
    return new Map(
      ids.map((id) => {
        const own = rows.filter(({ ownerId }) => ownerId === id);
        return [id, { active: sumOf(own, 'ASSIGNEE', ACTIVE_STATUSES), waiting: sumOf(own, 'ASSIGNEE', ['WAITING_FOR_SHOP']) }];
      }),
    );
  }

  /** How many active tickets each of the agents has; also what changed in the caller's unit of work. */
  async activeTicketsOf(agentIds: readonly string[]): Promise<Map<string, number>> {
    return new Map([...(await this.workOf(agentIds))].map(([id, { active }]) => [id, active]));
  }

  /** Where customers wait for the shop, the most first. */
  async waitingByTopic(): Promise<WaitingInTopic[]> {
    const rows = await this.rows([["kind = 'TOPIC' AND bucket = 'WAITING_FOR_SHOP'"]], 'ownerId');
    return rows
      .map(({ ownerId, number }) => ({ topicId: ownerId || null, waiting: Number(number) }))
      .filter(({ waiting }) => waiting > 0)
      .sort((a, b) => b.waiting - a.waiting);
  }

  /** Of what the viewer may see, those whose customers have waited longest for the shop. */
  longestWaiting(viewer: Viewer, limit: number): Promise<Ticket[]> {
    return visibleTickets(this.database, viewer)
      .andWhere({ waitingSince: Not(IsNull()) })
      .orderBy('ticket.waitingSince', 'ASC')
      .addOrderBy('ticket.id', 'ASC')
      .take(limit)
      .getMany();
  }

  /** The numbers of each part, put together by bucket, and by owner where `owner` is the column. */
  private rows(parts: readonly Part[], owner: "''" | 'ownerId'): Promise<Row[]> {
    const by = owner === 'ownerId' ? 'kind, ownerId, bucket' : 'kind, bucket';
    const one = (where: string): string =>
      `SELECT kind, ${owner} AS ownerId, bucket, SUM(number) AS number FROM ticket_counts WHERE ${where} GROUP BY ${by}`;
    return this.database.manager.query(parts.map(([where]) => one(where)).join(' UNION ALL '), parts.flatMap(([, ...values]) => values));
  }
}
