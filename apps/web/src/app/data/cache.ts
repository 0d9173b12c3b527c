import { type FieldPolicy, InMemoryCache, type Reference } from '@apollo/client';

interface PageInfo {
  readonly hasNextPage?: boolean;
  readonly hasPreviousPage?: boolean;
  readonly startCursor?: string | null;
  readonly endCursor?: string | null;
}

interface Connection<T extends Reference | Hit = Reference> {
  readonly nodes: readonly T[];
  readonly pageInfo: PageInfo;
}

/** What a search found: the ticket that it is about is one of many objects, and itself it is none. */
interface Hit {
  readonly __ref?: undefined;
  readonly ticket: Reference;
}

const refOf = (node: Reference | Hit): string => node.__ref ?? node.ticket.__ref;

function without<T extends Reference | Hit>(nodes: readonly T[], known: readonly T[]): T[] {
  const refs = new Set(known.map(refOf));
  return nodes.filter((node) => !refs.has(refOf(node)));
}

/** A list read page by page, newest activity first. A page without `after` is the start of the list and replaces it. */
const pagedList = <T extends Reference | Hit = Reference>(keyArgs: string[]): FieldPolicy<Connection<T>> => ({
  keyArgs,
  merge: (existing, incoming, { args }) =>
    existing && args?.['after']
      ? { ...incoming, nodes: [...existing.nodes, ...without(incoming.nodes, existing.nodes)] }
      : incoming,
});

/** Without the tickets that went out of sight since they were found. */
const foundTickets: FieldPolicy<Connection<Hit>> = {
  ...pagedList<Hit>(['text', 'filter']),
  read: (existing, { canRead }) => existing && { ...existing, nodes: existing.nodes.filter(({ ticket }) => canRead(ticket)) },
};

/**
 * The events of a ticket, oldest first: earlier pages go in front. A fresh newest page replaces the list, except for
 * what came live while it was on its way.
 */
const ticketEvents: FieldPolicy<Connection> = {
  keyArgs: false,
  merge: (existing, incoming, { args, readField }) => {
    if (!existing) return incoming;
    if (args?.['before']) {
      const { hasPreviousPage, startCursor } = incoming.pageInfo;
      return {
        ...existing,
        nodes: [...without(incoming.nodes, existing.nodes), ...existing.nodes],
        pageInfo: { ...existing.pageInfo, hasPreviousPage, startCursor },
      };
    }
    const newest = incoming.nodes.at(-1);
    const reached = (newest && readField<number>('seq', newest)) ?? 0;
    const later = existing.nodes.filter((node) => (readField<number>('seq', node) ?? 0) > reached);
    return { ...incoming, nodes: [...incoming.nodes, ...without(later, incoming.nodes)] };
  },
};

/** The cache: the only copy of what the server told us. */
export const createCache = (): InMemoryCache =>
  new InMemoryCache({
    possibleTypes: { TicketEvent: ['TicketRaised', 'TicketAssigned', 'TicketUnassigned', 'TicketStatusChanged', 'TicketEdited', 'MessageSent', 'TicketRated', 'TicketMerged', 'TicketUnmerged', 'TicketSplit', 'TicketTagged', 'ParticipantsChanged'] },
    typePolicies: {
      Query: { fields: { tickets: pagedList(['filter', 'orderBy']), searchTickets: foundTickets, agents: pagedList(['filter']), securityEvents: pagedList(['filter']), feedback: pagedList(['filter']), myFeedback: pagedList([]), webhookDeliveries: pagedList(['webhookId', 'state']), notifications: pagedList([]), deliveries: pagedList(['filter']), blockedAddresses: pagedList([]) } },
      NotificationChoice: { keyFields: ['kind'] },
      BlockedAddress: { keyFields: ['address'] },
      Ticket: { fields: { events: ticketEvents, abilities: { merge: true } } },
    },
  });
