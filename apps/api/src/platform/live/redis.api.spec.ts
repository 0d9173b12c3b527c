import { pino } from 'pino';
import { eventually } from '@ccr/testkit';
import { LiveBus } from './live-bus';

/** A Redis to test on; `npm test` starts one. */
const url = process.env['TEST_REDIS_URL'];

(url ? describe : describe.skip)('the live bus with Redis', () => {
  const log = pino({ level: 'silent' });
  const buses: LiveBus[] = [];
  const open = async (): Promise<{ bus: LiveBus; woken: string[] }> => {
    const bus = new LiveBus(log);
    buses.push(bus);
    const woken: string[] = [];
    bus.listen(['topic'], (id) => void woken.push(id));
    bus.connect(url ?? '');
    await eventually('the first wake-up, which says that it has joined', () => woken.shift() === '');
    return { bus, woken };
  };

  afterEach(() => buses.splice(0).forEach((bus) => bus.close()));

  it('wakes listeners in every process, each once', async () => {
    const [here, there] = [await open(), await open()];
    here.bus.publish('topic', '1');
    there.bus.publish('topic', '2');
    await eventually('both in both', () => here.woken.length >= 2 && there.woken.length >= 2);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(here.woken.sort()).toEqual(['1', '2']);
    expect(there.woken.sort()).toEqual(['1', '2']);
  });
});
