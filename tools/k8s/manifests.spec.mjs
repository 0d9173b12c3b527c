import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { temporaryFolder } from '../runner/temporary.mjs';
import { copyManifests, STAND_IN } from './render.mjs';
import { sample } from './sample.mjs';
import { schemaProblems } from './schemas.mjs';
import { settingsOf } from './settings.mjs';

const folder = temporaryFolder('manifests');
after(folder.remove);

const firstProblem = async (object) => (await schemaProblems(object))[0];

const CONFIG_MAP = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', labels: { 'any/label': 'b' } }, data: { anything: 'c' } };

test('an object as it should be has no problems, whatever its maps hold', async () => {
  assert.deepEqual(await schemaProblems(CONFIG_MAP), []);
  assert.deepEqual(await schemaProblems(sample().monitor), []);
  assert.deepEqual(await schemaProblems(sample().deployment), []);
});

test('a value of another type, one that is missing and a field that is not known are problems', async () => {
  assert.equal(await firstProblem({ ...CONFIG_MAP, data: { port: 3000 } }), '/data/port must be string');
  const { deployment, monitor } = sample();
  delete deployment.spec.selector;
  assert.equal(await firstProblem(deployment), '/spec must have required property selector');
  monitor.spec.endpoints[0].tokens = { name: 'x' };
  assert.deepEqual(await schemaProblems(monitor), ['.spec.endpoints.0.tokens is not known.']);
  assert.equal(await firstProblem({ ...CONFIG_MAP, dat: {} }), '.dat is not known.');
});

test('a kind or a version that Kubernetes does not have is a problem', async () => {
  assert.equal(await firstProblem({ ...CONFIG_MAP, kind: 'ConfigMaps' }), 'There is no ConfigMaps in v1.');
  assert.equal(await firstProblem({ ...CONFIG_MAP, apiVersion: 'v9' }), 'There is no ConfigMap in v9.');
});

test('settings are read from the example file, and which of them are secret', () => {
  const { names, secrets } = settingsOf('# To use it: A=1\n\n# --- Mail ---\n\n# Where mail goes.\n#SMTP_URL=\n\n# A key. Keep it\n# secret, best in a file.\n#API_KEY=\n');
  assert.deepEqual([...names], ['SMTP_URL', 'API_KEY']);
  assert.deepEqual([...secrets], ['API_KEY']);
});

test('a file of secrets is left behind; stand-ins take its place', () => {
  const from = join(folder.path, 'from');
  mkdirSync(join(from, 'overlays/dev'), { recursive: true });
  writeFileSync(join(from, 'overlays/dev/secrets.env'), 'KEY=real');
  writeFileSync(join(from, 'overlays/dev/secrets.env.example'), '# What for\nKEY=\n');
  copyManifests(from, join(folder.path, 'to'));
  assert.equal(readFileSync(join(folder.path, 'to/overlays/dev/secrets.env'), 'utf8'), `# What for\nKEY=${STAND_IN}\n`);
});
