import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';
import { badInput } from '../../../platform/errors';

/** Of 0 to 4: 2 takes more than a million guesses. */
const GOOD_ENOUGH = 2;
/**
 * What follows does not make a password weaker, and looking at it takes time that nobody else gets: with these two the
 * worst that was found takes 10 ms, without them 240 ms.
 */
const LOOKED_AT = 32;
/** How many readings of a password in disguise, such as p4$$w0rd, are looked up. */
const READINGS = 8;

/** Knows the 49,000 passwords that leaks hold most often (NIST SP 800-63B-4 §3.1.1.2), key sequences, repeats and dates. */
const createEstimator = (): ZxcvbnFactory => new ZxcvbnFactory({ dictionary: { ...dictionary }, graphs: adjacencyGraphs, l33tMaxSubstitutions: READINGS });

/** Made for the first password: it would be a twentieth of the time that the server takes to start. */
let estimator: ZxcvbnFactory | undefined;

/** Whoever sees the page knows these as well (NIST SP 800-63B-4 §3.1.1.2: "context-specific words"). */
const OUR_NAMES = ['customer care', 'customercare', 'registry', 'helpdesk', 'support'];
/** Besides names there has to be as much as can't be tried out by hand. */
const MIN_BESIDES_NAMES = 6;

const COMMON = 'Very many people use this password. Choose another one; a few words make a good one.';
const NAMES = 'Names and addresses are tried first. Choose another password; a few words make a good one.';
const EASY = 'This password is easy to guess. Choose another one; a few words make a good one.';
const WORDS: Record<string, string> = { common: COMMON, topHundred: COMMON, topTen: COMMON, userInputs: NAMES };

const SEPARATORS = /[\s@.+_-]+/;

/** What is known of a person, the longest first: whole, by its parts, and written as one word. */
const partsOf = (about: readonly string[]): string[] =>
  about
    .flatMap((text) => [text, ...text.split(SEPARATORS), text.split(SEPARATORS).join('')])
    .map((text) => text.toLowerCase())
    .filter((text) => text.length > 2)
    .sort((one, other) => other.length - one.length);

/** Whether a password is little more than the names in it. */
function isMadeOfNames(password: string, names: readonly string[]): boolean {
  const lower = password.toLowerCase();
  const rest = names.reduce((text, name) => text.replaceAll(name, ''), lower);
  return rest.length < lower.length && rest.length < MIN_BESIDES_NAMES;
}

/**
 * Refuses what is guessed first. `path` is the field of the input, `about` what everyone knows of the person.
 * @throws UserError BAD_USER_INPUT
 */
export function insistOnGoodPassword(path: string, password: string, about: readonly string[]): void {
  const names = partsOf(about);
  const normalized = password.normalize('NFKC');
  estimator ??= createEstimator();
  const { score, feedback } = estimator.check(normalized.slice(0, LOOKED_AT), [...names, ...OUR_NAMES]);
  if (score < GOOD_ENOUGH) throw badInput(path, WORDS[feedback.warning ?? ''] ?? EASY);
  if (isMadeOfNames(normalized, names)) throw badInput(path, NAMES);
}
