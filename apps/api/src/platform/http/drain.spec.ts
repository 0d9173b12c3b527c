import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import WebSocket from 'ws';
import { loadConfig } from '../config';
import { Metrics } from '../metrics';
import { Drain } from './drain';
import { createHttpServer } from './http-server';

describe('a server that lets go', () => {
  let app: FastifyInstance;
  let drain: Drain;
  let port: number;
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });

  beforeEach(async () => {
    const log = pino({ level: 'silent' });
    app = await createHttpServer(log, loadConfig({}), { metrics: new Metrics(log, false), tracing: null });
    drain = new Drain();
    drain.register(app);
    app.get('/page', async () => 'a page');
    app.get('/socket', { websocket: true }, () => undefined);
    port = Number(new URL(await app.listen({ port: 0, host: '127.0.0.1' })).port);
  });
  afterEach(() => app.close());
  afterAll(() => agent.destroy());

  const page = async (): Promise<{ status: number | undefined; connection: string | undefined }> => {
    const [answer] = (await once(request({ agent, port, host: '127.0.0.1', path: '/page' }).end(), 'response')) as [IncomingMessage];
    answer.resume();
    await once(answer, 'end');
    return { status: answer.statusCode, connection: answer.headers.connection };
  };
  /** Resolves to the status with which an upgrade is answered. */
  const upgrade = async (): Promise<number> => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/socket`);
    socket.on('error', () => undefined);
    return new Promise((resolve) => {
      socket.once('open', () => {
        socket.terminate();
        resolve(101);
      });
      socket.once('unexpected-response', (_request, answer) => resolve(answer.statusCode ?? 0));
    });
  };

  it('goes on answering, each time as the last on that connection', async () => {
    expect(await page()).toEqual({ status: 200, connection: 'keep-alive' });
    drain.begin();
    expect(await page()).toEqual({ status: 200, connection: 'close' });
    expect(await page()).toEqual({ status: 200, connection: 'close' });
    expect(await upgrade()).toBe(101);
  });

  it('takes no new sockets later on, and still answers', async () => {
    expect(await upgrade()).toBe(101);
    drain.begin();
    drain.refuseSockets();
    expect(await upgrade()).toBe(503);
    expect(await page()).toEqual({ status: 200, connection: 'close' });
  });

  it('answers a request that was under way when it closed', async () => {
    const socket = connect(port, '127.0.0.1');
    socket.write('GET /page HTTP/1.1\r\nHost: localhost\r\n');
    await once(app.server, 'connection');
    await page(); // by now the first lines of the other one have come too
    drain.begin();
    const closed = app.close();
    await new Promise((resolve) => setImmediate(resolve));
    socket.write('\r\n');
    const answer = await text(socket);
    expect(answer).toContain('HTTP/1.1 200 OK');
    expect(answer).toContain('connection: close');
    await closed;
  });
});
