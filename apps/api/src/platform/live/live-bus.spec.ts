import { pino } from 'pino';
import { LiveBus } from './live-bus';

describe('the live bus', () => {
  it('wakes who listens to the topic, until they stop', () => {
    const bus = new LiveBus(pino({ level: 'silent' }));
    const woken: string[] = [];
    const stop = bus.listen(['a', 'b'], (id) => void woken.push(id));
    bus.publish('a', '1');
    bus.publish('b', '2');
    bus.publish('c', '3');
    expect(bus.listenerCount).toBe(2);
    stop();
    bus.publish('a', '4');
    expect(woken).toEqual(['1', '2']);
    expect(bus.listenerCount).toBe(0);
  });
});
