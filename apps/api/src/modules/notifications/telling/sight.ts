import { Role } from '@ccr/domain';
import { In } from 'typeorm';
import type { Database } from '../../../platform/database';
import type { User } from '../../accounts';
import { sees, type Ticket } from '../../tickets';
import { ExpertTopic } from '../../topics';

type Person = Pick<User, 'id' | 'role'>;

/** The ids of those of the people who see the ticket as it now is: nobody is told of what they may not see. */
export async function whoSees(database: Database, people: readonly Person[], ticket: Ticket): Promise<ReadonlySet<string>> {
  const seen = people.filter(({ id, role }) => sees({ id, role, topicIds: [] }, ticket));
  const told = new Set(seen.map(({ id }) => id));
  const { topicId } = ticket;
  const agents = people.filter(({ id, role }) => role === Role.AGENT && !told.has(id));
  if (topicId === null || agents.length === 0) return told;
  const experts = await database.repository(ExpertTopic).findBy({ topicId, agentId: In(agents.map(({ id }) => id)) });
  const expert = new Set(experts.map(({ agentId }) => agentId));
  for (const { id, role } of agents) if (expert.has(id) && sees({ id, role, topicIds: [topicId] }, ticket)) told.add(id);
  return told;
}
