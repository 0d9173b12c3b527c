/**
 * Takes the steps of docker/Dockerfile without Docker, in a clean folder, then runs what came out as the image would:
 * as an ordinary user who may write to the data folder and the temporary one alone, with production packages alone.
 *
 *   node tools/image.mjs            as Docker would: installs, builds, takes away what is for development
 *   node tools/image.mjs --quick    with the packages of this workspace, and what Nx built of the same sources
 *   node tools/image.mjs --keep     leaves the folder, and says where it is
 */
import { chmodSync, existsSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { copyContext } from './image/context.mjs';
import { readDockerfile } from './image/dockerfile.mjs';
import { changesBetween, listing, sizeOf } from './image/listing.mjs';
import { packageProblems } from './image/packages.mjs';
import { imageOf, makeReadOnly, makeRemovable } from './image/server.mjs';
import { takeSteps } from './image/stages.mjs';
import { becomesHealthy, hasTheCommands, letsTheAdminIn, servesTheWebApp, stopsWhenTold, takesSockets } from './image/trial.mjs';
import { end, whenEnding } from './runner/ending.mjs';
import { freePort } from './runner/free-port.mjs';
import { ROOT, run } from './runner/run.mjs';
import { temporaryFolder } from './runner/temporary.mjs';

const { values } = parseArgs({ options: { quick: { type: 'boolean' }, keep: { type: 'boolean' } } });

const began = Date.now();
const say = (words) => console.log(`${((Date.now() - began) / 1000).toFixed(1).padStart(6)} s  ${words}`);

/** Nx takes a build from its cache only where every source, setting and package is the same: then it is the same build. */
const quickly = async (command, cwd) => {
  if (command === 'npm ci --no-audit') {
    symlinkSync(join(ROOT, 'node_modules'), join(cwd, 'node_modules'));
    return true;
  }
  if (command !== 'npm run build') return false;
  const env = { NX_CACHE_DIRECTORY: join(ROOT, '.nx/cache'), NX_WORKSPACE_DATA_DIRECTORY: join(ROOT, '.nx/workspace-data') };
  const { code, output } = await run('sh', ['-c', command], { cwd, env });
  if (code !== 0) throw new Error(output);
  return true;
};

const admin = { email: 'admin@shop.test', password: 'correct horse battery' };
const settings = (port) => ({
  HOST: '127.0.0.1',
  PORT: String(port),
  PUBLIC_URL: `http://127.0.0.1:${port}`,
  DRAIN_SECONDS: '0',
  SECRET_KEY: 'a secret key for a trial of the image',
  SMTP_URL: 'smtp://127.0.0.1:1',
  MAIL_FROM: 'help@shop.test',
  INITIAL_ADMIN_EMAIL: admin.email,
  INITIAL_ADMIN_PASSWORD: admin.password,
});

const tryOut = async (stage, folder) => {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const image = imageOf(stage, { settings: settings(port), temporary: join(folder, 'tmp') });
  const before = listing(stage.root, 'data');
  const server = image.start(stage.command);
  await becomesHealthy(image, server, stage.health);
  say('healthy');
  await servesTheWebApp(origin);
  await letsTheAdminIn(origin, admin);
  await takesSockets(origin);
  await hasTheCommands(image);
  await stopsWhenTold(server);
  say('tried and stopped');
  if (!existsSync(join(stage.root, 'data/ccr.sqlite'))) throw new Error('The data folder holds no database');
  const changed = changesBetween(before, listing(stage.root, 'data'));
  if (changed.length > 0) throw new Error(`Written to outside of the data folder:\n${changed.join('\n')}`);
};

const main = async () => {
  const { path: folder } = temporaryFolder('image');
  whenEnding(() => makeRemovable(folder));
  chmodSync(folder, 0o755);
  const files = copyContext(ROOT, join(folder, 'context'));
  say(`${files.length} files get into the build`);
  const dockerfile = readDockerfile(readFileSync(join(ROOT, 'docker/Dockerfile'), 'utf8'));
  const runInstead = values.quick ? quickly : undefined;
  const stage = await takeSteps(dockerfile, { context: join(folder, 'context'), folder: join(folder, 'stages'), runInstead, tell: say });
  say(`made: ${Math.round(sizeOf(stage.root) / 1_000_000)} MB without Node.js, ${Math.round(sizeOf(join(stage.root, 'app/node_modules')) / 1_000_000)} MB of them packages`);
  const problems = packageProblems(join(stage.root, 'app'));
  if (problems.length > 0) throw new Error(problems.join('\n'));
  makeReadOnly(stage.root, 'data');
  await tryOut(stage, folder);
  return folder;
};

const folder = await main();
if (values.keep) {
  say(`kept: ${folder}`);
  process.exit(0);
}
await end(0);
