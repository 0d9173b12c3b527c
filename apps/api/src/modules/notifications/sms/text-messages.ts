import type { Sender } from '../mail-words';
import type { NewsText } from '../news-writer';

/** What a text message may have: two of the pieces in which they are sent, and paid. */
const MAX_LENGTH = 300;

/** Who writes, and where its pages are. */
export type Shop = Pick<Sender, 'shopName' | 'publicUrl'>;

/** In one line. The three dots are of the alphabet of text messages; … would double what a message costs. */
function cut(text: string, length: number): string {
  const line = text.replace(/\s+/g, ' ').replaceAll('…', '...').trim();
  return line.length <= length ? line : `${line.slice(0, Math.max(length - 3, 0)).trimEnd()}...`;
}

/** Words that end, so that others may follow. */
const sentence = (words: string): string => (/[.!?…]$/.test(words) ? words : `${words}.`);

/** The text message of news: who writes, what happened and where it is. Its link is never cut. */
export function newsText({ title, body, path }: NewsText, { shopName, publicUrl }: Shop): string {
  const link = ` ${publicUrl}${path}`;
  const words = [title, body].filter((part) => part.trim() !== '').map((part) => sentence(part.trim()));
  return `${cut(`${shopName}: ${words.join(' ')}`, MAX_LENGTH - link.length)}${link}`;
}

/** The text message of a code, which comes first: that is what is read on a locked screen. */
export const codeText = (code: string, { shopName }: Shop): string =>
  `${code} is your code for ${shopName}. It is good for 10 minutes. Tell it nobody; we never ask for it.`;
