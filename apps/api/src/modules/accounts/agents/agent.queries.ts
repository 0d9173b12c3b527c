import { LIMITS, type Role, STAFF } from '@ccr/domain';
import { In } from 'typeorm';
import type { Database } from '../../../platform/database';
import { badInput } from '../../../platform/errors';
import { type Connection, keysetCursor, type PageArgs, pageOf, pageRequest, parseKeyset } from '../../../platform/paging';
import type { AccountState } from '../people/account-state';
import { User } from '../people/user.entity';
import type { ExpertTopics } from './expert-topics';

/** Which of the staff to list. */
interface Filter {
  readonly search?: string | null | undefined;
  readonly role?: Role | null | undefined;
  readonly state?: AccountState | null | undefined;
  readonly topicId?: string | null | undefined;
}

const LEFT_ALONE = 'user.erasedAt IS NULL AND user.deactivatedAt IS NULL';

/** What `accountState` says, in SQL. */
const IN_STATE: Record<AccountState, string> = {
  ERASED: 'user.erasedAt IS NOT NULL',
  DEACTIVATED: 'user.erasedAt IS NULL AND user.deactivatedAt IS NOT NULL',
  LEAVING: `${LEFT_ALONE} AND user.deletionDueAt IS NOT NULL`,
  INVITED: `${LEFT_ALONE} AND user.deletionDueAt IS NULL AND user.passwordHash IS NULL`,
  ACTIVE: `${LEFT_ALONE} AND user.deletionDueAt IS NULL AND user.passwordHash IS NOT NULL`,
};

const ESCAPE = '!';

/**
 * What finds a text inside another one, whatever the case. Databases differ in which letters beyond ASCII they take for
 * the same, so each of those stands for any one character: it finds a little too much rather than too little.
 */
function patternOf(search: string): string {
  const parts = [...search.trim()].map((letter) => {
    if (/[^ -~]/.test(letter)) return '_';
    return /[!%_]/.test(letter) ? `${ESCAPE}${letter}` : letter.toLowerCase();
  });
  return `%${parts.join('')}%`;
}

/** Reads lists of people. */
export class AgentQueries {
  constructor(
    private readonly database: Database,
    private readonly experts: ExpertTopics,
  ) {}

  /** The staff, in the order in which they joined. */
  async staff({ search, role, state, topicId }: Filter, args: PageArgs): Promise<Connection<User>> {
    const request = pageRequest(args);
    if ((search?.length ?? 0) > LIMITS.person.email) throw badInput('filter.search', 'No name or address is that long. Search for less.');
    const query = this.database
      .repository(User)
      .createQueryBuilder('user')
      .where({ role: In([...STAFF]) })
      .andWhere(state ? IN_STATE[state] : 'user.erasedAt IS NULL')
      .orderBy('user.createdAt', 'ASC')
      .addOrderBy('user.id', 'ASC')
      .take(request.limit + 1);
    if (role) query.andWhere('user.role = :role', { role });
    if (search?.trim()) {
      const found = ['name', 'email'].map((column) => `LOWER(user.${column}) LIKE :pattern ESCAPE '${ESCAPE}'`);
      query.andWhere(`(${found.join(' OR ')})`, { pattern: patternOf(search) });
    }
    if (topicId) query.andWhere({ id: In(await this.experts.idsIn([topicId])) });
    if (request.cursor !== null) {
      const { at, id } = parseKeyset(request.cursor);
      query.andWhere('(user.createdAt > :at OR (user.createdAt = :at AND user.id > :id))', { at, id });
    }
    return pageOf(await query.getMany(), request, (user) => keysetCursor({ at: user.createdAt, id: user.id }));
  }
}
