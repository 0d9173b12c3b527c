/**
 * A Redis server for the tests, of our own: own port on 127.0.0.1, nothing kept, gone when the tool ends. The program
 * comes from the PATH, else from Debian's packages where we may install them. With REDIS_TEST_URL set, that server is
 * used instead and left as it is. Throws Missing with the way to get one.
 */
import { spawn } from 'node:child_process';
import { connect } from 'node:net';
import { whenEnding } from '../runner/ending.mjs';
import { freePort } from '../runner/free-port.mjs';
import { endGroup } from '../runner/run.mjs';
import { temporaryFolder } from '../runner/temporary.mjs';
import { aptCommand, aptInstall } from './apt.mjs';
import { Missing } from './missing.mjs';
import { onPath } from './on-path.mjs';

/**
 * The program alone: the package redis-server would also start a service of the system. In redis-tools the same program
 * goes by the name redis-check-rdb; it is what it is called by.
 */
const PACKAGES = ['redis-tools'];
const find = () => onPath('redis-server', 'redis-check-rdb');
const READY_WITHIN_MS = 20_000;

const program = async () => {
  const found = find();
  if (found) return found;
  const { output } = await aptInstall(PACKAGES);
  const installed = find();
  if (installed) return installed;
  throw new Missing(
    `${output}The API's tests on Redis need redis-server, and none was found on the PATH.\n` +
      `Get it with: ${aptCommand(['redis-server'])}   (Debian, Ubuntu)\n         or: brew install redis   (macOS)\n` +
      `or name one you have: REDIS_TEST_URL=redis://host:6379 npm test`,
  );
};

const answers = (port) =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false));
    socket.on('connect', () => socket.end());
  });

const waitUntilItAnswers = async (child, port) => {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (!(await answers(port))) {
    if (child.exitCode !== null || Date.now() > deadline) throw new Error('Redis did not start');
    await new Promise((resolve) => void setTimeout(resolve, 50));
  }
};

/** Resolves with { url, stop } once the server answers. */
export const startRedis = async () => {
  if (process.env.REDIS_TEST_URL) return { url: process.env.REDIS_TEST_URL, stop: async () => undefined };
  const server = await program();
  const folder = temporaryFolder('redis');
  const port = await freePort();
  const settings = ['--port', port, '--bind', '127.0.0.1', '--dir', folder.path, '--save', '', '--appendonly', 'no'];
  const child = spawn(server, settings, { argv0: 'redis-server', stdio: 'ignore', detached: true });
  const end = whenEnding(() => endGroup(child, 'SIGTERM'));
  const stop = async () => {
    await end();
    await folder.remove();
  };
  await waitUntilItAnswers(child, port);
  return { url: `redis://127.0.0.1:${port}`, stop };
};
