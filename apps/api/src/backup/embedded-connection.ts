import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import LibSql from 'libsql';
import { type Cell, columnList, type Connection, quoted, ROWS_AT_ONCE, type TableShape } from './connection';

/** Each commit writes every page that it has touched, and the pages of indexes are touched again and again. */
const ROWS_IN_A_COMMIT = 20_000;

/** The file of the embedded database, beside the server that may have it open: its log lets many read while one writes. */
export class EmbeddedConnection implements Connection {
  readonly engine = 'embedded';
  private uncommitted = 0;
  private readonly database: LibSql.Database;
  private lock: LibSql.Database | undefined;

  constructor(private readonly file: string) {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    this.database = new LibSql(file);
    this.database.pragma('busy_timeout = 5000');
  }

  /** The engine locks a file of its own, which stays: the lock ends with the process, however that ends. */
  claim(): Promise<boolean> {
    this.lock ??= new LibSql(`${this.file}.lock`);
    try {
      this.lock.exec('BEGIN EXCLUSIVE');
      return Promise.resolve(true);
    } catch (error) {
      if ((error as { code?: unknown }).code !== 'SQLITE_BUSY') throw error;
      return Promise.resolve(false);
    }
  }

  beginSnapshot(): Promise<void> {
    this.database.exec('BEGIN');
    this.database.prepare('SELECT COUNT(*) FROM sqlite_master').get(); // the first read is the moment that all others see
    return Promise.resolve();
  }

  beginLoading(): Promise<void> {
    this.database.pragma('foreign_keys = OFF');
    this.database.pragma('synchronous = NORMAL'); // should the machine stop, all is restored anew; the end is put on the disk by `Database.close`
    return Promise.resolve();
  }

  query(sql: string): Promise<Record<string, Cell>[]> {
    const statement = this.database.prepare(sql);
    if (!statement.reader) statement.run();
    return Promise.resolve(statement.reader ? (statement.all() as Record<string, Cell>[]) : []);
  }

  async tables(): Promise<TableShape[]> {
    const names = await this.query("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name");
    return Promise.all(names.map(({ name }) => this.shape(String(name))));
  }

  async *select(sql: string): AsyncGenerator<Cell[][]> {
    const statement = this.database.prepare(sql).raw();
    let batch: Cell[][] = [];
    for (const row of statement.iterate() as Iterable<Cell[]>) {
      if (batch.push(row) < ROWS_AT_ONCE) continue;
      yield batch;
      batch = [];
    }
    if (batch.length > 0) yield batch;
  }

  insert(table: TableShape, rows: readonly Cell[][]): Promise<void> {
    const places = table.columns.map(() => '?').join(', ');
    const statement = this.database.prepare(`INSERT INTO ${quoted(table.name)} (${columnList(table)}) VALUES (${places})`);
    if (!this.database.inTransaction) this.database.exec('BEGIN');
    rows.forEach((row) => statement.run(row));
    this.uncommitted += rows.length;
    return this.uncommitted < ROWS_IN_A_COMMIT ? Promise.resolve() : this.commit();
  }

  commit(): Promise<void> {
    if (this.database.inTransaction) this.database.exec('COMMIT');
    this.uncommitted = 0;
    return Promise.resolve();
  }

  close(): Promise<void> {
    this.database.close();
    this.lock?.close();
    return Promise.resolve();
  }

  private async shape(name: string): Promise<TableShape> {
    const columns = await this.query(`PRAGMA table_info(${quoted(name)})`);
    return { name, columns: columns.map((column) => String(column['name'])).sort() };
  }
}
