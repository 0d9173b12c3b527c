import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';

/** What waits to be taken from a queue. */
export interface Backlog {
  readonly waiting: number;
  /** How long the oldest of it has waited; 0 when nothing waits. */
  readonly seconds: number;
}

interface Line {
  readonly waiting: string | number;
  /** The embedded database's client gives texts. */
  readonly oldest: Date | string | null;
}

/** The column that says since when a row waits, and what time it is. */
interface Since {
  readonly since: string;
  readonly now: Date;
}

const counted = <T extends ObjectLiteral>(query: SelectQueryBuilder<T>, since: string): SelectQueryBuilder<T> =>
  query.select('COUNT(*)', 'waiting').addSelect(`MIN(${since})`, 'oldest');

function backlogOf({ waiting, oldest }: Line, now: Date): Backlog {
  if (oldest === null) return { waiting: 0, seconds: 0 };
  const since = oldest instanceof Date ? oldest : new Date(`${oldest.replace(' ', 'T')}Z`);
  return { waiting: Number(waiting), seconds: Math.max(0, now.getTime() - since.getTime()) / 1_000 };
}

/** The backlog of all rows of `query`. */
export async function backlog<T extends ObjectLiteral>(query: SelectQueryBuilder<T>, { since, now }: Since): Promise<Backlog> {
  const line = await counted(query, since).getRawOne<Line>();
  return backlogOf(line ?? { waiting: 0, oldest: null }, now);
}

/** The backlogs of the rows of `query`, by the values of the column `kind`; a kind of which nothing waits is not in it. */
export async function backlogs<T extends ObjectLiteral>(query: SelectQueryBuilder<T>, kind: string, { since, now }: Since): Promise<ReadonlyMap<string, Backlog>> {
  const lines = await counted(query, since).addSelect(kind, 'kind').groupBy(kind).getRawMany<Line & { readonly kind: string }>();
  return new Map(lines.map((line) => [line.kind, backlogOf(line, now)]));
}
