/** A value as every engine has it: moments are text such as `2026-03-01 09:45:00.000`, in UTC; yes and no are 1 and 0. */
export type Cell = string | number | null;

/** A table as it is in the database, whatever this version knows of it. */
export interface TableShape {
  readonly name: string;
  /** By the alphabet, so that every engine has them in the same order. */
  readonly columns: readonly string[];
}

/** How many rows are in memory at once. */
export const ROWS_AT_ONCE = 500;

/** A connection of a backup's own, beside the server's: it knows tables and cells, nothing of what they mean. */
export interface Connection {
  readonly engine: 'embedded' | 'mysql' | 'mariadb';
  /** Until it closes, no other connection gets this, and on a server nobody migrates. False when somebody is at it already. */
  claim(): Promise<boolean>;
  /** From now on every read sees the database as it is at this moment, whatever others write meanwhile. */
  beginSnapshot(): Promise<void>;
  /** From now on rows may be written in any order, whatever they refer to. */
  beginLoading(): Promise<void>;
  query(sql: string): Promise<Record<string, Cell>[]>;
  /** All tables, by the alphabet. */
  tables(): Promise<TableShape[]>;
  /** What the statement finds, a few rows at a time. */
  select(sql: string): AsyncIterable<Cell[][]>;
  /** Adds rows, which others see once they are committed: by `commit` at the latest. */
  insert(table: TableShape, rows: readonly Cell[][]): Promise<void>;
  commit(): Promise<void>;
  close(): Promise<void>;
}

/** As both engines understand it. */
export const quoted = (name: string): string => `\`${name}\``;

/** Reads every row of the table, in any order. */
export const selectAll = (table: TableShape): string => `SELECT ${columnList(table)} FROM ${quoted(table.name)}`;

/** For the statement that adds rows, and for the one that reads them. */
export const columnList = ({ columns }: TableShape): string => columns.map(quoted).join(', ');
