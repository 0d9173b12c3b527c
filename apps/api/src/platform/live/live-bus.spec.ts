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

  it('wakes once for a row, and does not remember rows for longer than a minute', () => {
    jest.useFakeTimers();
    const bus = new LiveBus(pino({ level: 'silent' }));
    const woken: string[] = [];
    bus.listen(['a', 'b'], (id) => void woken.push(id));
    bus.publish('a', '1', 'old');
    bus.publish('b', '2', 'old');
    jest.advanceTimersByTime(59_000);
    bus.publish('a', '3', 'new');
    expect([woken, bus.hasTold('old')]).toEqual([['1', '3'], true]);
    jest.advanceTimersByTime(2_000);
    bus.publish('a', '4', 'newer');
    expect(['old', 'new', 'newer'].map((row) => bus.hasTold(row))).toEqual([false, true, true]);
    jest.useRealTimers();
  });
});
