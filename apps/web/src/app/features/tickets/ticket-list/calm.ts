/** What a list shows while it is looked at, and what it holds back. */
export interface Calm<T> {
  readonly rows: readonly T[];
  /** How many are new, and wait. */
  readonly fresh: number;
  /** Whether they would stand in another order. */
  readonly isReordered: boolean;
}

interface Row {
  readonly id: string;
}

/** All of them, as they are. */
export const asTheyAre = <T>(live: readonly T[]): Calm<T> => ({ rows: live, fresh: 0, isReordered: false });

/**
 * Keeps every row that is shown at its place and brings it up to date: from `live`, or from `latest` if it belongs
 * there no longer. What would push others away waits; what comes after all that is shown moves nothing and is let in.
 */
export function calm<T extends Row>(shown: readonly T[], live: readonly T[], latest: ReadonlyMap<string, T>): Calm<T> {
  const now = new Map(live.map((row) => [row.id, row]));
  const known = new Set(shown.map(({ id }) => id));
  const end = live.findLastIndex(({ id }) => known.has(id)) + 1;
  const before = shown.filter(({ id }) => now.has(id));
  const after = live.filter(({ id }) => known.has(id));
  return {
    rows: [...shown.map((row) => now.get(row.id) ?? latest.get(row.id) ?? row), ...live.slice(end)],
    fresh: live.slice(0, end).filter(({ id }) => !known.has(id)).length,
    isReordered: before.some(({ id }, place) => id !== after[place]?.id),
  };
}
