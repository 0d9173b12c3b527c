/** Renders an overlay of k8s/ into objects, as `kubectl kustomize` does for whoever applies it. */
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { run } from '../runner/run.mjs';

/** What a secret's value is while things are checked; any other value of a Secret must have been committed. */
export const STAND_IN = 'a-secret-that-is-not-committed';

/** Copies k8s/ to a folder, where each file of secrets that git does not see stands filled with the stand-in. */
export const copyManifests = (from, to) => {
  cpSync(from, to, { recursive: true, filter: (path) => !path.endsWith('secrets.env') });
  const example = readFileSync(join(from, 'overlays/dev/secrets.env.example'), 'utf8');
  writeFileSync(join(to, 'overlays/dev/secrets.env'), example.replaceAll(/^(\w+)=.*$/gm, `$1=${STAND_IN}`));
};

/** Resolves to the objects of one overlay. Throws with what kubectl says when it does not render, or not without a warning. */
export const render = async (kubectl, folder) => {
  const { code, output } = await run(kubectl, ['kustomize', folder]);
  if (code !== 0 || /^# Warning/m.test(output)) throw new Error(`kubectl kustomize ${folder}:\n${output.slice(0, 2_000)}`);
  return parseAllDocuments(output).map((document) => document.toJS());
};
