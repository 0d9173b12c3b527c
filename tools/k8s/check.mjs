/**
 * Checks k8s/: each overlay renders, each object is as the Kubernetes schemas want it, and all of them keep to our rules.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, runNode } from '../runner/run.mjs';
import { temporaryFolder } from '../runner/temporary.mjs';
import { clusterRules } from './cluster-rules.mjs';
import { findKubectl } from './kubectl.mjs';
import { podRules } from './pod-rules.mjs';
import { called } from './pods.mjs';
import { copyManifests, render } from './render.mjs';
import { schemaProblems } from './schemas.mjs';
import { settingsOf } from './settings.mjs';

const readFacts = () => ({
  version: JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).version,
  settings: settingsOf(readFileSync(join(ROOT, '.env.example'), 'utf8')),
});

/** One answer for each object and each rule: the sentences that say what is wrong with it, if anything. */
const answersOn = async (objects, facts) => {
  const ofSchemas = objects.map(async (object) => (await schemaProblems(object)).map((problem) => `${called(object)}: ${problem}`));
  const ofRules = Object.values({ ...podRules, ...clusterRules }).map((rule) => rule(objects, facts));
  return [...(await Promise.all(ofSchemas)), ...ofRules];
};

const answersOnOverlay = async (kubectl, folder, facts) => {
  try {
    return await answersOn(await render(kubectl, folder), facts);
  } catch (error) {
    return [[error.message]];
  }
};

const alertsAreWrapped = async () => {
  const { code, output } = await runNode('tools/k8s/prometheus-rule.mjs', ['--check']);
  return code === 0 ? [] : [output];
};

/** Resolves to counts, as a step does; throws Missing without a kubectl. */
export const checkManifests = async () => {
  const kubectl = await findKubectl();
  const { path, remove } = temporaryFolder('k8s');
  try {
    copyManifests(join(ROOT, 'k8s'), path);
    const facts = readFacts();
    const overlays = readdirSync(join(path, 'overlays'));
    const ofOverlays = await Promise.all(
      overlays.map(async (name) => (await answersOnOverlay(kubectl, join(path, 'overlays', name), facts)).map((problems) => problems.map((problem) => `${name}: ${problem}`))),
    );
    const answers = [await alertsAreWrapped(), ...ofOverlays.flat()];
    const wrong = answers.filter((problems) => problems.length > 0);
    return { passed: answers.length - wrong.length, failed: wrong.length, output: wrong.flat().join('\n') };
  } finally {
    await remove();
  }
};
