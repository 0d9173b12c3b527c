import { badInput } from '../errors';

/** A place in a list that is ordered by (moment, id). */
export interface Keyset {
  readonly at: Date;
  readonly id: string;
}

const encode = (text: string): string => Buffer.from(text).toString('base64url');
const decode = (cursor: string): string => Buffer.from(cursor, 'base64url').toString();
/** The argument that a cursor came in. */
type CursorArg = 'after' | 'before';

const invalid = (arg: CursorArg): Error =>
  badInput(arg, `This cursor is not one of ours. Use the ${arg === 'after' ? 'endCursor' : 'startCursor'} of a page.`);

export const keysetCursor = ({ at, id }: Keyset): string => encode(`${at.getTime()}.${id}`);

/** @throws UserError BAD_USER_INPUT when the cursor was not made by `keysetCursor`. */
export function parseKeyset(cursor: string, arg: CursorArg = 'after'): Keyset {
  const [, time, id] = /^(\d{1,13})\.([0-9a-f-]{36})$/.exec(decode(cursor)) ?? [];
  if (!time || !id) throw invalid(arg);
  return { at: new Date(Number(time)), id };
}

/** A place in a list that can be read in several orders: each of them goes by some numbers, then by id. */
export interface Place {
  readonly keys: readonly number[];
  readonly id: string;
}

/** The cursor holds the order's name: it is good for that order, and for no other. */
export const placeCursor = (order: string, { keys, id }: Place): string => encode([order, ...keys, id].join('.'));

/** @throws UserError BAD_USER_INPUT when the cursor was not made by `placeCursor` for this order and so many numbers. */
export function parsePlace(cursor: string, order: string, count: number): Place {
  const [, keys, id] = new RegExp(`^${order}((?:\\.\\d{1,15}){${count}})\\.([0-9a-f-]{36})$`).exec(decode(cursor)) ?? [];
  if (!keys || !id) throw invalid('after');
  return { keys: keys.slice(1).split('.').map(Number), id };
}

export const seqCursor = (seq: number): string => encode(`seq.${seq}`);

/** @throws UserError BAD_USER_INPUT when the cursor was not made by `seqCursor`. */
export function parseSeq(cursor: string, arg: CursorArg = 'after'): number {
  const [, seq] = /^seq\.(\d{1,9})$/.exec(decode(cursor)) ?? [];
  if (!seq) throw invalid(arg);
  return Number(seq);
}

export const idCursor = (id: string): string => encode(`id.${id}`);

/** @throws UserError BAD_USER_INPUT when the cursor was not made by `idCursor`. */
export function parseId(cursor: string): string {
  const [, id] = /^id\.([0-9a-f-]{36})$/.exec(decode(cursor)) ?? [];
  if (!id) throw invalid('after');
  return id;
}
