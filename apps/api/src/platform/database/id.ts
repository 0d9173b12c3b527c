import { uuidv7 } from 'uuidv7';

/** A new globally unique id that sorts by time of creation (UUIDv7, RFC 9562), 36 characters. */
export const newId = (): string => uuidv7();
