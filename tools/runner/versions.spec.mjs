import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inWords, satisfies } from './versions.mjs';

const ENGINES = '^20.19.0 || ^22.12.0 || >=24.0.0';

test('knows which Node will do', () => {
  for (const version of ['20.19.0', '20.20.2', '22.12.0', '22.23.1', '24.0.0', '25.1.0']) assert.ok(satisfies(version, ENGINES), version);
  for (const version of ['18.20.0', '20.18.9', '21.9.0', '22.11.9', '23.11.0']) assert.ok(!satisfies(version, ENGINES), version);
});

test('says it in words', () => {
  assert.equal(inWords(ENGINES), '20.19+ or 22.12+ or 24+');
});
