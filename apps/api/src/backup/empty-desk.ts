import type { MigrationInterface } from 'typeorm';
import type { Config } from '../platform/config';
import { Database } from '../platform/database';
import { databaseShape } from '../server';
import { BackupProblem } from './backup-format';
import { connect } from './connect';
import { type Connection, quoted, type TableShape } from './connection';
import { MIGRATIONS, migrationsOf, UNFINISHED } from './read-database';

/** What migrations leave in tables that nobody has used. */
const NOTHING = new Set([MIGRATIONS, 'search_progress']);

const known = databaseShape.migrations.map((migration) => new (migration as new () => MigrationInterface)().name ?? migration.name);

/**
 * Brings the tables to where they were after so many migrations; after none there is but the table that names them. Then
 * runs that statement. Not by `migrate`: the lock which that waits for is ours, and it does not go on beside the marker.
 */
async function migrateTo(database: Config['database'], count: number, then?: string): Promise<void> {
  const opened = await Database.open(database, { ...databaseShape, migrations: databaseShape.migrations.slice(0, count) });
  try {
    await opened.source.runMigrations();
    if (then !== undefined) await opened.source.query(then);
  } finally {
    await opened.close();
  }
}

/** A database that is to become a desk: empty, then filled, then in use; or empty again, if that did not work out. */
export class EmptyDesk {
  private isTouched = false;

  private constructor(
    private readonly database: Config['database'],
    private readonly connection: Connection,
  ) {}

  /** Nobody else fills it until it is closed. @throws BackupProblem when somebody does, or when there is something in it, which stays as it is. */
  static async open(database: Config['database']): Promise<EmptyDesk> {
    const connection = await connect(database);
    try {
      if (!(await connection.claim())) throw new BackupProblem('Another process fills or migrates this database. Stop it, or wait until it is done, then try again.');
      await insistOnEmpty(connection);
      return new EmptyDesk(database, connection);
    } catch (error) {
      await connection.close();
      throw error;
    }
  }

  /**
   * Makes the tables as they were after these migrations, without a row. Resolves to them and to a connection that fills them.
   * @throws BackupProblem when a newer version made them.
   */
  async prepare(migrations: readonly string[]): Promise<{ connection: Connection; tables: TableShape[] }> {
    const before = known.slice(0, migrations.length);
    if (!migrations.every((name) => before.includes(name)))
      throw new BackupProblem(`This backup was made by a newer version (${migrations.at(-1)}). Restore it with that version.`);
    this.isTouched = true;
    await migrateTo(this.database, 0);
    await this.connection.query(`INSERT INTO ${quoted(MIGRATIONS)} (${quoted('timestamp')}, ${quoted('name')}) VALUES (0, '${UNFINISHED}')`);
    await this.clear();
    await this.connection.query(`DELETE FROM ${quoted(MIGRATIONS)} WHERE ${quoted('name')} <> '${UNFINISHED}'`);
    await migrateTo(this.database, before.length);
    await this.connection.beginLoading();
    const tables = (await this.connection.tables()).filter(({ name }) => name !== MIGRATIONS);
    for (const { name } of tables) await this.connection.query(`DELETE FROM ${quoted(name)}`);
    return { connection: this.connection, tables };
  }

  /** The desk is whole: brings its tables up to date, for servers to start on. */
  async finish(): Promise<void> {
    await this.connection.commit();
    await migrateTo(this.database, known.length, `DELETE FROM ${quoted(MIGRATIONS)} WHERE ${quoted('name')} = '${UNFINISHED}'`);
  }

  /** It did not work out: the database is empty again, or as it was. */
  async abandon(): Promise<void> {
    if (!this.isTouched) return;
    await this.clear();
    await this.connection.query(`DROP TABLE IF EXISTS ${quoted(MIGRATIONS)}`);
  }

  close(): Promise<void> {
    return this.connection.close();
  }

  /** Not the table of migrations, with the marker. */
  private async clear(): Promise<void> {
    await this.connection.commit();
    await this.connection.beginLoading();
    const ours = new Set(await this.ownTables());
    for (const { name } of await this.connection.tables()) if (ours.has(name)) await this.connection.query(`DROP TABLE ${quoted(name)}`);
  }

  private async ownTables(): Promise<string[]> {
    const opened = await Database.open(this.database, databaseShape);
    try {
      return opened.source.entityMetadatas.map(({ tableName }) => tableName);
    } finally {
      await opened.close();
    }
  }
}

async function insistOnEmpty(connection: Connection): Promise<void> {
  const tables = await connection.tables();
  if ((await migrationsOf(connection, tables)).includes(UNFINISHED)) return;
  for (const { name } of tables.filter((table) => !NOTHING.has(table.name))) {
    const [row] = await connection.query(`SELECT 1 AS one FROM ${quoted(name)} LIMIT 1`);
    if (row) throw new BackupProblem(`There is something in this database already (the table ${name}). A backup is restored into an empty one: make another, and set DATABASE_URL or DATA_DIR to it.`);
  }
}
