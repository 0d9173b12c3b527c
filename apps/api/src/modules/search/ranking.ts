import { COUNTED, type Match } from './search.sql';

const DAY_MS = 24 * 60 * 60 * 1_000;
const SINCE = Date.UTC(2020, 0, 1);
/** What a day is worth: a year is less than the difference between two places, so it decides only between what fits alike. */
const PER_DAY = 0.02;
/** Scores are compared, and kept in cursors, as whole numbers. */
const FINE = 1_000;

/** A ticket that fits, and how well. */
export interface Ranked {
  readonly ticketId: string;
  readonly score: number;
}

/** What a word is worth by how many documents have it: from 1 for what is everywhere, in whole steps, so that one more document changes nothing. */
export const rarityOf = (documents: number): number => 1 + Math.floor(Math.log2(COUNTED / Math.min(Math.max(documents, 1), COUNTED)));

const byAge = (one: string, other: string): number => (one === other ? 0 : one < other ? -1 : 1);

/** When a ticket was raised, which its id tells. It never changes, and so neither does its place because of it. */
const newness = (ticketId: string): number => {
  const raised = Number.parseInt(ticketId.replace('-', '').slice(0, 12), 16);
  return Math.max(raised - SINCE, 0) / DAY_MS * PER_DAY;
};

/**
 * Puts tickets in order, the best first, and leaves out those of which not enough words fit. `rarities` are those of the words.
 */
export function rank(matches: readonly Match[], rarities: readonly number[], enough: (words: ReadonlySet<number>) => boolean): Ranked[] {
  const found = new Map<string, Map<number, { best: number; documents: number }>>();
  for (const { ticketId, word, best, documents } of matches) {
    const words = found.get(ticketId) ?? new Map<number, { best: number; documents: number }>();
    found.set(ticketId, words);
    const known = words.get(word);
    words.set(word, { best: Math.max(best, known?.best ?? 0), documents: documents + (known?.documents ?? 0) });
  }
  const ranked: Ranked[] = [];
  for (const [ticketId, words] of found) {
    if (!enough(new Set(words.keys()))) continue;
    let score = newness(ticketId);
    for (const [word, { best, documents }] of words) score += (rarities[word] ?? 1) * best * (1 + Math.log(documents) / 20);
    ranked.push({ ticketId, score: Math.round(score * FINE) });
  }
  return ranked.sort(inOrder);
}

/** The best first; of two that fit alike the newer. Zero for one and the same. */
export const inOrder = (one: Ranked, other: Ranked): number => other.score - one.score || byAge(other.ticketId, one.ticketId);
