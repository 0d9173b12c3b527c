import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countsOf, failedFiles, withSecond } from './jest-results.mjs';

const file = (name, ...outcomes) => ({
  name,
  status: outcomes.includes('failed') ? 'failed' : 'passed',
  assertionResults: outcomes.map((status) => ({ status })),
});
const unloaded = { name: 'unloaded', status: 'failed', assertionResults: [] };

test('counts tests, and a file that could not be run as one that failed', () => {
  const files = [file('a', 'passed', 'passed', 'pending'), file('b', 'failed', 'passed', 'todo'), unloaded];
  assert.deepEqual(countsOf(files), { passed: 3, failed: 2, skipped: 2 });
  assert.deepEqual(failedFiles(files), ['b', 'unloaded']);
});

test('a file whose end threw failed, though each of its tests passed', () => {
  const files = [{ ...file('a', 'passed'), status: 'failed' }];
  assert.deepEqual(countsOf(files), { passed: 1, failed: 1, skipped: 0 });
});

test('a second try counts instead of the first', () => {
  const first = [file('a', 'passed'), file('b', 'failed', 'passed'), file('c', 'failed')];
  const both = withSecond(first, [file('b', 'passed', 'passed'), file('c', 'failed')]);
  assert.deepEqual(countsOf(both), { passed: 3, failed: 1, skipped: 0 });
  assert.deepEqual(failedFiles(both), ['c']);
});
