import type { Platform } from '../../../platform/platform';
import type { TicketService } from '../ticket.service';
import { TagResolver, TicketTaggedResolver } from './tag.resolver';
import { TagService } from './tag.service';
import { TicketTag } from './ticket-tag.entity';

export const tagEntities = [TicketTag];
export const tagResolvers = [TagResolver, TicketTaggedResolver] as const;

/** The words by which the staff sort tickets. */
export function createTags({ database, events }: Platform, tickets: TicketService): { readonly service: TagService; readonly resolvers: readonly object[] } {
  const service = new TagService(database, events, tickets);
  return { service, resolvers: [new TagResolver(service), new TicketTaggedResolver()] };
}
