/** The first thing in every backup. */
export const FORMAT = 'customer-care-registry backup';

/** What this version writes, and the newest that it reads. */
export const FORMAT_VERSION = 1;

/** Where a backup comes from. */
export interface BackupHeader {
  readonly format: typeof FORMAT;
  readonly formatVersion: number;
  readonly engine: string;
  /** The migrations that the tables have gone through, in order. */
  readonly migrations: readonly string[];
  readonly createdAt: string;
  /** By which one secret key is told from another one; null when none was known. It gives nothing of the key away. */
  readonly keyFingerprint: string | null;
}

/** The rows of one table, as they are counted and summed up. */
export interface TableSum {
  readonly table: string;
  readonly rows: number;
  readonly checksum: string;
}

/**
 * A backup as it is written and read, piece by piece: the header; each table's beginning, its rows and their sum; the
 * end. In the file, every piece but rows is one line of JSON, and each row a line of its own.
 */
export type BackupPart =
  | { readonly kind: 'header'; readonly header: BackupHeader }
  | { readonly kind: 'table'; readonly table: string; readonly columns: readonly string[] }
  | { readonly kind: 'rows'; readonly lines: readonly string[] }
  | { readonly kind: 'sum'; readonly sum: TableSum }
  | { readonly kind: 'end'; readonly tables: number; readonly rows: number };

/** It is not a backup that can be read: cut, changed, something else, or newer than this version. Says which. */
export class BackupProblem extends Error {}
