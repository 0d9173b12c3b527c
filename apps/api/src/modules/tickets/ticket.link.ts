import type { SignedInContext } from '../../platform/graphql';
import { Ticket } from './ticket.entity';
import { sees } from './ticket.policy';

/** The ticket that a link leads to, or null: a link shows nobody a ticket that they would not see without it. */
export async function linkedTicket(id: string | null, { viewer, loaders }: SignedInContext): Promise<Ticket | null> {
  const ticket = id === null ? null : await loaders.byId(Ticket, id);
  return ticket && sees(viewer, ticket) ? ticket : null;
}
