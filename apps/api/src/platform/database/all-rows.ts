import { type EntityTarget, type FindOptionsOrder, type FindOptionsWhere, MoreThan, type ObjectLiteral } from 'typeorm';
import type { Database } from './database';

const PAGE = 500;

/** All rows that fit, by id, a page at a time: there may be more than should be in memory at once. */
export async function* allRows<T extends ObjectLiteral & { id: string }>(
  database: Database,
  entity: EntityTarget<T>,
  where: FindOptionsWhere<T>,
): AsyncGenerator<T> {
  const order = { id: 'ASC' } as FindOptionsOrder<T>;
  for (let after = ''; ; ) {
    const rows = await database.repository(entity).find({ where: { ...where, id: MoreThan(after) }, order, take: PAGE });
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = last.id;
  }
}
