import type { EventHandler } from '../../../platform/events';
import type { Platform } from '../../../platform/platform';
import type { Accounts, PersonalDataSource } from '../../accounts';
import type { Experts } from '../../topics';
import type { TicketCountQueries } from '../counts';
import type { TicketService } from '../ticket.service';
import { AssigneeTurn } from './assignee-turn.entity';
import { assigningData } from './assigning.data';
import {
  AssigningAbilitiesResolver,
  AssigningResolver,
  ParticipantsChangedResolver,
  TicketParticipantsResolver,
} from './assigning.resolver';
import { AssigningService } from './assigning.service';
import { AssignNewTickets } from './auto-assign';
import { Candidates } from './candidates';
import { LeaveSharedTickets } from './leave-shared';
import { TicketParticipant } from './ticket-participant.entity';

export const assigningEntities = [TicketParticipant, AssigneeTurn];
export const assigningResolvers = [
  AssigningResolver,
  TicketParticipantsResolver,
  AssigningAbilitiesResolver,
  ParticipantsChangedResolver,
] as const;

/** Who has a ticket, and who else sees it. */
interface Assigning {
  readonly resolvers: readonly object[];
  readonly handlers: readonly EventHandler[];
  readonly dataSources: readonly PersonalDataSource[];
}

/** Puts it together: verbs of admins, the rule that assigns by itself, and what happens when somebody leaves. */
export function createAssigning(
  { database, events }: Platform,
  { tickets, experts, counts, settings }: { tickets: TicketService; experts: Experts; counts: TicketCountQueries; settings: Accounts['shopSettings'] },
): Assigning {
  const assigning = new AssigningService(database, events, tickets);
  const candidates = new Candidates(database, experts, counts);
  events.alongside((stream, event) => assigning.noteTurn(stream, event));
  return {
    resolvers: [
      new AssigningResolver(assigning, tickets, candidates),
      new TicketParticipantsResolver(),
      new AssigningAbilitiesResolver(),
      new ParticipantsChangedResolver(),
    ],
    handlers: [
      new AssignNewTickets({ database, events, tickets, candidates, settings }),
      new LeaveSharedTickets(database, assigning),
    ],
    dataSources: assigningData(database),
  };
}
