import type { ColumnOptions } from 'typeorm';

/** An id made by `newId`, or a reference to one. */
export const ID = { type: 'varchar', length: 36 } as const satisfies ColumnOptions;

/** A moment in UTC with millisecond precision. */
export const INSTANT = { type: 'datetime', precision: 3 } as const satisfies ColumnOptions;

/** An enum by its name, so that adding a value needs no migration. */
export const ENUM = { type: 'varchar', length: 20 } as const satisfies ColumnOptions;

/** A short list of ids, kept as JSON. */
export const ID_LIST = {
  type: 'varchar',
  length: 1000,
  default: '[]',
  transformer: { to: (ids: readonly string[] | undefined) => ids && JSON.stringify(ids), from: (json: string) => JSON.parse(json) as string[] },
} as const satisfies ColumnOptions;
