import { LIMITS } from '@ccr/domain';
import { badInput } from '../errors';
import type { Connection } from './connection';

/** What a caller asks of a list. */
export interface PageArgs {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

/** The same, checked. `limit` items after the cursor, or before it when `backward`. */
export interface PageRequest {
  readonly limit: number;
  readonly cursor: string | null;
  readonly backward: boolean;
}

/** Checks what was asked. @throws UserError BAD_USER_INPUT for sizes out of 1–100 and for both directions at once. */
export function pageRequest({ first, after, last, before }: PageArgs): PageRequest {
  const backward = first == null && after == null && (last != null || before != null);
  if (!backward && (last != null || before != null)) {
    throw badInput('last', 'Ask forward with first and after, or backward with last and before.');
  }
  const limit = (backward ? last : first) ?? LIMITS.page.default;
  if (limit < 1 || limit > LIMITS.page.max) {
    throw badInput(backward ? 'last' : 'first', `Ask for 1 to ${LIMITS.page.max} items.`);
  }
  return { limit, cursor: (backward ? before : after) ?? null, backward };
}

/**
 * Makes a page from rows in list order, of which one more than asked for was read: the extra one only tells that there
 * is more (it is the first when reading backward, else the last).
 */
export function pageOf<T>(rows: readonly T[], request: PageRequest, cursorOf: (row: T) => string): Connection<T> {
  const more = rows.length > request.limit;
  const nodes = request.backward ? rows.slice(more ? 1 : 0) : rows.slice(0, request.limit);
  const edges = nodes.map((node) => ({ cursor: cursorOf(node), node }));
  return {
    edges,
    nodes,
    pageInfo: {
      hasNextPage: request.backward ? request.cursor !== null : more,
      hasPreviousPage: request.backward ? more : request.cursor !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
