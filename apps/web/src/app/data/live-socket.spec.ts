import { TestBed } from '@angular/core/testing';
import type { ClientOptions } from 'graphql-ws';
import { Connection } from './connection';
import { LiveSocket } from './live-socket';

let options: ClientOptions;
jest.mock('graphql-ws', () => ({
  createClient: (given: ClientOptions) => {
    options = given;
    return { terminate: () => undefined };
  },
}));

describe('the live socket', () => {
  const told: string[] = [];
  const connect = (): void => options.on?.connected?.(null, undefined, false);
  const lose = (): void => options.on?.closed?.({ code: 1006 });
  let socket: LiveSocket;

  beforeEach(() => {
    jest.useFakeTimers();
    told.length = 0;
    socket = TestBed.inject(LiveSocket);
    socket.reconnected.subscribe(() => told.push('reconnected'));
    socket.listening.subscribe(() => told.push('listening'));
  });
  afterEach(() => jest.useRealTimers());

  it('tells once live changes come, the first time and after a cut', () => {
    connect();
    expect(told).toEqual([]);
    jest.advanceTimersByTime(1_000);
    expect(told).toEqual(['listening']);
    lose();
    connect();
    jest.advanceTimersByTime(5_000);
    expect(told).toEqual(['listening', 'reconnected', 'listening']);
  });

  it('does not for a connection that is gone by then, or of somebody else', () => {
    connect();
    lose();
    jest.advanceTimersByTime(5_000);
    connect();
    socket.restart();
    jest.advanceTimersByTime(5_000);
    expect(told).toEqual(['reconnected']);
  });

  it('knows a server that restarts from one that is gone', () => {
    const connection = TestBed.inject(Connection);
    const heard: string[] = [];
    jest.spyOn(connection, 'serverRestarts').mockImplementation(() => void heard.push('restarts'));
    jest.spyOn(connection, 'socketClosed').mockImplementation(() => void heard.push('gone'));
    options.on?.closed?.({ code: 1012 });
    options.on?.closed?.({ code: 1006 });
    options.on?.closed?.({ code: 1000 });
    expect(heard).toEqual(['restarts', 'gone']);
  });

  it('comes again at once and then with growing pauses, each client at a moment of its own', async () => {
    const pauseOf = async (retries: number): Promise<number> => {
      const began = Date.now();
      let ended = Infinity;
      void options.retryWait?.(retries).then(() => (ended = Date.now()));
      await jest.advanceTimersByTimeAsync(10_000);
      return ended - began;
    };
    const first = [await pauseOf(0), await pauseOf(0), await pauseOf(0), await pauseOf(0)];
    expect(new Set(first).size).toBeGreaterThan(1);
    expect(Math.max(...first)).toBeLessThanOrEqual(500);
    expect(await pauseOf(9)).toBeGreaterThanOrEqual(4_000);
  });
});
