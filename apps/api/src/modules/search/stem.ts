const ENGLISH = /^[a-z]+$/;
const VOWEL = /[aeiouy]/;
/** Letters that a word doubles before an ending: shipped, planning. */
const DOUBLED = /([bdgkmnprt])\1$/;

const withoutPlural = (word: string): string => {
  if (word.length < 4 || /(ss|us|is)$/.test(word)) return word;
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  return word.endsWith('s') ? word.slice(0, -1) : word;
};

function withoutEnding(word: string): string {
  const [ending] = /(ing|ed)$/.exec(word) ?? [];
  if (!ending) return word;
  const rest = word.slice(0, -ending.length);
  return rest.length < 3 || !VOWEL.test(rest) ? word : rest.replace(DOUBLED, '$1');
}

/**
 * What the forms of an English word have in common: refund, refunds, refunded and refunding are one. Light on purpose:
 * what it takes for the same should be the same, also in the many texts that are in another language.
 */
export function stem(word: string): string {
  if (!ENGLISH.test(word)) return word;
  const stemmed = withoutEnding(withoutPlural(word));
  return stemmed.length > 3 && stemmed.endsWith('e') ? stemmed.slice(0, -1) : stemmed;
}
