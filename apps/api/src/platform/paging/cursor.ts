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

export const seqCursor = (seq: number): string => encode(`seq.${seq}`);

/** @throws UserError BAD_USER_INPUT when the cursor was not made by `seqCursor`. */
export function parseSeq(cursor: string, arg: CursorArg = 'after'): number {
  const [, seq] = /^seq\.(\d{1,9})$/.exec(decode(cursor)) ?? [];
  if (!seq) throw invalid(arg);
  return Number(seq);
}
