import { fitsAny, type Wanted } from './wanted';
import { wordsOf } from './words';

/** How much is shown before the first word that fits, and in all. */
const BEFORE = 60;
const LENGTH = 200;

/** A piece of an excerpt. */
export interface Part {
  readonly text: string;
  /** Whether it is what was looked for. */
  readonly match: boolean;
}

/** A stretch of the text. */
interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Where to begin, so that the place is shown with some of what stands before it, from a whole word on. */
function beginningOf(text: string, place: number): number {
  const earliest = place - BEFORE;
  if (earliest <= 0) return 0;
  const wholeWord = text.slice(earliest, place).search(/(?<=\s)\S/);
  return wholeWord < 0 ? place : earliest + wholeWord;
}

/** Where to stop, after a whole word. */
function endOf(text: string, start: number): number {
  const latest = start + LENGTH;
  if (latest >= text.length) return text.length;
  const lastSpace = text.slice(start, latest).search(/\s\S*$/);
  return lastSpace > 0 ? start + lastSpace : latest;
}

/** Neighbours that overlap are one: the pairs of a script without spaces do. */
function joined(stretches: readonly Stretch[]): Stretch[] {
  const whole: Stretch[] = [];
  for (const { start, end } of stretches) {
    const last = whole.at(-1);
    if (last && start < last.end) whole[whole.length - 1] = { start: last.start, end: Math.max(end, last.end) };
    else whole.push({ start, end });
  }
  return whole;
}

/** The text around the first word that fits, in one line. Short texts are there as a whole. */
export function excerptOf(text: string, wanted: readonly Wanted[]): Part[] {
  const fitting = joined(wordsOf(text).filter(({ term, folded }) => fitsAny(wanted, term) || fitsAny(wanted, folded)));
  const from = text.length <= LENGTH ? 0 : beginningOf(text, fitting[0]?.start ?? 0);
  const until = endOf(text, from);
  const parts: Part[] = [];
  const add = (start: number, end: number, match: boolean): void => {
    if (end > start) parts.push({ text: text.slice(start, end).replace(/\s+/g, ' '), match });
  };
  let at = from;
  for (const { start, end } of fitting.filter((one) => one.start < until)) {
    add(at, start, false);
    add(start, Math.min(end, until), true);
    at = Math.min(end, until);
  }
  add(at, until, false);
  const more = { text: '…', match: false };
  return [...(from > 0 ? [more] : []), ...parts, ...(until < text.length ? [more] : [])];
}
