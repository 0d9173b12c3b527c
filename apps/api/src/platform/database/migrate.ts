import type { Database } from './database';

/**
 * Brings the tables up to date. Many processes may start together: on a database server one migrates while the others
 * wait up to a minute (TypeORM itself takes no lock).
 */
export async function migrate(database: Database): Promise<void> {
  const { source } = database;
  if (database.isEmbedded) {
    await source.runMigrations();
    return;
  }
  const runner = source.createQueryRunner(); // the lock belongs to this connection
  const lock = "CONCAT(DATABASE(), '.migrate')";
  try {
    const [row] = (await runner.query(`SELECT GET_LOCK(${lock}, 60) AS got`)) as { got: number | string | null }[];
    if (Number(row?.got) !== 1) throw new Error('Another process has been migrating the database for over a minute');
    try {
      await source.runMigrations();
    } finally {
      await runner.query(`SELECT RELEASE_LOCK(${lock})`);
    }
  } finally {
    await runner.release();
  }
}
