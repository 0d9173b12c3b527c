/**
 * How much of a processor one server needs for what people do: `node tools/bench/sizing.mjs`, with `mariadb` behind it on
 * MariaDB instead of the embedded database. `npm run build` comes first; on Linux.
 *
 * CPU time of the server's process per request, with all that the request makes it do later; the middle of five rounds and
 * their range. The time of a database server is its own and not in it.
 */
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createConnection } from 'mysql2/promise';
import { end } from '../runner/ending.mjs';
import { ROOT } from '../runner/run.mjs';
import { startServer } from '../runner/server.mjs';
import { temporaryFolder } from '../runner/temporary.mjs';
import { startMariadb } from '../services/mariadb.mjs';
import { ANN, ask, cpuOf, middle, raise, signUp } from './asking.mjs';

const [ROUNDS, TICKETS, MESSAGES, QUIET_MS] = [5, 60, 50, 3_000];

const databaseUrl = async () => {
  const { url } = await startMariadb();
  const connection = await createConnection({ uri: url });
  await connection.query('CREATE DATABASE sizing CHARACTER SET utf8mb4');
  await connection.end();
  return `${url}sizing`;
};

const LIST = `{ tickets(first: 50) { nodes { id reference subject status priority unread lastActivityAt topic { name } customer { name }
  assignee { name } abilities { reply edit } } pageInfo { hasNextPage endCursor } } }`;
const TICKET = `query ($id: ID!) { ticket(id: $id) { id subject status messages(last: 50) { nodes { id body bodyHtml createdAt author { name } } } } }`;
const SEND = 'mutation ($id: ID!) { sendMessage(input: { ticketId: $id, body: "Is there any **news**?" }) { message { id } } }';
const SIGN_IN = 'mutation ($input: SignInInput!) { signIn(input: $input) { viewer { id } } }';

/** What is done, how often in a round, and whether it goes on after the answer. */
const deedsFor = (id) => [
  { name: 'a list of 50 tickets', times: 100, query: LIST },
  { name: 'a ticket with 50 messages', times: 100, query: TICKET, variables: { id } },
  { name: 'a message that is sent, and all that follows', times: 8, query: SEND, variables: { id }, follows: true },
  { name: 'a sign-in', times: 4, query: SIGN_IN, variables: { input: ANN }, signedOut: true },
];

/** Milliseconds of CPU time for one request. */
const costOf = async (server, { times, query, variables, follows, signedOut }) => {
  const before = cpuOf(server.pid);
  const asker = signedOut ? { origin: server.origin } : server;
  for (let time = 0; time < times; time++) await ask(asker, query, variables);
  if (follows) await pause(QUIET_MS);
  return ((cpuOf(server.pid) - before) * 1_000) / times;
};

const prepare = async (server) => {
  await signUp(server);
  const { data } = await ask(server, raise(0));
  const { id } = data.createTicket.ticket;
  for (let number = 1; number < TICKETS; number++) await ask(server, raise(number));
  for (let number = 0; number < MESSAGES; number++) await ask(server, SEND, { id });
  await pause(60_000); // so many messages in a minute, and no more
  return id;
};

const main = async () => {
  const onServer = process.argv[2] === 'mariadb';
  const settings = { DATA_DIR: temporaryFolder('sizing').path, COST_PER_MINUTE: '1000000000', ...(onServer && { DATABASE_URL: await databaseUrl() }) };
  const server = await startServer(join(ROOT, 'dist/apps/api/main.js'), settings);
  const deeds = deedsFor(await prepare(server));
  const costs = new Map(deeds.map(({ name }) => [name, []]));
  for (let round = 0; round <= ROUNDS; round++) {
    for (const deed of deeds) {
      const cost = await costOf(server, deed);
      if (round > 0) costs.get(deed.name).push(cost); // the first one warms up
    }
  }
  console.log(`milliseconds of CPU time a request, ${onServer ? 'MariaDB' : 'embedded database'}: min / median / max of ${ROUNDS}`);
  for (const [name, all] of costs) {
    console.log(`${name.padEnd(46)}${[Math.min(...all), middle(all), Math.max(...all)].map((cost) => cost.toFixed(1)).join(' / ')}`);
  }
};

await main();
await end(0);
