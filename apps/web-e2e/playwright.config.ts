/**
 * The user stories, in a real Chromium against the built product. Each run has a server of its own: own port, an empty
 * data folder in a temporary place (E2E_DATA_DIR tells the stories where, so that they can read the mailbox), gone
 * when the run ends. Set E2E_RESULTS to a file for the results as JSON.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig, type ReporterDescription } from '@playwright/test';

const root = join(__dirname, '../..');
const port = process.env['E2E_PORT'] ?? '4317';
const address = `http://127.0.0.1:${port}`;

/** Playwright reads this file once in the runner and once more in every worker, which inherits the variable. */
const dataDir = (process.env['E2E_DATA_DIR'] ??= freshFolder());

function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ccr-e2e-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const chromium = [process.env['CHROMIUM_PATH'], '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
  (path) => path && existsSync(path),
);

const results = process.env['E2E_RESULTS'];
const reporter: ReporterDescription[] = [['list'], ...(results ? [['json', { outputFile: results }] as const] : [])];

/** Settings of whoever runs the stories must not leak in: an empty value means the default. */
const neutral = { NODE_ENV: '', DATABASE_URL: '', REDIS_URL: '', SENDGRID_API_KEY: '', MAIL_FROM: '', SHOP_NAME: '' };

export default defineConfig({
  testDir: './src',
  testMatch: '**/*.e2e.ts',
  outputDir: join(root, 'dist/e2e'),
  workers: 1,
  retries: 0,
  forbidOnly: Boolean(process.env['CI']),
  timeout: 90_000,
  expect: { timeout: 10_000 },
  reporter,
  use: {
    baseURL: address,
    actionTimeout: 10_000,
    navigationTimeout: 20_000,
    locale: 'en-GB',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(chromium ? { executablePath: chromium } : {}),
      args: [
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  webServer: {
    command: 'node --enable-source-maps dist/apps/api/main.js',
    cwd: root,
    url: `${address}/readyz`,
    timeout: 60_000,
    reuseExistingServer: false,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 8_000 },
    env: {
      ...neutral,
      HOST: '127.0.0.1',
      PORT: port,
      PUBLIC_URL: address,
      DATA_DIR: dataDir,
      INITIAL_ADMIN_EMAIL: 'admin@shop.test',
      INITIAL_ADMIN_PASSWORD: 'correct horse battery',
    },
  },
});
