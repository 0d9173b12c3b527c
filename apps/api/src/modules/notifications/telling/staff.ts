import { Role, STAFF } from '@ccr/domain';
import { In } from 'typeorm';
import type { Database } from '../../../platform/database';
import { isActiveStaff, User } from '../../accounts';
import type { Ticket } from '../../tickets';
import { ExpertTopic } from '../../topics';
import type { Staff } from '../notification.rules';

/** The staff that can come in now: who is expert in the topic of the ticket, if it is about one, and the admins. */
export async function staffFor(database: Database, ticket: Pick<Ticket, 'topicId'> | null): Promise<Staff> {
  const topicId = ticket?.topicId ?? null;
  const rows = topicId === null ? [] : await database.repository(ExpertTopic).findBy({ topicId });
  const experts = new Set(rows.map(({ agentId }) => agentId));
  const where = [{ role: Role.ADMIN }, { id: In([...experts]), role: In([...STAFF]) }];
  const people = (await database.repository(User).findBy(where)).filter(isActiveStaff);
  const ids = (staff: readonly User[]): string[] => staff.map(({ id }) => id);
  return { experts: ids(people.filter(({ id }) => experts.has(id))), admins: ids(people.filter(({ role }) => role === Role.ADMIN)) };
}
