import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { eventually } from '@ccr/testkit';
import { Redis } from 'ioredis';

/** Debian's redis-tools has the server under the name of its checker: it is what it is called by. */
const PROGRAM = ['redis-server', 'redis-check-rdb'].find((name) => spawnSync(name, ['--version'], { argv0: 'redis-server' }).status === 0);

/** Whether a Redis of a spec's own can be started here. */
export const hasRedisProgram = PROGRAM !== undefined;

/** A port that nobody has now, for what must be told where to listen. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A Redis of a spec's own, at one address, that comes and goes. Nothing is kept. */
export class OwnRedis {
  private child: ChildProcess | undefined;

  private constructor(private readonly port: number) {}

  static async start(): Promise<OwnRedis> {
    const redis = new OwnRedis(await freePort());
    await redis.comeBack();
    return redis;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  /** Starts it, empty. Resolves once it answers. */
  async comeBack(): Promise<void> {
    const settings = ['--port', String(this.port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
    this.child = spawn(PROGRAM ?? '', settings, { argv0: 'redis-server', stdio: 'ignore' });
    const client = new Redis(this.url, { retryStrategy: () => 50 }).on('error', () => undefined);
    await eventually('Redis to answer', () => client.status === 'ready', 10_000);
    client.disconnect();
  }

  /** Ends it at once. */
  async goAway(): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
  }

  /** From now on it takes connections and answers nobody. */
  freeze(): void {
    this.child?.kill('SIGSTOP');
  }

  thaw(): void {
    this.child?.kill('SIGCONT');
  }
}
