import { type BackupPart, BackupProblem, FORMAT, FORMAT_VERSION, type TableSum } from './backup-format';
import { type Connection, quoted, selectAll, type TableShape } from './connection';
import { RowChecksum } from './row-checksum';

/** Where TypeORM notes which migrations have run: a backup tells it in its header. */
export const MIGRATIONS = 'migrations';

/**
 * Stands among the migrations from the first change of a restore to its last: no server starts on half a desk, for it
 * takes this for the work of a newer version, and the next restore knows that what is there may go.
 */
export const UNFINISHED = 'UnfinishedRestore';

/** The names of the migrations that the tables have gone through, in order; none where there are no tables. */
export async function migrationsOf(connection: Connection, tables: readonly TableShape[]): Promise<string[]> {
  if (!tables.some(({ name }) => name === MIGRATIONS)) return [];
  return (await connection.query(`SELECT name FROM ${quoted(MIGRATIONS)} ORDER BY id`)).map(({ name }) => String(name));
}

/**
 * Everything that is in the database at this one moment, as the parts of a backup. `keyFingerprint` goes into its header.
 * @throws BackupProblem when there is nothing, or half a desk.
 */
export async function* readDatabase(connection: Connection, now: Date, keyFingerprint: string | null): AsyncGenerator<BackupPart> {
  await connection.beginSnapshot();
  const all = await connection.tables();
  const migrations = await migrationsOf(connection, all);
  if (migrations.length === 0) throw new BackupProblem('There is no desk in this database. Check DATABASE_URL and DATA_DIR.');
  if (migrations.includes(UNFINISHED)) throw new BackupProblem('A restore into this database is not finished. Let it finish, or run it again.');
  const tables = all.filter(({ name }) => name !== MIGRATIONS);
  const { engine } = connection;
  yield { kind: 'header', header: { format: FORMAT, formatVersion: FORMAT_VERSION, engine, migrations, createdAt: now.toISOString(), keyFingerprint } };
  let rows = 0;
  for (const table of tables) {
    yield { kind: 'table', table: table.name, columns: table.columns };
    const checksum = new RowChecksum();
    for await (const batch of connection.select(selectAll(table))) {
      const lines = batch.map((row) => JSON.stringify(row));
      lines.forEach((line) => checksum.add(line));
      yield { kind: 'rows', lines };
    }
    rows += checksum.rows;
    yield { kind: 'sum', sum: { table: table.name, rows: checksum.rows, checksum: checksum.value } };
  }
  yield { kind: 'end', tables: tables.length, rows };
}

/** What a backup of this database would say of each table. */
export async function sumsOf(connection: Connection, tables: readonly TableShape[]): Promise<TableSum[]> {
  const sums: TableSum[] = [];
  for (const table of tables) {
    const checksum = new RowChecksum();
    for await (const batch of connection.select(selectAll(table))) batch.forEach((row) => checksum.add(JSON.stringify(row)));
    sums.push({ table: table.name, rows: checksum.rows, checksum: checksum.value });
  }
  return sums;
}
