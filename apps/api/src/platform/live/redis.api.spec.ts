import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { Redis } from 'ioredis';
import { pino } from 'pino';
import { eventually } from '@ccr/testkit';
import { hasRedisProgram, OwnRedis } from '../../testing/own-redis';
import { LiveBus } from './live-bus';

const log = pino({ level: 'silent' });

(hasRedisProgram ? describe : describe.skip)('the live bus with Redis', () => {
  let redis: OwnRedis;
  const buses: LiveBus[] = [];
  const open = async (url = redis.url): Promise<{ bus: LiveBus; woken: string[] }> => {
    const bus = new LiveBus(log);
    buses.push(bus);
    const woken: string[] = [];
    bus.listen(['topic'], (id) => void woken.push(id));
    bus.connect(url);
    await eventually('the first wake-up, which says that it has joined', () => woken.shift() === '');
    return { bus, woken };
  };
  const joined = (...all: { bus: LiveBus }[]): Promise<boolean> => eventually('all to join', () => all.every(({ bus }) => bus.joinedForMs !== null));

  beforeAll(async () => {
    redis = await OwnRedis.start();
  });
  afterEach(() => buses.splice(0).forEach((bus) => bus.close()));
  afterAll(() => redis.goAway());

  it('wakes listeners in every process, each once', async () => {
    const [here, there] = [await open(), await open()];
    here.bus.publish('topic', '1', 'a row');
    there.bus.publish('topic', '2', 'another row');
    await eventually('the first there', () => there.woken.includes('1'));
    there.bus.publish(['topic', 'other'], 'again', 'a row');
    here.bus.publish('topic', 'the last');
    await eventually('the last in both', () => here.woken.includes('the last') && there.woken.includes('the last') && here.woken.includes('2'));
    expect(here.woken.sort()).toEqual(['1', '2', 'the last']);
    expect(there.woken.sort()).toEqual(['1', '2', 'the last']);
  });

  it('tells the others what it could not tell when it alone had lost its way to Redis', async () => {
    const way = createServer((socket) => void socket.on('error', () => undefined).pipe(connect(Number(new URL(redis.url).port), '127.0.0.1')).on('error', () => undefined).pipe(socket));
    const connections = new Set<Socket>();
    way.on('connection', (socket) => connections.add(socket)).listen(0, '127.0.0.1');
    await once(way, 'listening');
    const { port } = way.address() as AddressInfo;
    const [here, there] = [await open(`redis://127.0.0.1:${port}`), await open()];
    way.close();
    connections.forEach((socket) => socket.destroy());
    await eventually('it to notice', () => here.bus.joinedForMs === null);
    here.bus.publish('topic', 'meanwhile');
    expect(there.woken).toEqual([]);
    way.listen(port, '127.0.0.1');
    await eventually('what it could not tell', () => there.woken.includes('meanwhile'));
    here.bus.close();
    way.close();
  });

  it('has everybody read again when Redis is back', async () => {
    const [here, there] = [await open(), await open()];
    await redis.goAway();
    await eventually('both to notice', () => [here, there].every(({ bus }) => bus.joinedForMs === null));
    here.bus.publish('topic', 'meanwhile');
    await redis.comeBack();
    await joined(here, there);
    await eventually('all there is', () => there.woken.includes(''));
    expect(here.woken).toEqual(['meanwhile', '']);
    there.bus.publish('topic', 'after');
    await eventually('what comes after', () => here.woken.includes('after'));
  });

  describe('when something else comes over the channel', () => {
    const own = { origin: 'another', topics: ['topic'], id: '1' };
    it.each([
      ['what is no JSON', 'hello'],
      ['nothing', ''],
      ['null', 'null'],
      ['a list', '[]'],
      ['what an older version sent', JSON.stringify({ origin: 'another', topic: 'topic', id: '1' })],
      ['topics that are none', JSON.stringify({ ...own, topics: 'topic' })],
      ['a topic that is no text', JSON.stringify({ ...own, topics: ['topic', 7] })],
      ['an id that is no text', JSON.stringify({ ...own, id: { a: 1 } })],
      ['a row that is no text', JSON.stringify({ ...own, row: 7 })],
      ['a name that breaks emitters', JSON.stringify({ ...own, topics: ['error'] })],
      ['what is deeper than a parser goes', '['.repeat(50_000)],
      ['megabytes', JSON.stringify({ ...own, id: 'x'.repeat(5_000_000) })],
    ])('%s is dropped, with one warning, and nothing ends', async (_what, text) => {
      const warn = jest.spyOn(log, 'warn');
      const [here, there] = [await open(), await open()];
      const other = new Redis(redis.url);
      expect(await other.publish('ccr:live:2', text)).toBe(2);
      await other.publish('ccr:live:2', text);
      there.bus.publish('topic', 'the next');
      await eventually('what comes after', () => here.woken.includes('the next'));
      expect(here.woken).toEqual(['the next']);
      const warned = (): unknown[] => warn.mock.calls.filter(([, words]) => String(words).includes('does not understand'));
      await eventually('a warning of each', () => warned().length >= 2);
      expect(warned()).toHaveLength(2);
      other.disconnect();
      warn.mockRestore();
    });

    it('does not hear what older versions tell each other', async () => {
      const { bus, woken } = await open();
      const other = new Redis(redis.url);
      expect(await other.publish('ccr:live', JSON.stringify({ origin: 'another', topic: 'topic', id: '1' }))).toBe(0);
      expect([woken, bus.joinedForMs]).toEqual([[], expect.any(Number)]);
      other.disconnect();
    });
  });

  it('notices that Redis has stopped answering though it keeps its connections', async () => {
    const { bus } = await open();
    redis.freeze();
    await eventually('it to notice', () => bus.joinedForMs === null, 15_000);
    redis.thaw();
    await joined({ bus });
  });
});
