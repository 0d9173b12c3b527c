import assert from 'node:assert/strict';
import { test } from 'node:test';
import { licenceProblems } from './licences.mjs';

const problemsOf = (license, more = {}) => licenceProblems({ packages: { '': {}, 'node_modules/a/node_modules/@b/c': { version: '1.0.0', license, ...more } } });

test('licences that let anybody use it are fine, alone and together', () => {
  for (const licence of ['MIT', '(MIT AND BSD-3-Clause)', '(GPL-3.0-only OR MIT)', '((GPL-3.0-only OR ISC) AND MIT)']) assert.deepEqual(problemsOf(licence), [], licence);
});

test('others are named with their package', () => {
  assert.match(problemsOf('GPL-3.0-only')[0], /^@b\/c@1\.0\.0 is under GPL-3\.0-only, which is not on the list/);
  for (const licence of ['AGPL-3.0-only', 'MIT AND GPL-3.0-only', '(MIT AND (GPL-3.0-only OR SSPL-1.0))', 'SEE LICENSE IN LICENSE', 'UNLICENSED']) assert.equal(problemsOf(licence).length, 1, licence);
});

test('none at all is said; what is for development alone does not count', () => {
  assert.match(problemsOf(undefined)[0], /does not say its licence/);
  assert.deepEqual(problemsOf('GPL-3.0-only', { dev: true }), []);
});
