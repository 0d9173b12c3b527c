import type { Reader } from './timeline';

const IN_A_ROW = new Intl.ListFormat('en', { type: 'conjunction' });

/** "this, that and the other". */
export const inARow = (words: readonly string[]): string => IN_A_ROW.format(words);

/** Who did it, from the reader's side, at the beginning of a sentence. */
export const whoOf = ({ actor }: { readonly actor: { readonly id: string; readonly name: string } | null }, { id }: Pick<Reader, 'id'>): string =>
  !actor ? 'The registry' : actor.id === id ? 'You' : actor.name;
