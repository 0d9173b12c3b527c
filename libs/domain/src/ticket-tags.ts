import { LIMITS } from './limits';

/** No commas, which part tags where people type several, and nothing that can't be seen. */
const SHAPE = /^[^\p{C},]*[\p{L}\p{N}][^\p{C},]*$/u;
const { compare } = new Intl.Collator('en', { sensitivity: 'base' });

/** A tag as it is kept, whatever way it was typed: lower case, single spaces between words. */
export const toTag = (typed: string): string => typed.trim().replace(/\s+/gu, ' ').toLowerCase();

/** What is wrong with a tag that `toTag` made, as a sentence; null when nothing is. */
export function tagProblem(tag: string): string | null {
  if (tag.length > LIMITS.ticket.tag) return `A tag is too long: at most ${LIMITS.ticket.tag} characters.`;
  return SHAPE.test(tag) ? null : 'A tag needs a letter or a digit, and has no comma.';
}

/**
 * The tags as a ticket keeps them, in order: each once. Those that differ in accents only are the same, as they are to
 * some databases.
 */
export const asTags = (typed: readonly string[]): string[] =>
  typed
    .map(toTag)
    .filter((tag, index, all) => all.findIndex((one) => compare(one, tag) === 0) === index)
    .sort(compare);
