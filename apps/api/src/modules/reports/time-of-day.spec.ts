import { lastHours, quarterOf, startOfDay } from './time-of-day';

describe('the time of day', () => {
  it.each([
    ['UTC', '2026-03-01T20:30:00.000Z', '2026-03-01T00:00:00.000Z'],
    ['Asia/Kolkata', '2026-03-01T20:30:00.000Z', '2026-03-01T18:30:00.000Z'],
    ['America/New_York', '2026-03-01T04:59:59.999Z', '2026-02-28T05:00:00.000Z'],
    ['Europe/Berlin', '2026-03-29T20:00:00.000Z', '2026-03-28T23:00:00.000Z'], // clocks went forward at 01:00 UTC
    ['Europe/Berlin', '2026-10-25T20:00:00.000Z', '2026-10-24T22:00:00.000Z'], // and back
  ])('in %s the day of %s began at %s', (zone, now, start) => {
    expect(startOfDay(new Date(now), zone).toISOString()).toBe(start);
  });

  it('has hours that begin as the clocks of the zone do, the current one last', () => {
    const hours = (zone: string): string[] => lastHours(new Date('2026-03-01T20:29:00.000Z'), zone, 2).map((hour) => hour.toISOString());
    expect(hours('UTC')).toEqual(['2026-03-01T19:00:00.000Z', '2026-03-01T20:00:00.000Z']);
    expect(hours('Asia/Kolkata')).toEqual(['2026-03-01T18:30:00.000Z', '2026-03-01T19:30:00.000Z']);
  });

  it('has quarters of an hour', () => {
    expect(['09:44:59.999', '09:45:00.000', '09:59:59.999'].map((time) => quarterOf(new Date(`2026-03-01T${time}Z`)))).toEqual([
      ...['2026-03-01T09:30', '2026-03-01T09:45', '2026-03-01T09:45'],
    ]);
  });
});
