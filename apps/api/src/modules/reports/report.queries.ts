import { STAFF } from '@ccr/domain';
import { In, IsNull, MoreThanOrEqual } from 'typeorm';
import type { Viewer } from '../../platform/auth';
import type { Clock } from '../../platform/clock';
import type { Database, Replicas } from '../../platform/database';
import { type Connection, keysetCursor, type PageArgs, pageOf, type PageRequest, pageRequest, parseKeyset } from '../../platform/paging';
import { User } from '../accounts';
import { averageRating } from '../feedback';
import type { TicketCountQueries } from '../tickets';
import { AgentTime, type AgentTimeKind } from './agent-time.entity';
import { DeskFlow } from './desk-flow.entity';
import { median } from './median';
import { AGENT_SAMPLE, type AgentWork, type DeskFigures, type DeskHour, REPLY_SAMPLE } from './report.types';
import { DAY, lastHours, quarterOf, startOfDay } from './time-of-day';

const HOURS = 24;
const REPLY_DAYS = 7;
const RATING_DAYS = 30;
const OLDEST = 5;

interface Time {
  readonly agentId: string;
  readonly kind: AgentTimeKind;
  readonly seconds: number;
}

/** Reads how the desk does. Each answer takes a fixed number of statements, however many tickets there are. */
export class ReportQueries {
  constructor(
    private readonly database: Database,
    private readonly replicas: Replicas,
    private readonly clock: Clock,
    private readonly counts: TicketCountQueries,
  ) {}

  /** The whole desk, as it is today for the viewer. */
  async figures(viewer: Viewer): Promise<DeskFigures> {
    const now = this.clock.now();
    const [counts, flow, medianFirstReplySeconds, rating, waitingByTopic, oldestUnanswered] = await Promise.all([
      this.counts.of(viewer),
      this.flow(now, await this.zoneOf(viewer)),
      this.replicas.read(viewer.id, () => this.medianReply(new Date(now.getTime() - REPLY_DAYS * DAY))),
      this.replicas.read(viewer.id, () => averageRating(this.database, new Date(now.getTime() - RATING_DAYS * DAY))),
      this.counts.waitingByTopic(),
      this.counts.longestWaiting(viewer, OLDEST),
    ]);
    const { new: raised, unassigned, waitingForShop, waitingForCustomer } = counts;
    return {
      ...{ new: raised, unassigned, waitingForShop, waitingForCustomer, ...flow },
      ...{ medianFirstReplySeconds, averageRating: rating, waitingByTopic, oldestUnanswered },
    };
  }

  /** The staff who work, in the order in which they joined, with what each has to do and how long they take. */
  work(viewer: Viewer, args: PageArgs): Promise<Connection<AgentWork>> {
    const request = pageRequest(args);
    return this.replicas.read(viewer.id, () => this.pageOfWork(viewer, request));
  }

  private async pageOfWork(viewer: Viewer, request: PageRequest): Promise<Connection<AgentWork>> {
    const query = this.database
      .repository(User)
      .createQueryBuilder('user')
      .where({ role: In([...STAFF]), erasedAt: IsNull(), deactivatedAt: IsNull() })
      .orderBy('user.createdAt', 'ASC')
      .addOrderBy('user.id', 'ASC')
      .take(request.limit + 1);
    if (request.cursor !== null) {
      const { at, id } = parseKeyset(request.cursor);
      query.andWhere('(user.createdAt > :at OR (user.createdAt = :at AND user.id > :id))', { at, id });
    }
    const page = pageOf(await query.getMany(), request, (user) => keysetCursor({ at: user.createdAt, id: user.id }));
    const works = await this.workOf(page.nodes, await this.zoneOf(viewer));
    const edges = page.edges.map(({ cursor }, index) => ({ cursor, node: works[index] as AgentWork }));
    return { ...page, edges, nodes: works };
  }

  private async workOf(agents: readonly User[], timeZone: string): Promise<AgentWork[]> {
    const ids = agents.map(({ id }) => id);
    const [work, resolved, times] = await Promise.all([this.counts.workOf(ids), this.resolvedToday(ids, timeZone), this.lastTimes(ids)]);
    return agents.map((agent) => {
      const middle = (kind: AgentTimeKind): number | null =>
        median(times.filter((time) => time.agentId === agent.id && time.kind === kind).map(({ seconds }) => seconds));
      const { active, waiting } = work.get(agent.id) ?? { active: 0, waiting: 0 };
      return {
        ...{ agent, active, waiting, resolvedToday: resolved.get(agent.id) ?? 0 },
        ...{ medianFirstReplySeconds: middle('FIRST_REPLY'), medianResolutionSeconds: middle('RESOLUTION') },
      };
    });
  }

  private async flow(now: Date, timeZone: string): Promise<{ hours: DeskHour[]; solvedToday: number }> {
    const starts = lastHours(now, timeZone, HOURS);
    const today = quarterOf(startOfDay(now, timeZone));
    const bounds = starts.map(quarterOf);
    const first = [today, bounds[0] ?? today].sort()[0] ?? today;
    const rows = await this.database.repository(DeskFlow).findBy({ quarter: MoreThanOrEqual(first) });
    const sum = (kind: string, from: string, until?: string): number =>
      rows.filter((row) => row.kind === kind && row.quarter >= from && (until === undefined || row.quarter < until)).reduce((all, { number }) => all + number, 0);
    const hours = starts.map((start, index) => {
      const [from, until] = [bounds[index] ?? '', bounds[index + 1]];
      return { start, arrivals: sum('RAISED', from, until), solved: sum('RESOLVED', from, until) };
    });
    return { hours, solvedToday: sum('RESOLVED', today) };
  }

  private async medianReply(since: Date): Promise<number | null> {
    const times = await this.database.repository(AgentTime).find({
      select: { seconds: true },
      where: { kind: 'FIRST_REPLY', at: MoreThanOrEqual(since) },
      order: { at: 'DESC' },
      take: REPLY_SAMPLE,
    });
    return median(times.map(({ seconds }) => seconds));
  }

  private async resolvedToday(agentIds: readonly string[], timeZone: string): Promise<Map<string, number>> {
    const rows = await this.database
      .repository(AgentTime)
      .createQueryBuilder('time')
      .select('time.agentId', 'agentId')
      .addSelect('COUNT(*)', 'number')
      .where({ agentId: In([...agentIds]), kind: 'RESOLUTION', at: MoreThanOrEqual(startOfDay(this.clock.now(), timeZone)) })
      .groupBy('time.agentId')
      .getRawMany<{ agentId: string; number: number | string }>();
    return new Map(rows.map(({ agentId, number }) => [agentId, Number(number)]));
  }

  /** The last of each agent, of each kind: one short walk along the index for each, in one statement. */
  private async lastTimes(agentIds: readonly string[]): Promise<Time[]> {
    const kinds: readonly AgentTimeKind[] = ['FIRST_REPLY', 'RESOLUTION'];
    const wanted = agentIds.flatMap((id) => kinds.map((kind) => [id, kind] as const));
    if (wanted.length === 0) return [];
    const one = `SELECT * FROM (SELECT agentId, kind, seconds FROM agent_times WHERE agentId = ? AND kind = ? ORDER BY at DESC LIMIT ${AGENT_SAMPLE}) AS recent`;
    return this.database.manager.query(wanted.map(() => one).join(' UNION ALL '), wanted.flat());
  }

  private async zoneOf({ id }: Viewer): Promise<string> {
    const user = await this.database.repository(User).findOne({ select: { id: true, timeZone: true }, where: { id } });
    return user?.timeZone ?? 'UTC';
  }
}
