/**
 * The user stories, in a real Chromium against the built product. Two run at a time, each beside a shop of its own:
 * what one does to the whole shop never meets the other. A shop is a server with its own port and an empty data folder
 * in a temporary place (E2E_DATA_DIR tells the stories where, so that they can read the mailbox), gone when the run
 * ends. E2E_PORTS are those of the shops, then those where the stories take the text messages of each. Set E2E_RESULTS
 * to a file for the results as JSON.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig, type ReporterDescription } from '@playwright/test';

const root = join(__dirname, '../..');
const allPorts = (process.env['E2E_PORTS'] ?? '4317,4318,4319,4320,4321,4322').split(',');
const ports = allPorts.slice(0, 2);
const textPorts = allPorts.slice(2, 4);
const addressOf = (port = ''): string => `http://127.0.0.1:${port}`;
/** Which of the shops is this worker's. */
const place = Number(process.env['TEST_PARALLEL_INDEX'] ?? 0);
process.env['E2E_TEXTS_PORT'] = textPorts[place] ?? '';
process.env['E2E_SPARE_PORT'] = allPorts[4 + place] ?? '';

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
const neutral = { NODE_ENV: '', DATABASE_URL: '', REDIS_URL: '', SENDGRID_API_KEY: '', SMTP_URL: '', MAIL_FROM: '', SHOP_NAME: '' };

export default defineConfig({
  testDir: './src',
  testMatch: '**/*.e2e.ts',
  outputDir: join(root, 'dist/e2e'),
  workers: ports.length,
  retries: 1, // and the run names the stories that needed it
  forbidOnly: Boolean(process.env['CI']),
  timeout: 90_000,
  expect: { timeout: 10_000 },
  reporter,
  use: {
    baseURL: addressOf(ports[place]),
    actionTimeout: 10_000,
    navigationTimeout: 20_000,
    locale: 'en-GB',
    // Without a film: it costs more than the stories themselves.
    trace: { mode: 'retain-on-failure', screenshots: false },
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
  webServer: ports.map((port, index) => ({
    command: 'node --enable-source-maps dist/apps/api/main.js',
    cwd: root,
    url: `${addressOf(port)}/readyz`,
    timeout: 60_000,
    reuseExistingServer: false,
    gracefulShutdown: { signal: 'SIGTERM' as const, timeout: 8_000 },
    env: {
      ...neutral,
      HOST: '127.0.0.1',
      PORT: port,
      PUBLIC_URL: addressOf(port),
      DATA_DIR: join(dataDir, String(index)),
      // Stories play the targets of webhooks.
      PRIVATE_TARGETS: '127.0.0.1',
      TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
      TWILIO_AUTH_TOKEN: 'a-token',
      TWILIO_FROM: '+15005550006',
      TWILIO_BASE_URL: addressOf(textPorts[index]),
      INITIAL_ADMIN_EMAIL: 'admin@shop.test',
      INITIAL_ADMIN_PASSWORD: 'correct horse battery',
    },
  })),
});
