import type { Database } from '../../platform/database';
import type { Fit, Wanted } from './wanted';

/** How often a word is counted: what is there more often is common, however common. */
export const COUNTED = 10_000;
/** How many of a word's places are looked through for tickets, the newest first. */
const LOOKED_THROUGH = 10_000;
/** How many tickets are compared with each other: the newest that have the rarest of the words. */
const COMPARED = 1_000;

/** A piece of SQL and what belongs in it. */
export interface Sql {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/** Where to look. */
export interface Realm {
  /** A query for the ids of the tickets; null for all there are. */
  readonly tickets: Sql | null;
  readonly withNotes: boolean;
}

/** How well a ticket fits one of the words: what its best document weighs, and how many there are. */
export interface Match {
  readonly word: number;
  readonly ticketId: string;
  readonly best: number;
  readonly documents: number;
}

/** A document of a ticket. */
export interface Place {
  readonly ticketId: string;
  readonly doc: number;
}

/** A wanted word, and how much a place of it counts. */
export interface Weighed {
  readonly fits: Wanted;
  readonly rarity: number;
}

const none: Sql = { sql: '', parameters: [] };
const and = (...parts: readonly Sql[]): Sql => ({
  sql: parts.map(({ sql }) => sql).filter(Boolean).join(' AND '),
  parameters: parts.flatMap(({ parameters }) => parameters),
});
const isFit = (fit: Fit): Sql =>
  'term' in fit ? { sql: 'term = ?', parameters: [fit.term] } : { sql: 'term >= ? AND term < ?', parameters: [fit.from, fit.until] };
const amongTickets = (ids: readonly string[]): Sql => ({ sql: `ticketId IN (${ids.map(() => '?').join(', ')})`, parameters: ids });
const inRealm = ({ tickets, withNotes }: Realm): Sql =>
  and(withNotes ? none : { sql: 'internal = 0', parameters: [] }, tickets ? { sql: `ticketId IN (${tickets.sql})`, parameters: tickets.parameters } : none);

/**
 * The statements of a search. Each way in which a word can fit is a branch of its own: engines read a branch along an
 * index, and what is one thing or another not.
 */
export class SearchSql {
  constructor(private readonly database: Database) {}

  /** In how many documents each word is, as far as it is counted. */
  async frequencies(words: readonly Wanted[]): Promise<number[]> {
    const branches = words.flatMap((fits, word) =>
      fits.map((fit) => {
        const { sql, parameters } = isFit(fit);
        return { sql: `SELECT ${word} AS word, COUNT(*) AS documents FROM (SELECT 1 FROM search_postings WHERE ${sql} LIMIT ${COUNTED}) some`, parameters };
      }),
    );
    const rows = await this.all<{ word: number; documents: number }>(branches);
    return words.map((_, index) => rows.filter(({ word }) => Number(word) === index).reduce((sum, row) => sum + Number(row.documents), 0));
  }

  /** The newest tickets in the realm that have the word. */
  async ticketsWith(fits: Wanted, realm: Realm): Promise<string[]> {
    const branches = fits.map((fit) => {
      const { sql, parameters } = and(isFit(fit), inRealm(realm));
      const order = 'term' in fit ? 'ticketId DESC' : 'term DESC, ticketId DESC'; // as the index goes
      return { sql: `SELECT ticketId FROM (SELECT ticketId FROM search_postings WHERE ${sql} ORDER BY ${order} LIMIT ${LOOKED_THROUGH}) some`, parameters };
    });
    const { sql, parameters } = this.union(branches);
    const rows = await this.run<{ ticketId: string }>({
      sql: `SELECT DISTINCT ticketId FROM (${sql}) found ORDER BY ticketId DESC LIMIT ${COMPARED}`,
      parameters,
    });
    return rows.map(({ ticketId }) => ticketId);
  }

  /** How these tickets fit each of the words. */
  async matches(words: readonly Wanted[], ids: readonly string[], withNotes: boolean): Promise<Match[]> {
    const branches = words.flatMap((fits, word) =>
      fits.map((fit) => {
        const { sql, parameters } = and(amongTickets(ids), isFit(fit), inRealm({ tickets: null, withNotes }));
        return { sql: `SELECT ${word} AS word, ticketId, MAX(weight) AS best, COUNT(*) AS documents FROM search_postings WHERE ${sql} GROUP BY ticketId`, parameters };
      }),
    );
    const rows = await this.all<Match>(branches);
    return rows.map(({ word, ticketId, best, documents }) => ({ ticketId, word: Number(word), best: Number(best), documents: Number(documents) }));
  }

  /** The documents of these tickets that fit best, at most so many of each. */
  async bestPlaces(words: readonly Weighed[], ids: readonly string[], withNotes: boolean, most: number): Promise<Place[]> {
    const branches = words.flatMap(({ fits, rarity }) =>
      fits.map((fit) => {
        const { sql, parameters } = and(amongTickets(ids), isFit(fit), inRealm({ tickets: null, withNotes }));
        return { sql: `SELECT ticketId, doc, weight * ${rarity} AS score FROM search_postings WHERE ${sql}`, parameters };
      }),
    );
    const { sql, parameters } = this.union(branches);
    const scored = `SELECT ticketId, doc, SUM(score) AS score FROM (${sql}) fitting GROUP BY ticketId, doc`;
    const placed = `SELECT ticketId, doc, ROW_NUMBER() OVER (PARTITION BY ticketId ORDER BY score DESC, doc) AS place FROM (${scored}) scored`;
    const rows = await this.run<Place>({ sql: `SELECT ticketId, doc FROM (${placed}) placed WHERE place <= ${most}`, parameters });
    return rows.map(({ ticketId, doc }) => ({ ticketId, doc: Number(doc) }));
  }

  private union(branches: readonly Sql[]): Sql {
    return { sql: branches.map(({ sql }) => sql).join(' UNION ALL '), parameters: branches.flatMap(({ parameters }) => parameters) };
  }

  private all<T>(branches: readonly Sql[]): Promise<T[]> {
    return this.run(this.union(branches));
  }

  private run<T>({ sql, parameters }: Sql): Promise<T[]> {
    return this.database.manager.query(sql, [...parameters]) as Promise<T[]>;
  }
}
