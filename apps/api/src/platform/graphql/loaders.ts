import DataLoader from 'dataloader';
import { type EntityTarget, In, type ObjectLiteral } from 'typeorm';
import type { Database } from '../database';

type Row = ObjectLiteral & { id: string };

/** Loads rows by id for one request: one statement for all that are asked for in the same tick. */
export class Loaders {
  private readonly byEntity = new Map<EntityTarget<Row>, DataLoader<string, Row | null>>();

  /** `remember` keeps rows for the rest of the request; a subscription, which lives for hours, must not. */
  constructor(
    private readonly database: Database,
    private readonly remember: boolean,
  ) {}

  /** The row, or null where there is none. */
  async byId<T extends Row>(entity: EntityTarget<T>, id: string): Promise<T | null> {
    return (await this.loader(entity as EntityTarget<Row>).load(id)) as T | null;
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
    const rows = await this.database.repository(entity).find({ where: { id: In([...new Set(ids)]) } });
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => byId.get(id) ?? null);
  }
}
