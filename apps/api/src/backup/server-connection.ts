import type { Connection as Client, RowDataPacket } from 'mysql2';
import { createConnection } from 'mysql2';
import { lockName, MIGRATING } from '../platform/database';
import { type Cell, columnList, type Connection, quoted, ROWS_AT_ONCE, type TableShape } from './connection';

/** Well below what a server takes in one packet. */
const ROWS_IN_A_STATEMENT = 100;

/** MySQL, MariaDB, or what speaks as they do. */
export class ServerConnection implements Connection {
  private isReading = false;

  private constructor(
    private readonly client: Client,
    readonly engine: 'mysql' | 'mariadb',
  ) {}

  static async open(url: string): Promise<ServerConnection> {
    const client = createConnection({ uri: url, charset: 'utf8mb4', dateStrings: true, timezone: 'Z' });
    try {
      const [row] = await ask(client, 'SELECT VERSION() AS version');
      return new ServerConnection(client, /mariadb/i.test(String(row?.['version'])) ? 'mariadb' : 'mysql');
    } catch (error) {
      client.destroy();
      throw error;
    }
  }

  async claim(): Promise<boolean> {
    const [row] = await ask(this.client, `SELECT GET_LOCK(${lockName(MIGRATING)}, 0) AS got`); // it belongs to this connection
    return Number(row?.['got']) === 1;
  }

  async beginSnapshot(): Promise<void> {
    await ask(this.client, 'SET SESSION net_write_timeout = 3600'); // whoever takes the rows may be slow
    await ask(this.client, 'SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
    await ask(this.client, 'START TRANSACTION WITH CONSISTENT SNAPSHOT');
  }

  async beginLoading(): Promise<void> {
    await ask(this.client, 'SET SESSION foreign_key_checks = 0');
    await ask(this.client, "SET SESSION sql_mode = 'STRICT_ALL_TABLES'"); // what does not fit is an error, not cut
  }

  query(sql: string): Promise<Record<string, Cell>[]> {
    return ask(this.client, sql);
  }

  async tables(): Promise<TableShape[]> {
    const rows = await this.query(
      `SELECT t.table_name AS name, c.column_name AS col FROM information_schema.tables t
       JOIN information_schema.columns c ON c.table_schema = t.table_schema AND c.table_name = t.table_name
       WHERE t.table_schema = DATABASE() AND t.table_type = 'BASE TABLE'`,
    );
    const columns = new Map<string, string[]>();
    for (const { name, col } of rows) columns.set(String(name), [...(columns.get(String(name)) ?? []), String(col)]);
    return [...columns].map(([name, names]) => ({ name, columns: names.sort() })).sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  async *select(sql: string): AsyncGenerator<Cell[][]> {
    const stream = this.client.query({ sql, rowsAsArray: true }).stream({ highWaterMark: ROWS_AT_ONCE });
    let batch: Cell[][] = [];
    this.isReading = true;
    for await (const row of stream as AsyncIterable<Cell[]>) {
      if (batch.push(row) < ROWS_AT_ONCE) continue;
      yield batch;
      batch = [];
    }
    this.isReading = false;
    if (batch.length > 0) yield batch;
  }

  async insert(table: TableShape, rows: readonly Cell[][]): Promise<void> {
    const sql = `INSERT INTO ${quoted(table.name)} (${columnList(table)}) VALUES ?`;
    await ask(this.client, 'START TRANSACTION');
    for (let from = 0; from < rows.length; from += ROWS_IN_A_STATEMENT) await ask(this.client, sql, [rows.slice(from, from + ROWS_IN_A_STATEMENT)]);
    await this.commit(); // few rows at a time: clusters refuse what is very large
  }

  async commit(): Promise<void> {
    await ask(this.client, 'COMMIT');
  }

  async close(): Promise<void> {
    if (this.isReading) this.client.destroy(); // whoever took the rows went away in the middle: nobody waits for the rest
    else await new Promise<void>((resolve) => this.client.end(() => resolve()));
  }
}

function ask(client: Client, sql: string, values: unknown[] = []): Promise<Record<string, Cell>[]> {
  return new Promise((resolve, reject) => {
    client.query<RowDataPacket[]>(sql, values, (error, rows) => (error ? reject(error) : resolve(rows as Record<string, Cell>[])));
  });
}
