import { reindex } from '../modules/search';
import { type Connection, quoted, type TableShape } from './connection';

const PROBLEM = 'It waited when the backup was made that this desk was restored from.';
const stopped = `dueAt = NULL, leaseToken = NULL, state = 'FAILED', problem = '${PROBLEM}'`;

/**
 * What a desk that comes back from the past must not go on with: nobody is signed in by what was in a backup, no code
 * and no link works that was mailed before, and nothing goes out that has waited since; admins see it and can send it.
 */
const STATEMENTS: readonly { readonly table: string; readonly sql: string }[] = [
  { table: 'push_subscriptions', sql: 'DELETE FROM push_subscriptions' },
  { table: 'sessions', sql: 'DELETE FROM sessions' },
  { table: 'one_time_codes', sql: 'DELETE FROM one_time_codes' },
  { table: 'account_links', sql: 'DELETE FROM account_links' },
  { table: 'reset_requests', sql: 'DELETE FROM reset_requests' },
  { table: 'notifications', sql: `UPDATE notifications SET ${stopped} WHERE dueAt IS NOT NULL` },
  { table: 'webhook_deliveries', sql: `UPDATE webhook_deliveries SET ${stopped} WHERE dueAt IS NOT NULL` },
];

/** Of tickets, so that nobody gets mail about what is long past; what happened to people is always taken to its end. */
const UNTOLD = 'dueAt IS NOT NULL AND streamId IN (SELECT id FROM tickets)';

/** Ends what a restored desk must not go on with, as far as its tables are there. */
export async function settle(connection: Connection, tables: readonly TableShape[]): Promise<void> {
  const names = new Set(tables.map(({ name }) => name));
  for (const { table, sql } of STATEMENTS) if (names.has(table)) await connection.query(sql);
  const [untold] = await connection.query(`SELECT COUNT(*) AS number FROM events WHERE ${UNTOLD}`);
  if (Number(untold?.['number']) === 0) return;
  await connection.query(`UPDATE events SET dueAt = NULL, leaseToken = NULL WHERE ${UNTOLD}`);
  // Their texts may not be in the index yet: the worker goes through all of them.
  if (names.has('search_progress')) await reindex((sql) => connection.query(sql));
}

/** How many access tokens are as they were when the backup was made. */
export async function tokensKept(connection: Connection): Promise<number> {
  const [row] = await connection.query(`SELECT COUNT(*) AS number FROM ${quoted('access_tokens')}`);
  return Number(row?.['number'] ?? 0);
}
