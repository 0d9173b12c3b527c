import { stem } from './stem';

/** The longest term that is kept, in UTF-16 units; of longer ones the beginning. */
const LONGEST_TERM = 40;
/** Letters and digits in one piece; an apostrophe joins what stands around it. */
const WORD = /[\p{L}\p{N}\p{M}]+(?:['’]\p{L}+)*/gu;
/** Scripts that write without spaces between words. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+/gu;
/** Two groups of four with a dash between them, as references are: found without the dash, too. */
const PAIR = /(?<![\p{L}\p{N}])([\p{L}\p{N}]{4})\p{Pd}([\p{L}\p{N}]{4})(?![\p{L}\p{N}])/gu;
const MARKS = /[\u0300-\u036f]/g;
/** Letters that Unicode takes for whole though people look for them without what is special about them. */
const PLAIN: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ı: 'i' };

/** A word of a text: where it stands, and how it is looked for. */
export interface Word {
  readonly start: number;
  readonly end: number;
  readonly term: string;
  /** The same before its ending was taken off: what someone who is still typing has typed so far. */
  readonly folded: string;
}

const fold = (word: string): string =>
  word
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(MARKS, '')
    .replace(/[ßæœøłđı]/g, (letter) => PLAIN[letter] ?? letter)
    .replace(/['’]s$/, '')
    .replace(/['’]/g, '')
    .normalize('NFKC');

/** Not through the middle of a character. */
const shortened = (term: string): string => term.slice(0, LONGEST_TERM).replace(/[\ud800-\udbff]$/, '');

const word = (start: number, text: string): Word => {
  const folded = fold(text);
  return { start, end: start + text.length, term: shortened(stem(folded)), folded: shortened(folded) };
};

/** Each two neighbours of a script without spaces: whoever looks for a word of it finds its pairs. */
function pairs(start: number, text: string): Word[] {
  const letters = [...text];
  if (letters.length === 1) return [word(start, text)];
  let at = start;
  return letters.slice(1).map((next, index) => {
    const letter = letters[index] ?? '';
    const pair = word(at, letter + next);
    at += letter.length;
    return pair;
  });
}

function wordsIn(start: number, text: string): Word[] {
  const words: Word[] = [];
  let from = 0;
  const spaced = (until: number): void => {
    if (until > from) words.push(word(start + from, text.slice(from, until)));
  };
  for (const { index, 0: run } of text.matchAll(UNSPACED)) {
    spaced(index);
    words.push(...pairs(start + index, run));
    from = index + run.length;
  }
  spaced(text.length);
  return words;
}

/** The words of a text in the order in which they stand. */
export const wordsOf = (text: string): Word[] =>
  [...text.matchAll(WORD)].flatMap(({ index, 0: run }) => wordsIn(index, run)).filter(({ term }) => term !== '');

/** What references in the text are called without their dash. */
export const joinedPairs = (text: string): string[] => [...text.matchAll(PAIR)].map(({ 1: one, 2: other }) => fold(`${one}${other}`));
