// What the search index costs: `node tools/bench/search.mjs [messages]`, on the embedded database in a folder that is
// deleted, or with BENCH_DATABASE_URL on an empty database of a server, which is filled and left. A ticket has five messages.
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import config from '../../apps/api/rolldown.config.mjs';

const MESSAGES = Number(process.argv[2] ?? 100_000);
const PER_TICKET = 5;
const AT_ONCE = 500;
const VOCABULARY = 20_000;
const WORDS = 45;

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'ccr-bench-'));
const require = createRequire(import.meta.url);

/** The parts of the API that are measured, bundled as the API is. */
async function parts() {
  const entry = 'bench-entry';
  const bundle = await rolldown({
    cwd: config.cwd,
    platform: config.platform,
    external: config.external,
    resolve: config.resolve,
    tsconfig: config.tsconfig,
    transform: config.transform,
    input: entry,
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === entry ? join(root, 'apps/api/src/bench-entry.ts') : null),
        load: (id) =>
          id.endsWith('bench-entry.ts')
            ? `import 'reflect-metadata';
               export { createServer } from './server';
               export { loadConfig } from './platform/config';
               export { createLogger } from './platform/logging';
               export { newId } from './platform/database';
               export { SearchIndex } from './modules/search/search-index';
               export { SearchSql } from './modules/search/search.sql';
               export { SearchQueries } from './modules/search/search.queries';
               export { Excerpts } from './modules/search/excerpts';`
            : null,
      },
    ],
  });
  const file = join(root, 'dist/bench/search.js');
  await bundle.write({ file, format: 'cjs', keepNames: true });
  return require(file);
}

/** Numbers that are the same in each run. */
let state = 42;
const random = () => {
  state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
  return state / 4_294_967_296;
};
/** Some words everywhere, most hardly anywhere, as in any language. */
const word = () => `w${Math.floor(VOCABULARY ** random())}x`;
const text = (words) => Array.from({ length: words }, word).join(' ');
const now = new Date().toISOString().replace('T', ' ').slice(0, 23);

async function insert(database, table, rows) {
  const columns = Object.keys(rows[0]);
  const places = rows.map(() => `(${columns.map(() => '?').join(', ')})`).join(', ');
  await database.manager.query(`INSERT INTO ${table} (${columns.join(', ')}) VALUES ${places}`, rows.flatMap(Object.values));
}

async function fill(database, newId, [many, five]) {
  const tickets = Array.from({ length: MESSAGES / PER_TICKET }, (_, n) => ({
    id: newId(), reference: `B${String(n).padStart(8, '0')}`, subject: text(6), description: text(WORDS), status: 'OPEN', priority: 'NORMAL', urgency: 1,
    customerId: n < 5 ? five : many, createdAt: now, updatedAt: now, lastActivityAt: now, lastSeq: PER_TICKET + 1, lastPublicSeq: PER_TICKET + 1, publicCount: PER_TICKET + 1,
  }));
  for (let start = 0; start < tickets.length; start += AT_ONCE) {
    const some = tickets.slice(start, start + AT_ONCE);
    await database.unitOfWork(() => insert(database, 'tickets', some));
    const messages = some.flatMap(({ id }) =>
      Array.from({ length: PER_TICKET }, (_, n) => ({ id: newId(), ticketId: id, seq: n + 2, kind: 'REPLY', body: text(WORDS), authorId: many, createdAt: now })),
    );
    await database.unitOfWork(() => insert(database, 'messages', messages));
  }
  return tickets;
}

async function timed(times, work) {
  const took = [];
  for (let n = 0; n < times; n++) {
    const start = performance.now();
    await work(n);
    took.push(performance.now() - start);
  }
  took.sort((a, b) => a - b);
  const at = (part) => took[Math.min(Math.floor(part * times), times - 1)].toFixed(1);
  return `median ${at(0.5)} ms, 95% ${at(0.95)} ms, worst ${at(1)} ms`;
}

async function main() {
  const { createServer, loadConfig, createLogger, newId, SearchIndex, SearchSql, SearchQueries, Excerpts } = await parts();
  const url = process.env.BENCH_DATABASE_URL;
  const settings = loadConfig({ PORT: '0', PUBLIC_URL: 'http://localhost:4000', DATA_DIR: folder, INITIAL_ADMIN_EMAIL: 'admin@example.com', INITIAL_ADMIN_PASSWORD: 'correct horse battery', ...(url && { DATABASE_URL: url }) });
  const server = await createServer(settings, createLogger('error'));
  const { platform, ticketQueries: queries } = server;
  const { database } = platform;
  const customers = [newId(), newId()];
  const rows = customers.map((id) => ({ id, name: 'Bench', email: `${id}@example.com`, role: 'CUSTOMER', createdAt: now, lastSeq: 0 }));
  await database.unitOfWork(() => insert(database, 'users', rows));
  const tickets = await fill(database, newId, customers);
  const index = new SearchIndex(database);

  const began = performance.now();
  const messageIds = (await database.manager.query('SELECT id FROM messages ORDER BY id')).map((row) => row.id);
  const all = [...tickets.map((ticket) => () => index.ticket(ticket.id)), ...messageIds.map((messageId) => () => index.message(messageId))];
  for (let start = 0; start < all.length; start += 25) {
    await database.unitOfWork(async () => {
      for (const one of all.slice(start, start + 25)) await one();
    });
  }
  const seconds = (performance.now() - began) / 1_000;
  const [{ postings }] = await database.manager.query('SELECT COUNT(*) AS postings FROM search_postings');
  console.log(`${database.isEmbedded ? 'embedded' : 'server'}: ${tickets.length} tickets, ${messageIds.length} messages of ${WORDS} words, ${postings} postings`);
  console.log(`taken in, 25 at once: ${seconds.toFixed(0)} s, ${((seconds * 1_000) / all.length).toFixed(2)} ms each`);
  console.log(`one message: ${await timed(300, (n) => index.message(messageIds[(n * 331) % messageIds.length]))}`);

  const free = { count: async () => undefined };
  const sql = new SearchSql(database);
  const search = new SearchQueries({ database, queries, sql, excerpts: new Excerpts(database, sql), searches: free, similars: free });
  const admin = { id: newId(), role: 'ADMIN', topicIds: [] };
  const [owner, five] = customers.map((id) => ({ id, role: 'CUSTOMER', topicIds: [] }));
  const find = (viewer, words, filter = null) => search.search(viewer, words, filter, { first: 25, after: null });
  const questions = [
    ['everywhere', 'w1x '],
    ['common', 'w20x '],
    ['rare', 'w15000x '],
    ['two common', 'w3x w9x '],
    ['common and rare', 'w1x w12000x '],
    ['five words', 'w1x w2x w5x w40x w9x '],
    ['a beginning that many have', 'w1'],
    ['nothing', 'xylophone'],
  ];
  for (const [name, words] of questions) console.log(`admin, ${name}: ${await timed(20, () => find(admin, words))}`);
  console.log(`admin, open ones, common: ${await timed(20, () => find(admin, 'w20x ', { status: ['OPEN'] }))}`);
  for (const [name, viewer] of [['all of them', owner], ['five of them', five]]) {
    console.log(`customer of ${name}, common: ${await timed(20, () => find(viewer, 'w20x '))}`);
    console.log(`customer of ${name}, similar: ${await timed(20, () => search.similar(viewer, 'w20x w300x w1x w2000x'))}`);
  }
  await server.stop();
}

try {
  await main();
} finally {
  rmSync(folder, { recursive: true, force: true });
  rmSync(join(root, 'dist/bench'), { recursive: true, force: true });
}
