import type { Database } from './database';

/** Another process has been at the same work for too long. Its message says what to do. */
export class NoTurn extends Error {}

/** The lock of whoever changes the tables. */
export const MIGRATING = 'migrate';

/** In SQL: a server has one list of locks for all its databases. */
export const lockName = (name: string): string => `CONCAT(DATABASE(), '.${name}')`;

/**
 * Runs work that no other process does meanwhile; they wait up to a minute for their turn. It is for what is done at the
 * start: the lock takes a connection for all that time. @throws NoTurn when the minute is over.
 */
export async function oneAtATime<T>(database: Database, name: string, work: () => Promise<T>): Promise<T> {
  if (database.isEmbedded) return work(); // its file is one process's own
  const runner = database.source.createQueryRunner(); // the lock belongs to this connection
  const lock = lockName(name);
  try {
    const [row] = (await runner.query(`SELECT GET_LOCK(${lock}, 60) AS got`)) as { got: number | string | null }[];
    if (Number(row?.got) !== 1) throw new NoTurn(`Another process has been at it for over a minute (${name}). Try again when it is done.`);
    try {
      return await work();
    } finally {
      await runner.query(`SELECT RELEASE_LOCK(${lock})`);
    }
  } finally {
    await runner.release();
  }
}
