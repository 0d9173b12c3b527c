import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { eventually } from '@ccr/testkit';
import { type RoundRobinProxy, startRoundRobinProxy } from './round-robin-proxy';

describe('the round-robin proxy', () => {
  const isReady = [true, true];
  let servers: Server[];
  let origins: string[];
  let proxy: RoundRobinProxy;

  const start = async (index: number): Promise<Server> => {
    const server = createServer(({ url, method }, reply) => {
      if (url === '/readyz') reply.writeHead(isReady[index] ? 200 : 503).end();
      else reply.end(`${index} ${method} ${url}`);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    return server;
  };
  const ask = async (): Promise<string> => {
    const answer = await fetch(`${proxy.url}/path`, { method: 'POST', body: 'x' });
    return `${answer.status} ${await answer.text()}`;
  };

  beforeAll(async () => {
    servers = [await start(0), await start(1)];
    origins = servers.map((server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    proxy = await startRoundRobinProxy(() => [...origins, 'http://127.0.0.1:1']);
  });
  afterAll(async () => {
    await proxy.stop();
    servers.forEach((server) => server.close());
  });

  it('gives each request to the next that is ready, and 503 when there is none', async () => {
    expect(new Set([await ask(), await ask()])).toEqual(new Set(['200 0 POST /path', '200 1 POST /path']));
    isReady[0] = false;
    await eventually('the first to be left out', async () => new Set([await ask(), await ask()]).size === 1);
    expect([await ask(), await ask()]).toEqual(['200 1 POST /path', '200 1 POST /path']);
    isReady[1] = false;
    await eventually('none to be left', async () => (await ask()) === '503 ');
    isReady.fill(true);
    await eventually('both to be back', async () => new Set([await ask(), await ask()]).size === 2);
  });

  it('asks the next one when one refuses the connection', async () => {
    servers[0]?.closeAllConnections();
    servers[0]?.close();
    for (let i = 0; i < 4; i++) expect(await ask()).toBe('200 1 POST /path');
  });
});
