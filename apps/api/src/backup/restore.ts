import type { Config } from '../platform/config';
import { type BackupHeader, type BackupPart, BackupProblem, type TableSum } from './backup-format';
import type { Cell, Connection, TableShape } from './connection';
import { EmptyDesk } from './empty-desk';
import { sumsOf } from './read-database';
import { RowChecksum } from './row-checksum';
import { settle, tokensKept } from './settle';

/** How a desk is brought back. */
export interface Restoring {
  /** A desk from the past: what it must not go on with is ended. Otherwise it goes on elsewhere, as it is. */
  readonly fromThePast: boolean;
  /** Told how many rows there are so far. */
  readonly onRows: (rows: number) => void;
}

/** What was brought back. */
export interface Restored {
  readonly header: BackupHeader;
  readonly sums: readonly TableSum[];
  readonly rows: number;
  readonly tokens: number;
}

/**
 * Fills an empty database with a backup, of whichever engine each is, and compares what is there then with it, table by
 * table. When anything is wrong, the database is empty again.
 * @throws BackupProblem when it is not empty, or when the backup can't be read or does not fit.
 */
export async function restore(parts: AsyncIterable<BackupPart>, database: Config['database'], restoring: Restoring): Promise<Restored> {
  const desk = await EmptyDesk.open(database);
  try {
    return await fill(desk, parts, restoring);
  } catch (error) {
    await desk.abandon();
    throw error;
  } finally {
    await desk.close();
  }
}

/** Reads a backup to its end. @throws BackupProblem as its reader does, or when the rows of a table are not those that were written. */
export async function verify(parts: AsyncIterable<BackupPart>): Promise<BackupHeader> {
  let header: BackupHeader | undefined;
  let checksum = new RowChecksum();
  for await (const part of parts) {
    if (part.kind === 'header') ({ header } = part);
    if (part.kind === 'table') checksum = new RowChecksum();
    if (part.kind === 'rows') part.lines.forEach((line) => checksum.add(line));
    if (part.kind === 'sum') insistOnSame(part.sum, { table: part.sum.table, rows: checksum.rows, checksum: checksum.value }, 'The backup was changed');
  }
  if (!header) throw new BackupProblem('This backup has no beginning. Use another one.');
  return header;
}

function insistOnSame(wanted: TableSum, found: TableSum | undefined, what: string): void {
  if (found?.rows === wanted.rows && found.checksum === wanted.checksum) return;
  throw new BackupProblem(`${what}: the table ${wanted.table} should have ${wanted.rows} rows with the checksum ${wanted.checksum}, and has ${found?.rows ?? 0} with ${found?.checksum ?? 'none'}.`);
}

async function fill(desk: EmptyDesk, parts: AsyncIterable<BackupPart>, { fromThePast, onRows }: Restoring): Promise<Restored> {
  let filling: Filling | undefined;
  for await (const part of parts) {
    if (part.kind === 'header') filling = new Filling(part.header, await desk.prepare(part.header.migrations));
    else await filling?.take(part);
    if (filling) onRows(filling.rows);
  }
  if (!filling) throw new BackupProblem('This backup has no beginning. Use another one.');
  await filling.compare();
  const { connection, tables, header, sums, rows } = filling;
  if (fromThePast) await settle(connection, tables);
  const tokens = await tokensKept(connection);
  await desk.finish();
  return { header, sums, rows, tokens };
}

/** A desk as it is being filled. */
class Filling {
  readonly sums: TableSum[] = [];
  rows = 0;
  readonly connection: Connection;
  readonly tables: readonly TableShape[];
  private table: TableShape | undefined;

  constructor(
    readonly header: BackupHeader,
    into: { readonly connection: Connection; readonly tables: readonly TableShape[] },
  ) {
    this.connection = into.connection;
    this.tables = into.tables;
  }

  async take(part: BackupPart): Promise<void> {
    if (part.kind === 'table') this.table = this.fitting(part);
    if (part.kind === 'sum') this.sums.push(part.sum);
    if (part.kind === 'rows') await this.insert(part.lines);
  }

  /** Whether the database holds what the backup says: read again from it. */
  async compare(): Promise<void> {
    const found = new Map((await sumsOf(this.connection, this.tables)).map((sum) => [sum.table, sum]));
    for (const sum of this.sums) insistOnSame(sum, found.get(sum.table), 'The database did not take the rows as they are');
  }

  private fitting({ table, columns }: Extract<BackupPart, { kind: 'table' }>): TableShape {
    const shape = this.tables.find(({ name }) => name === table);
    if (!shape || shape.columns.join() !== columns.join()) throw new BackupProblem(`The table ${table} of this backup is none of this program's. Back up a database that holds nothing else.`);
    return shape;
  }

  private async insert(lines: readonly string[]): Promise<void> {
    const { table } = this;
    if (!table) throw new BackupProblem('This backup has rows of no table. Use another one.');
    try {
      await this.connection.insert(table, lines.map((line) => JSON.parse(line) as Cell[]));
    } catch (error) {
      if (!isSameTwice(error)) throw error;
      throw new BackupProblem(`Two rows of the table ${table.name} differ only by capitals or accents, which this database takes for the same: ${(error as Error).message}. Change one of them in the desk, then try again.`);
    }
    this.rows += lines.length;
  }
}

/** The driver's own error: TypeORM has no part in this. */
const isSameTwice = (error: unknown): boolean => (error as { code?: unknown }).code === 'ER_DUP_ENTRY';
