/** Runs Jest for one or more configurations and counts its tests. Not through Nx: a cached answer is no test run. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, runNode } from './run.mjs';
import { quickFolder } from './temporary.mjs';

/** Kept between runs; absolute, because Jest reads a relative one anew for every project. */
const CACHE = join(ROOT, 'node_modules/.cache/jest');

const countsOf = (file, code) => {
  const result = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const { numPassedTests = 0, numFailedTests = 0, numRuntimeErrorTestSuites = 0, numPendingTests = 0, numTodoTests = 0 } = result;
  const failed = numFailedTests + numRuntimeErrorTestSuites;
  const unexplained = failed === 0 && (code !== 0 || numPassedTests === 0) ? 1 : 0;
  return { passed: numPassedTests, failed: failed + unexplained, skipped: numPendingTests + numTodoTests };
};

/** Each spec loads the whole program anew: with more room for what is young, less time goes into collecting it. */
const NODE_OPTIONS = '--max-semi-space-size=32';

/** `configs` are folders with a jest.config.cjs; everything a spec leaves in the temporary folder goes with the run. */
export const jest = async (configs, { args = [], env = {}, timeoutMs } = {}) => {
  const folder = quickFolder('jest');
  const results = join(folder.path, 'results.json');
  const which = configs.length === 1 ? ['-c', `${configs[0]}/jest.config.cjs`] : ['--projects', ...configs];
  const options = ['--json', '--outputFile', results, '--cacheDirectory', CACHE, '--ci'];
  const { code, output } = await runNode('node_modules/jest/bin/jest.js', [...which, ...options, ...args], {
    env: { TMPDIR: folder.path, NODE_ENV: 'test', NODE_OPTIONS, ...env },
    timeoutMs,
    isDone: () => existsSync(results),
  });
  const counts = countsOf(results, code);
  await folder.remove();
  return { ...counts, output: output.replace(/^\{"numFailedTestSuites".*$/m, '') };
};
