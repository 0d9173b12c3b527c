/** A server of the built API, by its main.js: today's, or one of another version. */
import { spawn } from 'node:child_process';
import { whenEnding } from './ending.mjs';
import { endGroup, ROOT } from './run.mjs';

const READY_WITHIN_MS = 30_000;

/** Resolves once it answers; `written` is its output, `complaints` what it has logged in it. Throws when it ends instead. */
export const startServer = async (main, settings) => {
  const child = spawn(process.execPath, ['--enable-source-maps', main], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, PORT: '0', LOG_LEVEL: 'error', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const end = whenEnding(() => endGroup(child, 'SIGTERM'));
  const deadline = Date.now() + READY_WITHIN_MS;
  for (;;) {
    const [, port] = /http:\/\/localhost:(\d+)/.exec(output) ?? [];
    if (port) {
      const complaints = () => output.split('\n').filter((line) => line.startsWith('{')).join('\n');
      return { origin: `http://127.0.0.1:${port}`, pid: child.pid, written: () => output, complaints, stop: () => end().then(() => child.exitCode) };
    }
    if (child.exitCode !== null || Date.now() > deadline) {
      await end();
      throw new Error(`A server did not start:\n${output}`);
    }
    await new Promise((resolve) => void setTimeout(resolve, 50));
  }
};
