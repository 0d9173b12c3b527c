import type { QueryRunner, TableColumnOptions, TableForeignKeyOptions } from 'typeorm';

type Options = Partial<TableColumnOptions>;

/** An id made by the application, or a reference to one. */
export const id = (name: string, options: Options = {}): TableColumnOptions => ({ name, type: 'varchar', length: '36', ...options });

export const text = (name: string, length: number, options: Options = {}): TableColumnOptions => ({
  name,
  type: 'varchar',
  length: String(length),
  ...options,
});

/** A moment in UTC with millisecond precision. */
export const instant = (name: string, options: Options = {}): TableColumnOptions => ({ name, type: 'datetime', precision: 3, ...options });

export const nullable = { isNullable: true } as const;
export const primary = { isPrimary: true } as const;

/** A reference to a row of another table; deleting that row is refused unless `onDelete` says otherwise. */
export const reference = (name: string, column: string, table: string, onDelete = 'RESTRICT'): TableForeignKeyOptions => ({
  name,
  columnNames: [column],
  referencedTableName: table,
  referencedColumnNames: ['id'],
  onDelete,
  onUpdate: 'NO ACTION', // MariaDB's default differs from what the entities say
});

export const isEmbedded = (runner: QueryRunner): boolean => runner.dataSource.options.type === 'better-sqlite3';

/** The columns that engines call by different names. */
export function columnsOf(runner: QueryRunner) {
  const embedded = isEmbedded(runner);
  return {
    integer: (name: string, options: Options = {}): TableColumnOptions => ({ name, type: embedded ? 'integer' : 'int', ...options }),
    yesNo: (name: string, options: Options = {}): TableColumnOptions => ({ name, type: embedded ? 'boolean' : 'tinyint', ...options }),
  };
}
