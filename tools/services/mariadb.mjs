/**
 * A MariaDB server for the tests, of our own: own port on 127.0.0.1, own socket, data in a temporary folder, gone when
 * the tool ends. The program comes from the PATH, else from Debian's packages where we may install them. With
 * MYSQL_TEST_URL set, that server is used instead and left as it is. Throws Missing with the way to get one.
 */
import { spawn } from 'node:child_process';
import { createWriteStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { whenEnding } from '../runner/ending.mjs';
import { freePort } from '../runner/free-port.mjs';
import { endGroup, run } from '../runner/run.mjs';
import { temporaryFolder } from '../runner/temporary.mjs';
import { aptCommand, aptInstall } from './apt.mjs';
import { Missing } from './missing.mjs';
import { onPath } from './on-path.mjs';

/** The programs alone: the package mariadb-server would also set up a service of the system. */
const PACKAGES = ['mariadb-server-core', 'mariadb-client-core'];
const READY_WITHIN_MS = 60_000;

const find = () => {
  const server = onPath('mariadbd', 'mysqld');
  const installer = onPath('mariadb-install-db', 'mysql_install_db');
  return server && installer ? { server, installer } : undefined;
};

const programs = async () => {
  const found = find();
  if (found) return found;
  const { output } = await aptInstall(PACKAGES);
  const installed = find();
  if (installed) return installed;
  throw new Missing(
    `${output}The API's tests on MySQL need MariaDB (mariadbd and mariadb-install-db), and none was found on the PATH.\n` +
      `Get it with: ${aptCommand(PACKAGES)}   (Debian, Ubuntu)\n         or: brew install mariadb   (macOS)\n` +
      `or name a server you have, on which databases may be made and dropped: MYSQL_TEST_URL=mysql://user:password@host:3306/ npm test`,
  );
};

const asRoot = () => (process.getuid?.() === 0 ? ['--user=root'] : []);

const settings = (folder, port) => [
  `--datadir=${join(folder, 'data')}`,
  `--socket=${join(folder, 'server.sock')}`,
  `--pid-file=${join(folder, 'server.pid')}`,
  `--tmpdir=${folder}`,
  `--port=${port}`,
  '--bind-address=127.0.0.1',
  '--skip-name-resolve',
  '--character-set-server=utf8mb4',
  '--collation-server=utf8mb4_unicode_ci',
  '--skip-log-bin',
  '--innodb-flush-log-at-trx-commit=2',
  '--innodb-buffer-pool-size=64M',
  '--innodb-log-file-size=32M',
  '--max-connections=300',
];

const makeData = async (installer, folder) => {
  const { code, output } = await run(installer, [
    '--no-defaults',
    ...asRoot(),
    `--datadir=${join(folder, 'data')}`,
    `--tmpdir=${folder}`, // in a shared one, a server that starts clears away the temporary tables of the others
    '--auth-root-authentication-method=normal',
    '--skip-test-db',
  ]);
  if (code !== 0) throw new Error(`mariadb-install-db failed:\n${output}`);
};

const answers = async (port) => {
  try {
    const connection = await createConnection({ host: '127.0.0.1', port, user: 'root', connectTimeout: 1_000 });
    await connection.query('SELECT 1');
    await connection.end();
    return true;
  } catch {
    return false;
  }
};

const waitUntilItAnswers = async (child, port, log) => {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (!(await answers(port))) {
    const ended = child.exitCode !== null || child.signalCode !== null;
    if (ended || Date.now() > deadline) throw new Error(`MariaDB did not start:\n${readFileSync(log, 'utf8')}`);
    await new Promise((resolve) => void setTimeout(resolve, 100));
  }
};

/** Resolves with { url, stop } once the server answers. `makeFolder` says where its data are. */
export const startMariadb = async (makeFolder = temporaryFolder) => {
  if (process.env.MYSQL_TEST_URL) return { url: process.env.MYSQL_TEST_URL, stop: async () => undefined };
  const { server, installer } = await programs();
  const folder = makeFolder('mariadb');
  await makeData(installer, folder.path);
  const port = await freePort();
  const log = join(folder.path, 'server.log');
  const child = spawn(server, ['--no-defaults', ...asRoot(), ...settings(folder.path, port)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const stopServer = whenEnding(() => endGroup(child, 'SIGTERM'));
  const output = createWriteStream(log);
  for (const stream of [child.stdout, child.stderr]) stream.pipe(output, { end: false });
  const stop = async () => {
    await stopServer();
    output.end();
    await folder.remove();
  };
  await waitUntilItAnswers(child, port, log);
  return { url: `mysql://root@127.0.0.1:${port}/`, stop };
};
