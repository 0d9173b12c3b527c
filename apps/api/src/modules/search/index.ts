import type { EventHandler } from '../../platform/events';
import type { Platform } from '../../platform/platform';
import type { Worker } from '../../platform/queue';
import { Throttle } from '../../platform/throttle';
import type { Tickets } from '../tickets';
import { Backfill } from './backfill';
import { Excerpts } from './excerpts';
import { KeepIndex } from './search.handler';
import { SearchIndex } from './search-index';
import { SearchPosting } from './search-posting.entity';
import { SearchProgress } from './search-progress.entity';
import { SearchQueries } from './search.queries';
import { SearchResolver } from './search.resolver';
import { SearchSql } from './search.sql';

export { reindex } from './reindex';

export const searchEntities = [SearchPosting, SearchProgress];
export const searchResolvers = [SearchResolver] as const;

const A_MINUTE = 60;

/** Finding tickets by what is said in them. */
export interface Search {
  readonly resolvers: readonly object[];
  readonly handlers: readonly EventHandler[];
  readonly workers: readonly Worker[];
}

export function createSearch(platform: Platform, { ticketQueries: queries }: Tickets): Search {
  const { database, redis, replicas } = platform;
  const perMinute = (name: string, attempts: number): Throttle => new Throttle({ name, attempts, perSeconds: A_MINUTE }, redis);
  const index = new SearchIndex(database);
  const sql = new SearchSql(database);
  const excerpts = new Excerpts(database, sql);
  const search = new SearchQueries({ database, replicas, queries, sql, excerpts, searches: perMinute('search', 120), similars: perMinute('similar', 120) });
  return {
    resolvers: [new SearchResolver(search)],
    handlers: [new KeepIndex(index)],
    workers: [new Backfill(platform, index).worker],
  };
}
