/**
 * npm start, npm run demo (--demo): builds what changed, then runs the server until it is told to stop. The server
 * has a process group of its own and is told whatever we are told: a terminal tells the whole group, npm passes it on once
 * more, and the server takes what comes at once as one wish. We end with its exit code.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';
import { inWords, satisfies } from './runner/versions.mjs';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const NX = `${ROOT}node_modules/nx/dist/bin/nx.js`;
const BUILD = [NX, 'run-many', '-t', 'build', '-p', 'api,web', '--outputStyle=stream-without-prefixes'];

const fail = (message) => {
  console.error(message);
  process.exit(1);
};

const { engines } = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8'));
if (!satisfies(process.versions.node, engines.node)) {
  fail(`Customer Care Registry needs Node ${inWords(engines.node)}; this is Node ${process.versions.node}.`);
}
if (!existsSync(NX)) fail('The packages are not installed yet. Run: npm ci');

let child;
let told = false;
const tell = (signal) => {
  told = true;
  child?.kill(signal);
};
process.on('SIGINT', () => tell('SIGINT'));
process.on('SIGTERM', () => tell('SIGTERM'));
process.on('SIGHUP', () => tell('SIGTERM')); // the terminal was closed

/** Resolves with the exit code once the program has ended; `heed` sees its output, if we want it. */
const started = (args, { heed, env = {} } = {}) =>
  new Promise((resolve) => {
    const output = heed ? 'pipe' : 'inherit';
    child = spawn(process.execPath, args, {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: ['ignore', output, output],
      detached: true,
    });
    child.stdout?.on('data', heed);
    child.stderr?.on('data', heed);
    child.on('error', (error) => fail(error.message));
    child.on('close', (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
  });

const build = async () => {
  const began = Date.now();
  const output = [];
  process.stdout.write('Building… ');
  const code = await started(BUILD, { heed: (chunk) => output.push(chunk), env: { NX_TUI: 'false', NX_DAEMON: 'false' } });
  if (told) process.exit(130);
  console.log(code === 0 ? `done in ${Math.max(1, Math.round((Date.now() - began) / 1000))} s` : 'failed\n');
  if (code !== 0) fail(Buffer.concat(output).toString());
};

/** The demo shop has a place of its own: it never mixes with a real one. */
const isDemo = process.argv.includes('--demo');
const place = isDemo && !process.env.DATA_DIR && !process.env.DATABASE_URL ? { DATA_DIR: '.data/demo' } : {};

await build();
process.exitCode = await started(['--enable-source-maps', 'dist/apps/api/main.js', ...process.argv.slice(2)], { env: place });
