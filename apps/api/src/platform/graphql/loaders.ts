import DataLoader from 'dataloader';
import type { EntityTarget, ObjectLiteral } from 'typeorm';
import { type Database, LookUps } from '../database';

type Row = ObjectLiteral & { id: string };
/** What columns must hold. */
type Whose<T> = Readonly<Partial<Record<keyof T & string, string>>>;

/** Loads rows for one request: one statement for all that are asked for in the same turn, of whatever entity. */
export class Loaders {
  private readonly byEntity = new Map<EntityTarget<Row>, DataLoader<string, Row | null>>();
  private readonly byColumn = new Map<EntityTarget<ObjectLiteral>, Map<string, DataLoader<string, ObjectLiteral[]>>>();

  private readonly lookUps: LookUps;

  /** `remember` keeps rows for the rest of the request; a subscription, which lives for hours, must not. */
  constructor(
    database: Database,
    private readonly remember: boolean,
  ) {
    this.lookUps = new LookUps(database);
  }

  /** The row, or null where there is none. */
  async byId<T extends Row>(entity: EntityTarget<T>, id: string): Promise<T | null> {
    return (await this.loader(entity as EntityTarget<Row>).load(id)) as T | null;
  }

  /** Takes in a row that came along with others, so that it need not be read again. */
  keep<T extends Row>(entity: EntityTarget<T>, row: T): void {
    if (this.remember) this.loader(entity as EntityTarget<Row>).prime(row.id, row);
  }

  /** The rows whose `column` holds the value, in no certain order. */
  async manyBy<T extends ObjectLiteral>(entity: EntityTarget<T>, column: keyof T & string, value: string): Promise<T[]> {
    const columns = this.byColumn.get(entity) ?? new Map<string, DataLoader<string, ObjectLiteral[]>>();
    this.byColumn.set(entity, columns);
    const loader = columns.get(column) ?? new DataLoader((values) => this.loadMany(entity, column, values), { cache: this.remember });
    columns.set(column, loader);
    return (await loader.load(value)) as T[];
  }

  /** The row whose `column` holds the value among those that are `whose`, or null; as `manyNow` reads them. */
  async own<T extends ObjectLiteral>(entity: EntityTarget<T>, column: keyof T & string, value: string, whose: Whose<T>): Promise<T | null> {
    return (await this.manyNow(entity, column, value, whose))[0] ?? null;
  }

  /**
   * The rows whose `column` holds the value, of those that are `whose`, in no certain order. Read anew each time: the
   * operation itself may change them between two looks.
   */
  async manyNow<T extends ObjectLiteral>(entity: EntityTarget<T>, column: keyof T & string, value: string, whose?: Whose<T>): Promise<T[]> {
    const key = `${column} ${JSON.stringify(whose)}`;
    const columns = this.byColumn.get(entity) ?? new Map<string, DataLoader<string, ObjectLiteral[]>>();
    this.byColumn.set(entity, columns);
    const loader = columns.get(key) ?? new DataLoader((values) => this.loadMany(entity, column, values, whose as Record<string, string>), { cache: false });
    columns.set(key, loader);
    return (await loader.load(value)) as T[];
  }

  private loader(entity: EntityTarget<Row>): DataLoader<string, Row | null> {
    let loader = this.byEntity.get(entity);
    if (!loader) {
      loader = new DataLoader((ids) => this.load(entity, ids), { cache: this.remember });
      this.byEntity.set(entity, loader);
    }
    return loader;
  }

  private async load(entity: EntityTarget<Row>, ids: readonly string[]): Promise<(Row | null)[]> {
    const rows = (await this.lookUps.find({ entity, column: 'id', values: [...new Set(ids)], also: {} })) as Row[];
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => byId.get(id) ?? null);
  }

  private async loadMany(
    entity: EntityTarget<ObjectLiteral>,
    column: string,
    values: readonly string[],
    also: Readonly<Record<string, string>> = {},
  ): Promise<ObjectLiteral[][]> {
    const rows = await this.lookUps.find({ entity, column, values: [...new Set(values)], also });
    const byValue = new Map<string, ObjectLiteral[]>(values.map((value) => [value, []]));
    for (const row of rows) byValue.get(row[column] as string)?.push(row);
    return values.map((value) => byValue.get(value) ?? []);
  }
}
