/** Runs the Playwright stories and counts them; `unsteady` names those that pass only on a second try (decision 0026). */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from './free-port.mjs';
import { runNode } from './run.mjs';
import { quickFolder } from './temporary.mjs';

const storiesOf = ({ suites = [], specs = [] }) => [...specs, ...suites.flatMap(storiesOf)];

const outcomeOf = (file, code) => {
  const results = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = results.stats ?? {};
  const unexplained = unexpected === 0 && (code !== 0 || expected === 0) ? 1 : 0;
  const unsteady = storiesOf(results).filter(({ tests }) => tests.some(({ status }) => status === 'flaky'));
  return {
    passed: expected + flaky,
    failed: unexpected + unexplained,
    skipped,
    unsteady: unsteady.map((story) => `${story.file}: ${story.title}`),
  };
};

export const playwright = async (chromium, { args = [], timeoutMs } = {}) => {
  const folder = quickFolder('playwright');
  const results = join(folder.path, 'results.json');
  const ports = await Promise.all(Array.from({ length: 6 }, freePort));
  const { code, output } = await runNode(
    'node_modules/@playwright/test/cli.js',
    ['test', '-c', 'apps/web-e2e/playwright.config.ts', ...args],
    {
      env: { TMPDIR: folder.path, CHROMIUM_PATH: chromium, E2E_PORTS: ports.join(), E2E_RESULTS: results },
      timeoutMs,
    },
  );
  const outcome = outcomeOf(results, code);
  await folder.remove();
  return { ...outcome, output };
};
