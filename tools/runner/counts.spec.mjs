import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NOTHING, add, closingLine, inWords } from './counts.mjs';

test('the closing line always says passed and failed, and skipped when there is any', () => {
  assert.equal(closingLine(NOTHING), '0 passed, 0 failed');
  assert.equal(closingLine(add({ passed: 2, failed: 0, skipped: 1 }, { passed: 3, failed: 1, skipped: 0 })), '5 passed, 1 failed, 1 skipped');
});

test('a step says only what there is', () => {
  assert.equal(inWords({ passed: 2, failed: 0, skipped: 1 }), '2 passed, 1 skipped');
});
