import { LIMITS } from '@ccr/domain';

const { min, max } = LIMITS.rating;

/** What each score means, from the worst to the best. */
const WORDS: Readonly<Record<number, string>> = { 1: 'Very bad', 2: 'Bad', 3: 'All right', 4: 'Good', 5: 'Very good' };

export const scoreWords = (score: number): string => WORDS[score] ?? '';

/** The scores that there are, in order. */
export const SCORES: readonly number[] = Array.from({ length: max - min + 1 }, (_, i) => min + i);
