/**
 * The numbers on the dashboards against counting: `node tools/bench/counts.mjs [tickets]`, 200,000 unless said otherwise.
 * Both sides ask the same MariaDB through the same door, in turns; every answer is compared. MYSQL_TEST_URL names a
 * server to use, else one is started.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { createConnection } from 'mysql2/promise';
import { rolldown } from 'rolldown';
import config from '../../apps/api/rolldown.config.mjs';
import { end, whenEnding } from '../runner/ending.mjs';
import { ROOT } from '../runner/run.mjs';
import { startMariadb } from '../services/mariadb.mjs';

const TICKETS = Number(process.argv[2] ?? 200_000);
const [AGENTS, TOPICS, SLOTS, ROUNDS, SEED] = [50, 8, 8, 9, 20_260_301];
const CUSTOMERS = Math.ceil(TICKETS / 10);
const STATUSES = ['NEW', 'OPEN', 'PENDING', 'RESOLVED', 'CLOSED'];
const AT_ONCE = 2_000;

let state = SEED;
const random = (below) => {
  state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
  return Math.floor((state / 0x80000000) * below);
};
const id = (kind, number) => `${kind}-${String(number).padStart(8, '0')}`;

const bundled = async () => {
  const folder = join(ROOT, 'dist/bench');
  const input = { server: 'apps/api/src/server.ts', database: 'apps/api/src/platform/database/index.ts', counts: 'apps/api/src/modules/tickets/counts/ticket.counts.ts' };
  const { output, ...options } = config;
  const bundle = await rolldown({ ...options, input });
  await bundle.write({ ...output, dir: folder });
  const require = createRequire(import.meta.url);
  require('reflect-metadata');
  return { ...require(join(folder, 'server.js')), ...require(join(folder, 'database.js')), ...require(join(folder, 'counts.js')) };
};

const insert = async (manager, table, columns, rows) => {
  for (let start = 0; start < rows.length; start += AT_ONCE) {
    const some = rows.slice(start, start + AT_ONCE);
    const marks = some.map((row) => `(${row.map(() => '?').join(',')})`).join(',');
    await manager.query(`INSERT INTO ${table} (${columns.join(',')}) VALUES ${marks}`, some.flat());
  }
};

/** Half of the tickets are closed; an active one waits for either side. */
const newTicket = (number, at) => {
  const status = STATUSES[random(2) ? 4 : random(5)];
  const isActive = STATUSES.indexOf(status) < 3;
  const assigneeId = status === 'NEW' || random(20) === 0 ? null : id('agent', random(AGENTS));
  const topicId = random(5) ? id('topic', random(TOPICS)) : null;
  return { id: id('ticket', number), status, assigneeId, topicId, customerId: id('customer', random(CUSTOMERS)), waitingSince: isActive && random(2) ? at : null };
};

/** Every number that a ticket is part of, as the app keeps them. */
const placesOf = ({ status, assigneeId, topicId, customerId, waitingSince }) => {
  const isActive = STATUSES.indexOf(status) < 3;
  const waiting = isActive && waitingSince ? ['WAITING_FOR_SHOP'] : isActive && assigneeId ? ['WAITING_FOR_CUSTOMER'] : [];
  const owners = [['SHOP', ''], ['CUSTOMER', customerId], assigneeId ? ['ASSIGNEE', assigneeId] : ['UNASSIGNED', topicId ?? '']];
  return [
    ...owners.flatMap((owner) => [status, ...waiting].map((bucket) => [...owner, bucket])),
    ...waiting.map((bucket) => ['TOPIC', topicId ?? '', bucket]),
  ];
};

const fillTickets = async (manager, at) => {
  const counts = new Map();
  const columns = ['id', 'reference', 'subject', 'description', 'status', 'priority', 'topicId', 'customerId', 'assigneeId', 'waitingSince', 'createdAt', 'updatedAt', 'lastActivityAt', 'lastSeq', 'lastPublicSeq'];
  for (let start = 0; start < TICKETS; start += AT_ONCE) {
    const some = Array.from({ length: Math.min(AT_ONCE, TICKETS - start) }, (_, index) => newTicket(start + index, at));
    const rows = some.map((one) => [one.id, one.id.slice(-8), 's', 'd', one.status, 'NORMAL', one.topicId, one.customerId, one.assigneeId, one.waitingSince, at, at, at, 1, 1]);
    await insert(manager, 'tickets', columns, rows);
    for (const place of some.flatMap(placesOf)) {
      const slot = ['SHOP', 'UNASSIGNED', 'TOPIC'].includes(place[0]) ? random(SLOTS) : 0;
      const key = [...place, slot].join('|');
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  await insert(manager, 'ticket_counts', ['kind', 'ownerId', 'bucket', 'slot', 'number'], [...counts].map(([key, number]) => [...key.split('|'), number]));
};

const fill = async (manager) => {
  const at = new Date('2026-03-01T10:00:00.000Z');
  const person = (kind, role) => (_, number) => [id(kind, number), kind, `${id(kind, number)}@example.com`, role, at, 1];
  const people = [...Array.from({ length: CUSTOMERS }, person('customer', 'CUSTOMER')), ...Array.from({ length: AGENTS }, person('agent', 'AGENT'))];
  await insert(manager, 'users', ['id', 'name', 'email', 'role', 'createdAt', 'lastSeq'], people);
  await insert(manager, 'topics', ['id', 'name', 'createdAt'], Array.from({ length: TOPICS }, (_, number) => [id('topic', number), `Topic ${number}`, at]));
  await fillTickets(manager, at);
  await manager.query('ANALYZE TABLE tickets, ticket_counts');
};

/** The same figures by counting, in one statement over the viewer's tickets. */
const counting = async (manager, { id: viewerId, role, topicIds }) => {
  const active = "status IN ('NEW', 'OPEN', 'PENDING')";
  const own = { ADMIN: '1 = 1', AGENT: 'assigneeId = ?', CUSTOMER: 'customerId = ?' }[role];
  const parts = [...STATUSES.map((status) => [status.toLowerCase(), `status = '${status}'`]), ['active', active]];
  parts.push(['waitingForShop', `${active} AND waitingSince IS NOT NULL`], ['waitingForCustomer', `${active} AND waitingSince IS NULL AND assigneeId IS NOT NULL`]);
  const columns = parts.map(([name, which]) => `COUNT(CASE WHEN ${which} THEN 1 END) AS ${name}`).join(', ');
  const nobodys = { ADMIN: `assigneeId IS NULL AND ${active}`, AGENT: `assigneeId IS NULL AND ${active} AND topicId IN (?)`, CUSTOMER: '1 = 0' }[role];
  const mine = role === 'CUSTOMER' ? '1 = 0' : `assigneeId = ? AND ${active}`;
  const values = [...(role === 'ADMIN' ? [] : [viewerId]), ...(role === 'AGENT' ? [topicIds] : []), ...(role === 'CUSTOMER' ? [] : [viewerId])];
  const [[row]] = [
    await manager.query(
      `SELECT * FROM (SELECT ${columns} FROM tickets WHERE ${own}) a, (SELECT COUNT(*) AS unassigned FROM tickets WHERE ${nobodys}) b, (SELECT COUNT(*) AS mine FROM tickets WHERE ${mine}) c`,
      values,
    ),
  ];
  return Object.fromEntries(Object.entries(row).map(([name, number]) => [name, Number(number)]));
};

const timed = async (times, work) => {
  const start = performance.now();
  let result;
  for (let count = 0; count < times; count++) result = await work();
  return { result, ms: (performance.now() - start) / times };
};
const sorted = (numbers) => [...numbers].sort((a, b) => a - b);
const spread = (numbers) => {
  const all = sorted(numbers);
  return [all[0], all[all.length >> 1], all.at(-1)].map((number) => number.toFixed(3)).join(' / ');
};
const inOrder = (object) => JSON.stringify(Object.entries(object).sort());

/** Asks both sides in turns and prints what each took; throws when they do not say the same. */
const compare = async (viewer, kept, manager) => {
  const sides = { kept: { times: 100, work: () => kept.of(viewer), ms: [] }, counted: { times: 3, work: () => counting(manager, viewer), ms: [] } };
  for (let round = 0; round <= ROUNDS; round++) {
    const answers = [];
    for (const side of round % 2 ? ['counted', 'kept'] : ['kept', 'counted']) {
      const { result, ms } = await timed(sides[side].times, sides[side].work);
      answers.push(inOrder(result));
      if (round > 0) sides[side].ms.push(ms); // the first round warms up
    }
    if (answers[0] !== answers[1]) throw new Error(`Not the same for ${viewer.role}:\n${answers.join('\n')}`);
  }
  const ratios = sides.kept.ms.map((ms, round) => sides.counted.ms[round] / ms);
  console.log(`${viewer.role.padEnd(9)} kept ${spread(sides.kept.ms)}   counted ${spread(sides.counted.ms)}   counted : kept ${spread(ratios)}   equal`);
};

const main = async () => {
  const { databaseShape, Database, migrate, TicketCountQueries } = await bundled();
  const { url } = await startMariadb();
  const name = `ccr_bench_${process.pid}`;
  const server = await createConnection({ uri: url });
  await server.query(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`);
  const database = await Database.open({ kind: 'server', url: new URL(name, url).href }, databaseShape);
  const remove = whenEnding(async () => {
    await database.close();
    await server.query(`DROP DATABASE ${name}`);
    await server.end();
  });
  await migrate(database);
  await fill(database.manager);
  const kept = new TicketCountQueries(database, { settle: async () => undefined });
  const viewers = [
    { role: 'ADMIN', id: id('agent', 0), topicIds: [] },
    { role: 'AGENT', id: id('agent', 1), topicIds: [id('topic', 0), id('topic', 1)] },
    { role: 'CUSTOMER', id: id('customer', 7), topicIds: [] },
  ];
  console.log(`${TICKETS} tickets, seed ${SEED}, ${ROUNDS} rounds in turns; ms per answer: min / median / max`);
  for (const viewer of viewers) await compare(viewer, kept, database.manager);
  await remove();
};

await main();
await end(0);
