import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';

/** A proxy in front of several servers, as a shop with more than one process has it. */
export interface RoundRobinProxy {
  readonly url: string;
  /** Whether it sends people to this server now. */
  trusts(target: string): boolean;
  stop(): Promise<void>;
}

const PROBE_MS = 200;
const NO_SERVER = 'HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n\r\n';

/** Asks each server five times a second whether it is ready. */
class Probes {
  private readonly ready = new Set<string>();
  private readonly timer = setInterval(() => void this.probeAll(), PROBE_MS);
  private turn = 0;

  constructor(private readonly targets: () => readonly string[]) {}

  /** Those that are ready, the one whose turn it is first. */
  inTurn(): readonly string[] {
    const ready = this.targets().filter((target) => this.ready.has(target));
    const first = this.turn++ % Math.max(ready.length, 1);
    return [...ready.slice(first), ...ready.slice(0, first)];
  }

  trusts(target: string): boolean {
    return this.ready.has(target);
  }

  isGone(target: string): void {
    this.ready.delete(target);
  }

  async probeAll(): Promise<void> {
    await Promise.all(
      this.targets().map(async (target) => {
        const isReady = await fetch(`${target}/readyz`, { signal: AbortSignal.timeout(1_000) }).then(
          ({ status }) => status === 200,
          (error: Error) => error.name === 'TimeoutError' && this.ready.has(target), // slow is not gone
        );
        if (isReady) this.ready.add(target);
        else this.ready.delete(target);
      }),
    );
  }

  stop(): void {
    clearInterval(this.timer);
  }
}

/** Connects to the first that does not refuse. Nothing is sent to it yet, so that asking the next one doubles nothing. */
async function connectToOne(probes: Probes): Promise<Socket | null> {
  for (const target of probes.inTurn()) {
    const { hostname, port } = new URL(target);
    const socket = connect(Number(port), hostname);
    try {
      await once(socket, 'connect');
      return socket;
    } catch {
      probes.isGone(target);
    }
  }
  return null;
}

async function forward(probes: Probes, incoming: IncomingMessage, reply: ServerResponse): Promise<void> {
  const fail = (status: number): void => {
    if (reply.headersSent) reply.destroy();
    else reply.writeHead(status, { connection: 'close' }).end();
  };
  const socket = await connectToOne(probes);
  if (!socket) return fail(503);
  const { method, url, headers } = incoming;
  const upstream = request({ createConnection: () => socket, method, path: url, headers: { ...headers, connection: 'close' } });
  upstream.on('response', (answer) => {
    const { connection: _, 'keep-alive': __, ...kept } = answer.headers; // of the connection behind, not of the one in front
    reply.writeHead(answer.statusCode ?? 502, kept);
    answer.on('error', () => reply.destroy()).pipe(reply);
  });
  upstream.on('error', () => fail(502));
  reply.on('close', () => socket.destroy());
  incoming.on('error', () => socket.destroy()).pipe(upstream);
}

/** The head of a request as it came, to be said again. */
const headOf = ({ method, url, rawHeaders }: IncomingMessage): string => {
  const lines = rawHeaders.flatMap((name, i) => (i % 2 ? [] : [`${name}: ${rawHeaders[i + 1]}`]));
  return [`${method} ${url} HTTP/1.1`, ...lines, '', ''].join('\r\n');
};

async function tunnel(probes: Probes, incoming: IncomingMessage, client: Socket, first: Buffer): Promise<void> {
  client.on('error', () => client.destroy());
  const upstream = await connectToOne(probes);
  if (!upstream) return void client.end(NO_SERVER);
  upstream.on('error', () => upstream.destroy()).on('close', () => client.destroy());
  client.on('close', () => upstream.destroy());
  upstream.write(headOf(incoming));
  upstream.write(first);
  upstream.pipe(client).pipe(upstream);
}

/**
 * Starts a proxy for HTTP and WebSockets: each request and each socket goes to the next of the servers (origins) whose
 * `/readyz` says yes. As nginx does, it asks another one only where nothing was sent to the first. 503 when there is
 * none, 502 when the server went away in between. Resolves once every server has been asked whether it is ready.
 */
export async function startRoundRobinProxy(targets: () => readonly string[]): Promise<RoundRobinProxy> {
  const probes = new Probes(targets);
  const open = new Set<Socket>();
  const server = createServer((incoming, reply) => void forward(probes, incoming, reply))
    .on('upgrade', (incoming: IncomingMessage, client: Socket, first: Buffer) => void tunnel(probes, incoming, client, first))
    .on('connection', (socket: Socket) => void open.add(socket.on('close', () => open.delete(socket))));
  await probes.probeAll();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    trusts: (target) => probes.trusts(target),
    stop: async () => {
      probes.stop();
      open.forEach((socket) => socket.destroy());
      server.close();
      await once(server, 'close');
    },
  };
}
