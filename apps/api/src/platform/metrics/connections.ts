import type { DataSource } from 'typeorm';
import type { Metrics } from './metrics';

/** A pool of mysql2, which tells this in no other way. */
interface Pool {
  readonly _allConnections: { readonly length: number };
  readonly _freeConnections: { readonly length: number };
  readonly _connectionQueue: { readonly length: number };
}

/** Tells how busy the connections to the database server are; the embedded database has no pool, and no such numbers. */
export function watchConnections(metrics: Metrics, source: DataSource): void {
  const gauge = (state: string, help: string, count: (pool: Pool) => number): void =>
    metrics.gauge({ name: `ccr_database_connections_${state}`, help }, () => {
      const { pool } = source.driver as { readonly pool?: Pool };
      return pool ? count(pool) : [];
    });
  gauge('in_use', 'Connections to the database server at work.', (pool) => pool._allConnections.length - pool._freeConnections.length);
  gauge('free', 'Open connections to the database server that wait for work.', (pool) => pool._freeConnections.length);
  gauge('waiting', 'Statements that wait for a connection to the database server.', (pool) => pool._connectionQueue.length);
}
