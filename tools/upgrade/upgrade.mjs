/**
 * A rolling update, as a cluster does it: the version before the newest migration serves; today's migrates the database
 * under it (expand first, contract later); the one from before must go on without a failure, and today's join it.
 */
import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { ROOT, runNode } from '../runner/run.mjs';
import { startServer } from '../runner/server.mjs';
import { quickFolder } from '../runner/temporary.mjs';
import { startMariadb } from '../services/mariadb.mjs';
import { startRedis } from '../services/redis.mjs';
import { buildBefore } from './before.mjs';
import { goOn, liveOn } from './smoke.mjs';

const ADMIN = { email: 'admin@example.com', password: 'correct horse battery' };
const TODAY = (name) => join(ROOT, 'dist/apps/api', name);

const migrateWithToday = async (settings) => {
  const { code, output } = await runNode(TODAY('ccr.js'), ['migrate'], { env: settings });
  if (code !== 0) throw new Error(`ccr migrate failed:\n${output}`);
  return output.trim();
};

/** What went wrong, with what the servers say to it: what they log as an error is one, also where nobody noticed. */
const update = async (servers, testkit, before, settings) => {
  const old = await startServer(before.main, settings);
  servers.push(old);
  const made = await liveOn(testkit, old.origin, ADMIN).catch((error) => {
    throw new Error(`The smoke of tools/upgrade does not fit the version before, and has to: ${error.message}`);
  });
  const ran = await migrateWithToday(settings);
  await goOn(testkit, made);
  const second = await liveOn(testkit, old.origin, ADMIN);
  const today = await startServer(TODAY('main.js'), settings);
  servers.push(today);
  await liveOn(testkit, today.origin, ADMIN);
  await goOn(testkit, second); // at the old one, with the new one at work beside it
  return ran;
};

const updateOn = async (before, settings) => {
  const servers = [];
  const problems = [];
  const ran = await update(servers, createRequire(import.meta.url)(before.testkit), before, settings).catch((error) => problems.push(error.message));
  for (const { stop, written, complaints } of servers) {
    const code = await stop();
    if (code !== 0) problems.push(`A server ended with ${code}. It had written:\n${written()}`);
    if (complaints()) problems.push(`A server logged errors:\n${complaints()}`);
  }
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return ran;
};

const onEmbedded = async (before) => {
  const folder = quickFolder('upgrade');
  try {
    return await updateOn(before, { DATA_DIR: folder.path, INITIAL_ADMIN_EMAIL: ADMIN.email, INITIAL_ADMIN_PASSWORD: ADMIN.password });
  } finally {
    await folder.remove();
  }
};

/** The two versions tell each other what happens, as in a cluster; with a server of the database alone they do not. */
const onServer = async (before) => {
  const server = await startMariadb(quickFolder);
  const redis = await startRedis();
  const folder = quickFolder('upgrade');
  const name = `ccr_upgrade_${randomBytes(6).toString('hex')}`;
  const connection = await createConnection({ uri: server.url });
  await connection.query(`CREATE DATABASE ${name} CHARACTER SET utf8mb4`);
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  try {
    return await updateOn(before, { DATA_DIR: folder.path, DATABASE_URL: url.href, REDIS_URL: redis.url, INITIAL_ADMIN_EMAIL: ADMIN.email, INITIAL_ADMIN_PASSWORD: ADMIN.password });
  } finally {
    await connection.query(`DROP DATABASE ${name}`);
    await connection.end();
    await Promise.all([server.stop(), redis.stop(), folder.remove()]);
  }
};

/** Resolves to the counts of a step. Throws Missing where there is no history. */
export const upgrade = async () => {
  const before = await buildBefore();
  if (!before) return { skipped: 1, output: 'The version before the newest migration is older than this check: nothing was promised of it.' };
  const counts = { passed: 0, failed: 0, skipped: 0, output: `From ${before.subject}\n` };
  for (const [engine, updateThere] of [['embedded', onEmbedded], ['database server', onServer]]) {
    try {
      const ran = await updateThere(before);
      counts.passed++;
      counts.output += `${engine}: passed; ${ran}\n`;
    } catch (error) {
      counts[error.expected ? 'skipped' : 'failed']++; // where CI may not do without the server, its specs say so
      counts.output += `${engine}: ${error.expected ? 'skipped' : 'FAILED'}\n${error.message}\n`;
    }
  }
  await before.remove();
  return counts;
};
