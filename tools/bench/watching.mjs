/**
 * What metrics and traces cost: `node tools/bench/watching.mjs [rounds]`, 8 unless said otherwise; `npm run build` comes first.
 * Three servers of the same build (nothing, metrics that are read each second, metrics and traces) are asked the same in
 * turns; what counts is the requests that each answers per second of its own CPU time.
 */
import { createServer } from 'node:http';
import { join } from 'node:path';
import { end, whenEnding } from '../runner/ending.mjs';
import { ROOT } from '../runner/run.mjs';
import { startServer } from '../runner/server.mjs';
import { temporaryFolder } from '../runner/temporary.mjs';
import { ask, cpuOf, middle, raise, signUp } from './asking.mjs';

const ROUNDS = Number(process.argv[2] ?? 8);
const [REQUESTS, SIDE_BY_SIDE, TICKETS] = [300, 8, 20];
const MAIN = join(ROOT, 'dist/apps/api/main.js');
const TOKEN = 'a-token-of-many-characters';

const QUERIES = [
  '{ viewer { id name } }',
  '{ tickets(first: 20) { nodes { id subject status topic { name } assignee { name } } } }',
  '{ ticketCounts { active waitingForShop } }',
];

/** Takes traces and forgets them. */
const startSink = async () => {
  const sink = createServer((request, response) => request.resume().on('end', () => response.setHeader('content-type', 'application/json').end('{}')));
  await new Promise((resolve) => sink.listen(0, '127.0.0.1', resolve));
  whenEnding(() => sink.close());
  return `http://127.0.0.1:${sink.address().port}`;
};

const startNamed = async (name, settings) => {
  const { origin, pid } = await startServer(MAIN, { DATA_DIR: temporaryFolder(`bench-${name}`).path, COST_PER_MINUTE: '1000000000', ...settings });
  return { name, origin, pid, ratios: [] };
};

const prepare = async (server) => {
  await signUp(server);
  for (let number = 0; number < TICKETS; number++) await ask(server, raise(number));
};

/** Requests per second of CPU time. */
const measure = async (server) => {
  const scraping = setInterval(() => void fetch(`${server.origin}/metrics`, { headers: { authorization: `Bearer ${TOKEN}` } }).then((answer) => answer.text()), 1_000);
  const before = cpuOf(server.pid);
  let next = 0;
  const one = async () => {
    while (next < REQUESTS) await ask(server, QUERIES[next++ % QUERIES.length]);
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, one));
  clearInterval(scraping);
  return REQUESTS / (cpuOf(server.pid) - before);
};

const spread = (numbers) => [Math.min(...numbers), middle(numbers), Math.max(...numbers)].map((number) => number.toFixed(3)).join(' / ');

const main = async () => {
  const traces = { METRICS_TOKEN: TOKEN, OTEL_EXPORTER_OTLP_ENDPOINT: await startSink() };
  const servers = [await startNamed('nothing', {}), await startNamed('metrics', { METRICS_TOKEN: TOKEN }), await startNamed('metrics and traces', traces)];
  for (const server of servers) await prepare(server);
  for (let round = 0; round <= ROUNDS; round++) {
    const rates = new Map();
    for (const server of round % 2 ? servers : servers.toReversed()) rates.set(server, await measure(server));
    if (round === 0) continue; // it warms up
    for (const server of servers) server.ratios.push(rates.get(server) / rates.get(servers[0]));
    console.log([...servers].map((server) => `${server.name}: ${Math.round(rates.get(server))}`).join('   '));
  }
  console.log(`\n${REQUESTS} requests a round, ${ROUNDS} rounds in turns; requests per CPU second against nothing: min / median / max`);
  for (const { name, ratios } of servers.slice(1)) console.log(`${name.padEnd(20)}${spread(ratios)}`);
};

await main();
await end(0);
