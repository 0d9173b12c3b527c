import type { Database } from '../../platform/database';
import type { PersonalDataSource } from '../accounts';
import { referencesOf } from '../tickets';
import { AgentTime } from './agent-time.entity';

/** How long someone of the staff took. It stays for the shop, by nobody in particular. */
export const reportData = (database: Database): PersonalDataSource => ({
  name: 'agentTimes',
  of: async ({ id }) => {
    const rows = await database.repository(AgentTime).find({ where: { agentId: id }, order: { at: 'ASC' } });
    const references = await referencesOf(database, rows.map(({ ticketId }) => ticketId));
    return rows.map(({ ticketId, kind, seconds, at }) => ({ ticket: references.get(ticketId) ?? null, kind, seconds, at }));
  },
});
