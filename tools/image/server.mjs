/** Starts what the image would start, as it would: its user, its environment and nothing else, where it may not write. */
import { spawn } from 'node:child_process';
import { chownSync, chmodSync, lstatSync, mkdirSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { whenEnding } from '../runner/ending.mjs';
import { endGroup } from '../runner/run.mjs';

const isRoot = process.getuid?.() === 0;

/** Paths of the image are below the stage's folder. */
const placed = (value, root) => (value.startsWith('/') ? join(root, value) : value);

const pathOf = (value, root) => [...value.split(':').map((folder) => placed(folder, root)), dirname(process.execPath), '/usr/bin', '/bin'].join(':');

const environmentOf = ({ env, root }, settings) => ({
  ...Object.fromEntries(Object.entries(env).map(([name, value]) => [name, name === 'PATH' ? pathOf(value, root) : placed(value, root)])),
  HOME: '/',
  ...settings,
});

/** Root's, and for reading alone: what starts as another user can't write to it, as in a read-only file system. */
export const makeReadOnly = (root, ...writable) => {
  const places = writable.map((path) => join(root, path));
  for (const name of readdirSync(root, { recursive: true })) {
    const path = join(root, name);
    if (places.some((place) => path === place || path.startsWith(`${place}/`)) || lstatSync(path).isSymbolicLink()) continue;
    chmodSync(path, lstatSync(path).mode & 0o555);
  }
  chmodSync(root, 0o555);
};

/** What an ordinary user needs to remove it again. */
export const makeRemovable = (root) => {
  chmodSync(root, 0o755);
  for (const entry of readdirSync(root, { withFileTypes: true })) if (entry.isDirectory()) makeRemovable(join(root, entry.name));
};

/**
 * Runs programs of a finished stage. `settings` are what `docker run --env` would set; `temporary` stands for /tmp.
 * `run` resolves to { code, output }, `start` returns the child, whose `output` grows.
 */
export const imageOf = (stage, { settings, temporary }) => {
  const [uid, gid] = stage.user.split(':').map(Number);
  mkdirSync(temporary, { recursive: true });
  if (isRoot) chownSync(temporary, uid, gid);
  const options = {
    cwd: join(stage.root, stage.workdir),
    env: environmentOf(stage, { ...settings, TMPDIR: temporary }),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    ...(isRoot && { uid, gid }),
  };
  const start = ([program, ...args]) => {
    const child = spawn(program, args, options);
    child.output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (child.output += chunk));
    child.ended = new Promise((resolve) => {
      child.once('error', (error) => resolve({ code: 127, output: error.message }));
      child.once('close', (code) => resolve({ code, output: child.output }));
    });
    child.stop = whenEnding(() => endGroup(child, 'SIGTERM'));
    return child;
  };
  const run = async (command) => {
    const child = start(command);
    const ended = await child.ended;
    await child.stop();
    return ended;
  };
  return { start, run };
};
