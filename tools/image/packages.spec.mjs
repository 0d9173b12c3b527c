import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { temporaryFolder } from '../runner/temporary.mjs';
import { packageProblems, requiredBy } from './packages.mjs';

test('a bundle asks for packages by require and import, with paths and scopes; its own parts and Node.js do not count', () => {
  const text = 'require("a/b.js"); import(`no`); await import("@c/d/e"); require("./chunk.js"); require("node:fs"); require("fs")';
  assert.deepEqual([...requiredBy(text)], ['a', '@c/d']);
});

const made = [];
after(() => Promise.all(made.map((remove) => remove())));

const image = ({ dependencies, devDependencies = {}, installed, code }) => {
  const { path, remove } = temporaryFolder('packages');
  made.push(remove);
  const write = (name, value) => {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), typeof value === 'string' ? value : JSON.stringify(value));
  };
  write('package.json', { dependencies, devDependencies });
  write('dist/apps/api/main.js', code);
  write('node_modules/.package-lock.json', { packages: Object.fromEntries(Object.entries(installed).map(([name, { dev }]) => [`node_modules/${name}`, { dev }])) });
  for (const [name, { peerDependencies }] of Object.entries(installed)) write(`node_modules/${name}/package.json`, { name, peerDependencies });
  return packageProblems(path);
};

test('all is well when the packages are those that are asked for, and what these want beside themselves', () => {
  assert.deepEqual(image({ dependencies: { a: '1', peer: '1' }, installed: { a: { peerDependencies: { peer: '1' } }, peer: {} }, code: 'require("a")' }), []);
});

test('a package that is missing, one too many and one for development are named', () => {
  const said = image({ dependencies: { unused: '1' }, devDependencies: { b: '1' }, installed: { unused: {}, b: { dev: true } }, code: 'require("missing")' });
  assert.match(said[0], /^missing is required by the server, but not installed/);
  assert.match(said[1], /^unused is in dependencies, but the server never asks/);
  assert.match(said[2], /^b is a devDependency/);
});
