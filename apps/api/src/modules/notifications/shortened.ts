/** The text, cut where it is too long, and never in the middle of a character. */
export function shortened(text: string, length: number): string {
  if (text.length <= length) return text;
  return `${text.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/, '').trimEnd()}…`;
}

/** The same, in one line. */
export const inOneLine = (text: string, length: number): string => shortened(text.replace(/\s+/g, ' ').trim(), length);
