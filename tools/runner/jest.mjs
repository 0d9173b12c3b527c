/** Runs Jest for one or more configurations and counts its tests. Not through Nx: a cached answer is no test run. */
import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { countsOf, failedFiles, withSecond } from './jest-results.mjs';
import { ROOT, runNode } from './run.mjs';
import { quickFolder } from './temporary.mjs';

/** Kept between runs; absolute, because Jest reads a relative one anew for every project. */
const CACHE = join(ROOT, 'node_modules/.cache/jest');

/** Each spec loads the whole program anew: with more room for what is young, less time goes into collecting it. */
const NODE_OPTIONS = '--max-semi-space-size=32';

/** So many spec files may have failed by accident (decision 0026); more have a common cause. */
const ACCIDENTS = 3;

/** One run of Jest; resolves with its output, its exit code and what it says of each spec file. */
const attempt = async (configs, args, env, timeoutMs) => {
  const folder = quickFolder('jest');
  const results = join(folder.path, 'results.json');
  const which = configs.length === 1 ? ['-c', `${configs[0]}/jest.config.cjs`] : ['--projects', ...configs];
  const options = ['--json', '--outputFile', results, '--cacheDirectory', CACHE, '--ci'];
  const { code, output } = await runNode('node_modules/jest/bin/jest.js', [...which, ...options, ...args], {
    env: { TMPDIR: folder.path, NODE_ENV: 'test', NODE_OPTIONS, ...env },
    timeoutMs,
    isDone: () => existsSync(results),
  });
  const files = existsSync(results) ? JSON.parse(readFileSync(results, 'utf8')).testResults : [];
  await folder.remove();
  return { code, files, output: output.replace(/^\{"numFailedTestSuites".*$/m, '') };
};

/** A run that failed without a test that did, or that tested nothing, failed. */
const outcomeOf = ({ code, files, output }) => {
  const counts = countsOf(files);
  const unexplained = counts.failed === 0 && (code !== 0 || counts.passed === 0) ? 1 : 0;
  return { ...counts, failed: counts.failed + unexplained, output };
};

/**
 * `configs` are folders with a jest.config.cjs; everything a spec leaves in the temporary folder goes with the run. A
 * few spec files that fail get a second try, by themselves; `unsteady` names those that pass it.
 */
export const jest = async (configs, { args = [], env = {}, timeoutMs }) => {
  const deadline = Date.now() + timeoutMs;
  const first = await attempt(configs, args, env, deadline - Date.now());
  const failed = failedFiles(first.files);
  if (failed.length === 0 || failed.length > ACCIDENTS || Date.now() >= deadline) return outcomeOf(first);
  const second = await attempt(configs, ['--runTestsByPath', ...failed], env, deadline - Date.now());
  const stillFailing = failedFiles(second.files);
  const unsteady = failed.filter((name) => second.files.some((file) => file.name === name) && !stillFailing.includes(name));
  return {
    ...outcomeOf({ ...second, files: withSecond(first.files, second.files), output: `${first.output}\nA second try:\n${second.output}` }),
    unsteady: unsteady.map((name) => relative(ROOT, name)),
  };
};
