/**
 * Everything that is checked, in the order it is started: `npm run check` takes the quick ones, `npm test` all.
 * What the fields mean is said in runner/schedule.mjs; a step answers how many passed, failed and were skipped.
 */
import { existsSync, readdirSync } from 'node:fs';
import { checkManifests } from './k8s/check.mjs';
import { jest } from './runner/jest.mjs';
import { playwright } from './runner/playwright.mjs';
import { runNode } from './runner/run.mjs';
import { quickFolder } from './runner/temporary.mjs';
import { findChromium } from './services/chromium.mjs';
import { ensureCurl } from './services/curl.mjs';
import { startMariadb } from './services/mariadb.mjs';
import { Missing } from './services/missing.mjs';
import { startRedis } from './services/redis.mjs';
import { upgrade } from './upgrade/upgrade.mjs';

const LIBS = readdirSync('libs').map((name) => `libs/${name}`).filter((folder) => existsSync(`${folder}/jest.config.cjs`));

const TOOL_SPECS = ['runner', 'k8s', 'image', 'supply'].flatMap((folder) => readdirSync(`tools/${folder}`).filter((name) => name.endsWith('.spec.mjs')).map((name) => `tools/${folder}/${name}`));

const asOne = ({ code, output }) => (code === 0 ? { passed: 1, output } : { failed: 1, output });

const node = (script, ...args) => async (options) => asOne(await runNode(script, args, options));

const NX_ENV = { NX_TUI: 'false', NX_DAEMON: 'false', FORCE_COLOR: '0' };
const nx = (...args) => async (options) =>
  asOne(await runNode('node_modules/nx/dist/bin/nx.js', [...args, '--outputStyle=stream-without-prefixes'], { ...options, env: NX_ENV }));

const IN_CI = !['', '0', 'false'].includes(process.env.CI ?? '');

/** What a step needs may be missing on a developer's machine, and is then said; where CI says so, it may not. */
const orSkip = (step) => async (options) => {
  try {
    return await step(options);
  } catch (error) {
    if (!(error instanceof Missing) || IN_CI) throw error;
    return { skipped: 1, output: error.message };
  }
};

/** The embedded database needs no server, Redis does; without one, the specs on it are skipped and counted as such. */
const redisIfThere = async () => {
  try {
    return await startRedis();
  } catch (error) {
    if (!(error instanceof Missing) || IN_CI) throw error;
    return { url: undefined, stop: async () => undefined };
  }
};

const apiEmbedded = (part) => async (options) => {
  await ensureCurl();
  const redis = await redisIfThere();
  try {
    return await jest(['apps/api'], { ...options, args: [part], env: { TEST_DATABASE_URL: undefined, TEST_REDIS_URL: redis.url } });
  } finally {
    await redis.stop();
  }
};

const apiOnMariadb = (part) => async (options) => {
  await ensureCurl();
  const { url, stop } = await startMariadb(quickFolder);
  const redis = await redisIfThere();
  try {
    const env = { TEST_DATABASE_URL: url, TEST_REDIS_URL: redis.url };
    return await jest(['apps/api'], { ...options, args: [part, '--testPathPatterns', 'api\\.spec'], env });
  } finally {
    await Promise.all([stop(), redis.stop()]);
  }
};

/** The longest steps come in two parts, so that what runs side by side ends at about the same time. */
const inParts = (step, run) =>
  [1, 2].map((part) => ({ ...step, title: `${step.title}, part ${part}`, run: run(`--shard=${part}/2`) }));

const stories = async (options) => playwright(await findChromium(), options);

/** Steps that use Nx take turns: two of them would both write the generated client types. */
const NX = { lane: 'nx' };

export const steps = [
  { name: 'build-api', title: 'build of the API', quick: true, ...NX, run: nx('run', 'api:build') },
  { name: 'unit-tools', title: 'specs of the tools', run: node('--test', '--test-reporter=spec', ...TOOL_SPECS) },
  { name: 'unit-libs', title: 'specs of the libs', run: (options) => jest(LIBS, options) },
  { name: 'typecheck', title: 'types', quick: true, ...NX, run: nx('run-many', '-t', 'typecheck') },
  { name: 'schema', title: 'schema.graphql matches the code', quick: true, needs: ['build-api'], run: node('tools/emit-schema.mjs', '--check') },
  { name: 'env', title: '.env.example matches the code', quick: true, needs: ['build-api'], run: node('tools/env-example.mjs', '--check') },
  ...inParts({ name: 'api-mariadb', title: 'API specs, MariaDB', after: ['build-api'] }, (part) => orSkip(apiOnMariadb(part))),
  ...inParts({ name: 'api-embedded', title: 'API specs, embedded database', after: ['build-api'] }, apiEmbedded),
  { name: 'upgrade', title: 'a rolling update over the newest migration', needs: ['build-api'], run: orSkip(upgrade) },
  { name: 'build-web', title: 'build of the web app', ...NX, run: nx('run', 'web:build') },
  { name: 'lint', title: 'lint', quick: true, ...NX, run: nx('run-many', '-t', 'lint') },
  { name: 'boundaries', title: 'boundaries', quick: true, after: ['typecheck'], run: node('node_modules/dependency-cruiser/bin/dependency-cruise.mjs', 'apps', 'libs', '--config', '.dependency-cruiser.cjs') },
  { name: 'k8s', title: 'k8s/ renders, and is as Kubernetes and our rules want it', after: ['env'], run: orSkip(checkManifests) },
  { name: 'picture', title: 'the picture in docs/architecture.md', quick: true, after: ['typecheck'], run: node('tools/architecture.mjs', '--check') },
  { name: 'containers', title: 'Dockerfile, compose files and workflow', quick: true, after: ['env'], run: node('tools/containers.mjs') },
  { name: 'licences', title: 'licences of what runs in production', quick: true, run: node('tools/licences.mjs') },
  { name: 'unused', title: 'unused code', quick: true, after: ['typecheck'], run: node('node_modules/knip/bin/knip.js', '--no-progress') },
  { name: 'unit-web', title: 'Angular specs', after: ['typecheck'], run: (options) => jest(['apps/web'], options) },
  { name: 'e2e', title: 'stories in Chromium', needs: ['build-api', 'build-web'], alone: true, run: orSkip(stories) },
];

export const quickSteps = steps.filter((step) => step.quick);
