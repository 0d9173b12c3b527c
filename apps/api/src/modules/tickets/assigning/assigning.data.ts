import type { Database } from '../../../platform/database';
import type { PersonalDataSource } from '../../accounts';
import { referencesOf } from '../ticket.data';
import { AssigneeTurn } from './assignee-turn.entity';
import { TicketParticipant } from './ticket-participant.entity';

/** The tickets of others that are open to someone. They leave them before they are erased: see `LeaveSharedTickets`. */
const shared = (database: Database): PersonalDataSource => ({
  name: 'sharedTickets',
  of: async ({ id }) => {
    const rows = await database.repository(TicketParticipant).findBy({ userId: id });
    const references = await referencesOf(database, rows.map(({ ticketId }) => ticketId));
    return [...references.values()].map((reference) => ({ reference }));
  },
  erase: async ({ id }) => void (await database.manager.delete(TicketParticipant, { userId: id })),
});

/** When someone was given a ticket last. */
const turn = (database: Database): PersonalDataSource => ({
  name: 'lastAssigned',
  of: async ({ id }) => (await database.repository(AssigneeTurn).findBy({ agentId: id })).map(({ lastAssignedAt }) => ({ at: lastAssignedAt })),
  erase: async ({ id }) => void (await database.manager.delete(AssigneeTurn, { agentId: id })),
});

/** What is held on who has tickets, and who sees them. */
export const assigningData = (database: Database): PersonalDataSource[] => [shared(database), turn(database)];
