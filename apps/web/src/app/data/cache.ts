import { type FieldPolicy, InMemoryCache, type Reference } from '@apollo/client';

interface PageInfo {
  readonly hasNextPage?: boolean;
  readonly hasPreviousPage?: boolean;
  readonly startCursor?: string | null;
  readonly endCursor?: string | null;
}

interface Connection {
  readonly nodes: readonly Reference[];
  readonly pageInfo: PageInfo;
}

const without = (nodes: readonly Reference[], known: readonly Reference[]): Reference[] => {
  const refs = new Set(known.map((node) => node.__ref));
  return nodes.filter((node) => !refs.has(node.__ref));
};

/** A list read page by page, newest activity first. A page without `after` is the start of the list and replaces it. */
const pagedList = (keyArgs: string[]): FieldPolicy<Connection> => ({
  keyArgs,
  merge: (existing, incoming, { args }) =>
    existing && args?.['after']
      ? { ...incoming, nodes: [...existing.nodes, ...without(incoming.nodes, existing.nodes)] }
      : incoming,
});

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
    possibleTypes: { TicketEvent: ['TicketRaised', 'TicketAssigned', 'TicketStatusChanged', 'MessageSent'] },
    typePolicies: {
      Query: { fields: { tickets: pagedList(['filter']), agents: pagedList([]) } },
      Ticket: { fields: { events: ticketEvents, abilities: { merge: true } } },
    },
  });
