import { type FindOptionsWhere, LessThan, type ObjectLiteral, type Repository } from 'typeorm';
import type { Connection } from './connection';
import { idCursor, parseId } from './cursor';
import { type PageArgs, pageOf, pageRequest } from './page-request';

/**
 * A page of those rows, the newest first. Ids sort by time, so it is read in the order of the primary key, or of an index
 * that ends in it. @throws UserError BAD_USER_INPUT for a page that can't be had.
 */
export async function newestFirst<T extends ObjectLiteral & { id: string }>(
  repository: Repository<T>,
  where: FindOptionsWhere<T>,
  args: PageArgs,
): Promise<Connection<T>> {
  const request = pageRequest(args);
  const before = request.cursor !== null && { id: LessThan(parseId(request.cursor)) };
  const rows = await repository.find({ where: { ...where, ...before }, order: { id: 'DESC' }, take: request.limit + 1 } as object);
  return pageOf(rows, request, ({ id }) => idCursor(id));
}
