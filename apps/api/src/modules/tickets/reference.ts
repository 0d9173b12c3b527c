import { randomInt } from 'node:crypto';

/** Without 0 O 1 I L U: nothing that is misread, misheard or spells a word. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const PATTERN = new RegExp(`^[${ALPHABET}]{4}-[${ALPHABET}]{4}$`);

const four = (): string => Array.from({ length: 4 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');

/** A short name for a ticket that can't be guessed: one of 6.5 · 10^11, such as K7Q2-M9XD. */
export const newReference = (): string => `${four()}-${four()}`;

/** The reference as it is stored, however it was typed: `k7q2 m9xd` is `K7Q2-M9XD`. Null when it can't be one. */
export function parseReference(typed: string): string | null {
  const letters = typed.toUpperCase().replace(/[\s\p{Pd}]/gu, '');
  const reference = `${letters.slice(0, 4)}-${letters.slice(4)}`;
  return PATTERN.test(reference) ? reference : null;
}
