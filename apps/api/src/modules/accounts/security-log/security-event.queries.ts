import { type FindOptionsWhere, In, LessThan } from 'typeorm';
import type { Database } from '../../../platform/database';
import { type Connection, idCursor, type PageArgs, pageOf, pageRequest, parseId } from '../../../platform/paging';
import { SecurityEvent } from './security-event.entity';
import type { SecurityEventType } from './security-event-type';

/** Which lines of the audit to list. */
interface SecurityEventSelection {
  readonly types?: readonly SecurityEventType[] | null | undefined;
  readonly userId?: string | null | undefined;
  readonly since?: Date | null | undefined;
  readonly until?: Date | null | undefined;
}

/** Reads the audit. */
export class SecurityEventQueries {
  constructor(private readonly database: Database) {}

  /** The newest first. Ids sort by time, so a page is read in the order of the primary key, or of an index that ends in it. */
  async list({ types, userId, since, until }: SecurityEventSelection, args: PageArgs): Promise<Connection<SecurityEvent>> {
    const request = pageRequest(args);
    const where: FindOptionsWhere<SecurityEvent> = {
      ...(types && { type: In([...types]) }),
      ...(userId != null && { userId }),
      ...(request.cursor !== null && { id: LessThan(parseId(request.cursor)) }),
    };
    const query = this.database.repository(SecurityEvent).createQueryBuilder('event').where(where);
    if (since) query.andWhere('event.at >= :since', { since });
    if (until) query.andWhere('event.at < :until', { until });
    const rows = await query.orderBy('event.id', 'DESC').take(request.limit + 1).getMany();
    return pageOf(rows, request, ({ id }) => idCursor(id));
  }
}
