import { badInput } from '../errors';

/** A place in a list that is ordered by (moment, id). */
export interface Keyset {
  readonly at: Date;
  readonly id: string;
}

const encode = (text: string): string => Buffer.from(text).toString('base64url');
const decode = (cursor: string): string => Buffer.from(cursor, 'base64url').toString();
const invalid = (): Error => badInput('after', 'This cursor is not one of ours. Use endCursor of the page before.');

export const keysetCursor = ({ at, id }: Keyset): string => encode(`${at.getTime()}.${id}`);

/** @throws UserError BAD_USER_INPUT when the cursor was not made by `keysetCursor`. */
export function parseKeyset(cursor: string): Keyset {
  const [, time, id] = /^(\d{1,15})\.([0-9a-f-]{36})$/.exec(decode(cursor)) ?? [];
  if (!time || !id) throw invalid();
  return { at: new Date(Number(time)), id };
}

export const seqCursor = (seq: number): string => encode(`seq.${seq}`);

/** @throws UserError BAD_USER_INPUT when the cursor was not made by `seqCursor`. */
export function parseSeq(cursor: string): number {
  const [, seq] = /^seq\.(\d{1,9})$/.exec(decode(cursor)) ?? [];
  if (!seq) throw invalid();
  return Number(seq);
}
