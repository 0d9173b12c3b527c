import type { EntityMetadata, EntityTarget, ObjectLiteral } from 'typeorm';
import type { Database } from './database';

type Column = EntityMetadata['columns'][number];

/** Rows of one entity by the value of a column. */
export interface LookUp {
  readonly entity: EntityTarget<ObjectLiteral>;
  readonly column: string;
  readonly values: readonly string[];
  /** What other columns must hold. */
  readonly also: Readonly<Record<string, string>>;
}

interface Asked {
  readonly lookUp: LookUp;
  readonly resolve: (rows: ObjectLiteral[]) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Finds rows of any entities, all that is asked for in one turn in one statement: what a list shows of its rows costs the
 * same however many kinds of things it shows. Each row comes as a JSON array, which makes the rows of different tables alike.
 */
export class LookUps {
  private asked: Asked[] = [];

  constructor(private readonly database: Database) {}

  /** The rows, in no certain order. */
  find(lookUp: LookUp): Promise<ObjectLiteral[]> {
    return new Promise((resolve, reject) => {
      // After all that follows from what is known already: it may ask for more.
      if (this.asked.length === 0) setImmediate(() => void this.answer());
      this.asked.push({ lookUp, resolve, reject });
    });
  }

  private async answer(): Promise<void> {
    const asked = this.asked;
    this.asked = [];
    try {
      const found = await this.read(asked.map(({ lookUp }) => lookUp));
      asked.forEach(({ resolve }, index) => resolve(found[index] ?? []));
    } catch (error) {
      asked.forEach(({ reject }) => reject(error));
    }
  }

  private async read(lookUps: readonly LookUp[]): Promise<ObjectLiteral[][]> {
    const statement = lookUps.map((lookUp, index) => this.part(lookUp, index)).join(' UNION ALL ');
    const values = lookUps.flatMap(({ values, also }) => [...values, ...Object.values(also)]);
    const lines = await this.database.manager.query<{ part: number; line: unknown }[]>(statement, values);
    const found: ObjectLiteral[][] = lookUps.map(() => []);
    const metadata = lookUps.map(({ entity }) => this.database.source.getMetadata(entity));
    for (const { part, line } of lines) {
      const cells = (typeof line === 'string' ? JSON.parse(line) : line) as unknown[]; // MySQL's client has parsed it
      found[Number(part)]?.push(this.row(metadata[Number(part)] as EntityMetadata, cells));
    }
    return found;
  }

  private part({ entity, column, values, also }: LookUp, index: number): string {
    const { columns, tablePath } = this.database.source.getMetadata(entity);
    const name = (column: string): string => this.database.source.driver.escape(column);
    const nameOf = (property: string): string => name(columns.find(({ propertyName }) => propertyName === property)?.databaseName ?? property);
    const conditions = [`${nameOf(column)} IN (${values.map(() => '?').join(', ')})`, ...Object.keys(also).map((other) => `${nameOf(other)} = ?`)];
    const cells = columns.map(({ databaseName }) => name(databaseName)).join(', ');
    return `SELECT ${index} AS part, JSON_ARRAY(${cells}) AS line FROM ${name(tablePath)} WHERE ${conditions.join(' AND ')}`;
  }

  private row(metadata: EntityMetadata, cells: readonly unknown[]): ObjectLiteral {
    const row = metadata.create() as ObjectLiteral;
    metadata.columns.forEach((column, index) => column.setEntityValue(row, this.value(column, cells[index])));
    return row;
  }

  private value(column: Column, cell: unknown): unknown {
    const isInstant = column.type === 'datetime' && typeof cell === 'string';
    return this.database.source.driver.prepareHydratedValue(isInstant ? new Date(`${cell.replace(' ', 'T')}Z`) : cell, column);
  }
}
