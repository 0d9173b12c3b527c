import { LIMITS } from '@ccr/domain';
import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';

/** How hard a password is to guess: 1 is refused, 4 is as good as needed. */
export type Strength = 1 | 2 | 3 | 4;

/** How much the server looks at: what follows does not make a password weaker, and looking at it takes time. */
const LOOKED_AT = 32;
const READINGS = 8;

const estimator = new ZxcvbnFactory({ dictionary: { ...dictionary }, graphs: adjacencyGraphs, l33tMaxSubstitutions: READINGS });

/**
 * Looks at a password as the server does; `about` is what everyone knows of the person. To be imported only when it is
 * needed: it brings the list of common passwords.
 */
export function strengthOf(password: string, about: readonly string[]): Strength {
  if (password.length < LIMITS.password.min) return 1;
  const known = about.flatMap((text) => [text, ...text.split(/[\s@.+_-]+/)]).filter((text) => text.length > 2);
  const { score } = estimator.check(password.slice(0, LOOKED_AT), known);
  return Math.max(1, score) as Strength;
}
