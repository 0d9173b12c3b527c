import assert from 'node:assert/strict';
import { test } from 'node:test';
import { differences } from './differences.mjs';

test('the same text has none', () => {
  assert.deepEqual(differences('a\nb\n', 'a\nb\n'), []);
});

test('names what went and what came, with its line', () => {
  assert.deepEqual(differences('a\nb\nc\n', 'a\nx\nc\nd\n'), ['-    2  b', '+    2  x', '+    4  d']);
});
