import { Role } from '@ccr/domain';
import { In } from 'typeorm';
import type { Database } from '../../platform/database';
import { type Connection, keysetCursor, type PageArgs, pageOf, pageRequest, parseKeyset } from '../../platform/paging';
import { User } from './user.entity';

/** Reads lists of people. */
export class AgentQueries {
  constructor(private readonly database: Database) {}

  /** The staff, in the order in which they joined. */
  async staff(args: PageArgs): Promise<Connection<User>> {
    const request = pageRequest(args);
    const query = this.database
      .repository(User)
      .createQueryBuilder('user')
      .where({ role: In([Role.AGENT, Role.ADMIN]) })
      .orderBy('user.createdAt', 'ASC')
      .addOrderBy('user.id', 'ASC')
      .take(request.limit + 1);
    if (request.cursor !== null) {
      const { at, id } = parseKeyset(request.cursor);
      query.andWhere('(user.createdAt > :at OR (user.createdAt = :at AND user.id > :id))', { at, id });
    }
    return pageOf(await query.getMany(), request, (user) => keysetCursor({ at: user.createdAt, id: user.id }));
  }
}
