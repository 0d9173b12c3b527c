import { TestBed } from '@angular/core/testing';
import { Connection } from '../../data';
import { ConnectionBanner } from './connection-banner';

describe('ConnectionBanner', () => {
  beforeEach(() => jest.useFakeTimers({ doNotFake: ['queueMicrotask'] }));
  afterEach(() => jest.useRealTimers());

  function show() {
    const fixture = TestBed.createComponent(ConnectionBanner);
    const connection = TestBed.inject(Connection);
    const after = (time: number): string => {
      TestBed.tick();
      jest.advanceTimersByTime(time);
      TestBed.tick();
      fixture.detectChanges();
      return (fixture.nativeElement as HTMLElement).textContent?.trim() ?? '';
    };
    return { connection, after };
  }

  it('waits 2 s before it speaks, and says after 10 s that one is offline', () => {
    const { connection, after } = show();
    connection.socketClosed();
    expect(after(1_900)).toBe('');
    expect(after(200)).toBe('Reconnecting…');
    expect(after(8_000)).toBe('You are offline: we keep what you write');
  });

  it('says for 2 s that the connection is back', () => {
    const { connection, after } = show();
    connection.socketClosed();
    after(3_000);
    connection.socketFine();
    expect(after(0)).toBe('Back online');
    expect(after(2_100)).toBe('');
  });

  it('says nothing about a cut that nobody noticed', () => {
    const { connection, after } = show();
    connection.socketClosed();
    after(1_000);
    connection.socketFine();
    expect(after(10_000)).toBe('');
  });

  it('leaves a server that restarts some seconds, also when it is not there at the first try', () => {
    const { connection, after } = show();
    connection.serverRestarts();
    expect(after(3_000)).toBe('');
    connection.socketClosed();
    expect(after(4_500)).toBe('');
    connection.socketFine();
    expect(after(10_000)).toBe('');
  });

  it('does not wait for ever for one that said it restarts', () => {
    const { connection, after } = show();
    connection.serverRestarts();
    expect(after(7_900)).toBe('');
    expect(after(200)).toBe('Reconnecting…');
    expect(after(8_000)).toBe('You are offline: we keep what you write');
    connection.socketFine();
    expect(after(0)).toBe('Back online');
    after(2_100);
    connection.socketClosed();
    expect(after(2_100)).toBe('Reconnecting…');
  });

  it('does not take a network that is gone for a restart', () => {
    const { connection, after } = show();
    connection.serverRestarts();
    window.dispatchEvent(new Event('offline'));
    expect(after(2_100)).toBe('You are offline: we keep what you write');
    window.dispatchEvent(new Event('online'));
  });

  it('knows sooner when the browser itself says so', () => {
    const { after } = show();
    window.dispatchEvent(new Event('offline'));
    expect(after(2_100)).toBe('You are offline: we keep what you write');
    window.dispatchEvent(new Event('online'));
    expect(after(0)).toBe('Back online');
  });
});
