import { EventEmitter } from 'node:events';
import type { WebSocket } from '@fastify/websocket';
import { Duty, Role } from '@ccr/domain';
import { pino } from 'pino';
import type { Authentication, CredentialSource, Viewer } from '../auth';
import { LiveBus } from '../live';
import { SocketRegistry } from './socket-registry';

const VIEWER: Viewer = { id: 'ann', role: Role.ADMIN, credential: { kind: 'token', id: 'token', scopes: [] }, duties: [], topicIds: [] };

const log = pino({ level: 'silent' });
const as = (viewer: Viewer): Authentication => ({ viewer, expiresAt: null });
const NOBODY: Pick<CredentialSource, 'current'> = { current: async () => [] };

/** What the registry uses of a socket. */
class Socket extends EventEmitter {
  readonly OPEN = 1;
  readyState = 1;
  code: number | null = null;

  /** `agrees`: closes as soon as it is told to; one that is asleep does nothing. */
  constructor(private readonly agrees = false) {
    super();
  }

  close(code: number): void {
    this.code ??= code;
    this.readyState = 2;
    if (this.agrees) this.terminate();
  }

  terminate(): void {
    if (this.readyState !== 3) this.emit('close');
    this.readyState = 3;
  }
}

describe('an open socket', () => {
  /** Opens one of the viewer who is another one when asked again. Resolves to the code with which it closes. */
  const open = async (again: Partial<Viewer>): Promise<number | null> => {
    const socket = new Socket();
    new SocketRegistry(new LiveBus(log), NOBODY, log).watch(socket as unknown as WebSocket, as(VIEWER), async () => as({ ...VIEWER, ...again }));
    await new Promise((resolve) => setImmediate(resolve));
    const { code } = socket;
    socket.terminate();
    return code;
  };

  it('goes on for who may do the same as when it opened', async () => {
    expect(await open({})).toBeNull();
  });

  it.each([
    ['role', { role: Role.AGENT }],
    ['duties', { duties: [Duty.SET_UP_SECOND_FACTOR] }],
    ['topics', { topicIds: ['returns'] }],
  ])('ends when their %s changed while it opened, when nobody listened yet', async (_what, again) => {
    expect(await open(again)).toBe(4401);
  });
});

describe('the open sockets, of which it is asked again', () => {
  const bus = new LiveBus(log);
  let asked: string[][];
  /** Who may do what now, by the id of the credential. */
  let now: Map<string, Authentication>;
  let registry: SocketRegistry;

  const viewerOf = (id: string): Viewer => ({ ...VIEWER, credential: { kind: 'session', id } });
  const open = (id: string): Socket => {
    const socket = new Socket(true);
    now.set(id, as(viewerOf(id)));
    registry.watch(socket as unknown as WebSocket, as(viewerOf(id)), async () => as(viewerOf(id)));
    return socket;
  };
  const pass = (ms: number): Promise<void> => jest.advanceTimersByTimeAsync(ms);

  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['nextTick'] });
    [asked, now] = [[], new Map()];
    const current: CredentialSource['current'] = async (credentials) => {
      asked.push(credentials.map(({ id }) => id));
      return credentials.flatMap(({ id }) => now.get(id) ?? []);
    };
    registry = new SocketRegistry(bus, { current }, log);
    registry.worker.start();
  });
  afterEach(async () => {
    await registry.worker.stop();
    jest.useRealTimers();
  });

  it('end within half a minute when their credential has, or may do something else, though nobody told', async () => {
    const [goesOn, ended, changed] = [open('a'), open('b'), open('c')];
    now.delete('b');
    now.set('c', as({ ...viewerOf('c'), role: Role.AGENT }));
    await pass(30_000);
    expect([goesOn, ended, changed].map(({ code }) => code)).toEqual([null, 4401, 4401]);
    await pass(30_000);
    expect(asked.at(-1)).toEqual(['a']);
  });

  it('are asked of at once, each credential one time', async () => {
    ['a', 'a', 'b', 'c'].forEach(open);
    await pass(30_000);
    expect(asked).toEqual([['a', 'b', 'c']]);
  });

  it('are asked of in parts where they are thousands', async () => {
    const sockets = Array.from({ length: 1_200 }, (_, i) => open(`session ${i}`));
    now.delete('session 1100');
    await pass(30_000);
    expect(asked.map((ids) => ids.length)).toEqual([500, 500, 200]);
    expect(sockets.filter(({ code }) => code !== null)).toEqual([sockets[1_100]]);
  });

  it('are asked of at once when something may have happened that was not heard of', async () => {
    const [goesOn, ended] = [open('a'), open('b')];
    now.delete('b');
    bus.wakeAll();
    await pass(0);
    expect([goesOn.code, ended.code]).toEqual([null, 4401]);
    expect(asked.length).toBeLessThanOrEqual(2);
  });

  it('go on while the database is away', async () => {
    const socket = open('a');
    const alarm = jest.spyOn(log, 'error').mockImplementation(() => undefined);
    const lookUp = jest.spyOn(now, 'get').mockImplementation(() => {
      throw new Error('the database is away');
    });
    await pass(30_000);
    expect([socket.code, alarm.mock.calls.length]).toEqual([null, 1]);
    lookUp.mockRestore();
    alarm.mockRestore();
    now.delete('a');
    await pass(30_000);
    expect(socket.code).toBe(4401);
  });
});

describe('the open sockets, when the server stops', () => {
  const registryOf = (sockets: Socket[]): SocketRegistry => {
    const registry = new SocketRegistry(new LiveBus(log), NOBODY, log);
    sockets.forEach((socket) => registry.add(socket as unknown as WebSocket));
    return registry;
  };
  const told = (sockets: Socket[]): number => sockets.filter(({ code }) => code === 1012).length;

  beforeEach(() => void jest.useFakeTimers({ doNotFake: ['nextTick'] }));
  afterEach(() => void jest.useRealTimers());

  it('are told to come again and are gone; a few at once', async () => {
    const sockets = Array.from({ length: 20 }, () => new Socket(true));
    const registry = registryOf(sockets);
    await registry.closeAll();
    expect(told(sockets)).toBe(20);
    expect(registry.size).toBe(0);
  });

  it('are told one after the other over two seconds where they are thousands', async () => {
    const sockets = Array.from({ length: 5_000 }, () => new Socket(true));
    const gone = registryOf(sockets).closeAll();
    await jest.advanceTimersByTimeAsync(0);
    expect(told(sockets)).toBe(50);
    await jest.advanceTimersByTimeAsync(1_000);
    expect(told(sockets)).toBe(51 * 50);
    await jest.advanceTimersByTimeAsync(1_000);
    expect(told(sockets)).toBe(5_000);
    await gone;
  });

  it('do not hold it up for more than a second when their client is asleep', async () => {
    const asleep = new Socket();
    const registry = registryOf([asleep, new Socket(true)]);
    let isOver = false;
    const gone = registry.closeAll().then(() => (isOver = true));
    await jest.advanceTimersByTimeAsync(900);
    expect([told([asleep]), registry.size, isOver]).toEqual([1, 1, false]);
    await jest.advanceTimersByTimeAsync(200);
    await gone;
    expect(registry.size).toBe(0);
  });

  it('are told at once when they open only then', async () => {
    const registry = registryOf([]);
    await registry.closeAll();
    const late = new Socket();
    registry.add(late as unknown as WebSocket);
    expect(late.code).toBe(1012);
  });

  it('hear the answer to what they asked for first', async () => {
    const socket = new Socket(true);
    const registry = registryOf([socket]);
    let answer: () => void = () => undefined;
    void registry.finish(new Promise<void>((resolve) => (answer = resolve)));
    const gone = registry.closeAll();
    await jest.advanceTimersByTimeAsync(100);
    expect(socket.code).toBeNull();
    answer();
    await gone;
    expect(socket.code).toBe(1012);
  });
});
