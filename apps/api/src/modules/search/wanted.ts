import { stem } from './stem';
import { wordsOf } from './words';

/** How many words are looked for, the rarest of them: what many have in common tells little. */
export const MOST_WORDS = 8;
/** A single letter begins too many words. */
const SHORTEST_BEGINNING = 2;
/** What may be missing of a word that is still being typed: "refundi" is on its way to "refunding". */
const MISSING_ENDINGS = ['g', 'ng', 'd'];
const LAST_OF_ALL = '\u{10ffff}';

/** What a term may be to fit a word: this one, or one from a range. */
export type Fit = { readonly term: string } | { readonly from: string; readonly until: string };

/** One word that is looked for; what fits in any of the ways is it. */
export type Wanted = readonly Fit[];

const exactly = (term: string): Fit => ({ term });

/** The last word may be the beginning of one. */
function begun(term: string, folded: string): Wanted {
  const stems = new Set([term, ...MISSING_ENDINGS.map((ending) => stem(folded + ending))]);
  const isLongEnough = folded.length >= SHORTEST_BEGINNING || /[^\x00-\x7f]/.test(folded);
  if (!isLongEnough) return [exactly(term)];
  const others = [...stems].filter((one) => !one.startsWith(folded)); // the rest lies in the range
  return [...others.map(exactly), { from: folded, until: folded + LAST_OF_ALL }];
}

/** The words of what someone typed, each once. */
export function wantedWords(text: string, lastMayBeBegun = true): Wanted[] {
  const words = wordsOf(text);
  const last = words.at(-1);
  const isOpen = lastMayBeBegun && last !== undefined && last.end === text.length;
  const terms = new Set(words.slice(0, isOpen ? -1 : undefined).map(({ term }) => term));
  return [...[...terms].map((term) => [exactly(term)]), ...(isOpen ? [begun(last.term, last.folded)] : [])];
}

/** Whether a term fits one of the words. */
export const fitsAny = (wanted: readonly Wanted[], term: string): boolean =>
  wanted.some((fits) => fits.some((fit) => ('term' in fit ? fit.term === term : term >= fit.from && term < fit.until)));
