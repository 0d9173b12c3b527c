import { joinedPairs, wordsOf } from './words';

/** The documents of a ticket by number. Messages have their `seq`, which begins after both. */
export const SUBJECT = 0;
export const DESCRIPTION = 1;

/** What a word weighs where it stands once. */
const WEIGHTS = { reference: 200, subject: 50, description: 30, message: 20 } as const;
/** How many different terms are kept of one document: more than a text of the longest kind has, unless it is none. */
const MOST_TERMS = 2_000;

/** What is to be found of one document: each term and what it weighs. */
export type Terms = ReadonlyMap<string, number>;

/** Said often weighs more than said once, but never so much as to stand before a better place. */
function weigh(text: string, weight: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (const term of [...wordsOf(text).map((word) => word.term), ...joinedPairs(text)]) {
    if (counts.has(term) || counts.size < MOST_TERMS) counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  return new Map([...counts].map(([term, count]) => [term, Math.round(weight * (1 + Math.log(count) / 20))]));
}

/** What a ticket is found by in the lists: its subject, what people call it by, and the shop's number of the order. */
export function subjectTerms({ subject, reference, orderReference }: { subject: string; reference: string; orderReference: string | null }): Terms {
  const named = weigh(`${subject} ${orderReference ?? ''}`, WEIGHTS.subject);
  return new Map([...named, ...weigh(reference, WEIGHTS.reference)]);
}

export const descriptionTerms = (description: string): Terms => weigh(description, WEIGHTS.description);

export const messageTerms = (body: string): Terms => weigh(body, WEIGHTS.message);
