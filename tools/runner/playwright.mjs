/** Runs the Playwright stories and counts them. A story that passes only on a second try counts as failed. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from './free-port.mjs';
import { runNode } from './run.mjs';
import { quickFolder } from './temporary.mjs';

const countsOf = (file, code) => {
  const { stats = {} } = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = stats;
  const failed = unexpected + flaky;
  const unexplained = failed === 0 && (code !== 0 || expected === 0) ? 1 : 0;
  return { passed: expected, failed: failed + unexplained, skipped };
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
  const counts = countsOf(results, code);
  await folder.remove();
  return { ...counts, output };
};
