import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { temporaryFolder } from '../runner/temporary.mjs';
import { contextFilter } from './context.mjs';
import { readDockerfile } from './dockerfile.mjs';
import { takeSteps } from './stages.mjs';

const made = [];
after(() => Promise.all(made.map((remove) => remove())));

const take = async (text, runInstead) => {
  const { path, remove } = temporaryFolder('stages');
  made.push(remove);
  mkdirSync(join(path, 'context/folder'), { recursive: true });
  writeFileSync(join(path, 'context/file'), 'a file');
  writeFileSync(join(path, 'context/folder/inner'), 'inner');
  return takeSteps(readDockerfile(text), { context: join(path, 'context'), folder: join(path, 'stages'), runInstead });
};

test('a RUN starts in the WORKDIR of its stage, never in the workspace', async () => {
  const stage = await take('FROM x\nWORKDIR /app\nRUN pwd > where && ls > there');
  assert.equal(readFileSync(join(stage.root, 'app/where'), 'utf8').trim(), join(stage.root, 'app'));
  assert.equal(readFileSync(join(stage.root, 'app/there'), 'utf8').includes('package.json'), false);
});

test('COPY takes what is in a folder, files into folders, and from another stage by its paths', async () => {
  const stage = await take('FROM x AS one\nWORKDIR /made\nCOPY folder file ./\nFROM x\nWORKDIR /app\nCOPY folder bin\nCOPY --from=one /made/ /else');
  assert.equal(readFileSync(join(stage.root, 'app/bin/inner'), 'utf8'), 'inner');
  assert.equal(readFileSync(join(stage.root, 'else/file'), 'utf8'), 'a file');
  assert.equal(existsSync(join(stage.root, 'made')), false);
});

test('what is copied for somebody belongs to them, where we may', { skip: process.getuid?.() !== 0 }, async () => {
  const stage = await take('FROM x\nCOPY --chown=10001:10001 folder /data');
  assert.equal(statSync(join(stage.root, 'data/inner')).uid, 10001);
});

test('a stage goes on from where its base ended; the last says what is started', async () => {
  const stage = await take('FROM x AS base\nWORKDIR /app\nENV A=1 PATH=/app/bin:$PATH\nFROM base\nENV B="${A}2"\nUSER 1:1\nHEALTHCHECK --interval=1s CMD ["node", "a"]\nCMD ["node", "b c"]');
  assert.equal(stage.workdir, '/app');
  assert.deepEqual(stage.env, { A: '1', B: '12', PATH: '/app/bin:/usr/bin' });
  assert.deepEqual([stage.user, stage.health, stage.command], ['1:1', ['node', 'a'], ['node', 'b c']]);
});

test('a step that is not understood, a stage that is not there and a program that fails are said', async () => {
  await assert.rejects(take('FROM x\nVOLUME /data'), /does not know how to take the step VOLUME/);
  await assert.rejects(take('FROM x\nCOPY --from=nobody /a /b'), /there is no stage of that name/);
  await assert.rejects(take('FROM x\nRUN echo it broke && exit 3'), /exit code 3:\n[^]*it broke/);
});

test('.dockerignore lets the sources through, and no secret, no data, no build', () => {
  const isIn = contextFilter(readFileSync(new URL('../../.dockerignore', import.meta.url), 'utf8'));
  for (const path of ['package.json', '.npmrc', 'apps/api/src/main.ts', 'apps/web/src/index.html', 'libs/domain/src/index.ts', 'docker/bin/ccr']) assert.equal(isIn(path), true, path);
  for (const path of ['.env', 'docker/.env', 'docker/secrets/secret_key', 'apps/api/.env', 'apps/api/.env.local', '.data/secret.key', '.git/config', 'dist/apps/api/main.js', 'node_modules/a/index.js', 'apps/web/node_modules/a.js', 'apps/api/src/a.spec.ts'])
    assert.equal(isIn(path), false, path);
});
