const MINUTE = 60_000;
const QUARTER = 15 * MINUTE;
const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** How far the clocks of the zone are ahead of UTC at that moment. */
function aheadOfUtc(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    ...{ timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric' },
    ...{ hour: 'numeric', minute: 'numeric' },
  }).formatToParts(at);
  const value = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.find((part) => part.type === type)?.value);
  return Date.UTC(value('year'), value('month') - 1, value('day'), value('hour'), value('minute')) - Math.floor(at / MINUTE) * MINUTE;
}

/** When the day began that it is now in the zone. */
export function startOfDay(now: Date, timeZone: string): Date {
  const ahead = aheadOfUtc(now.getTime(), timeZone);
  const midnight = Math.floor((now.getTime() + ahead) / DAY) * DAY;
  return new Date(midnight - aheadOfUtc(midnight - ahead, timeZone)); // clocks may have changed since
}

/** When each of the last so many hours of the zone began, the one that it is now last. */
export function lastHours(now: Date, timeZone: string, count: number): Date[] {
  const ahead = aheadOfUtc(now.getTime(), timeZone);
  const current = Math.floor((now.getTime() + ahead) / HOUR) * HOUR - ahead;
  return Array.from({ length: count }, (_, index) => new Date(current - (count - 1 - index) * HOUR));
}

/** The quarter of an hour that a moment is in: 2026-03-01T09:45. Quarters sort by time. */
export const quarterOf = (at: Date): string => new Date(Math.floor(at.getTime() / QUARTER) * QUARTER).toISOString().slice(0, 16);
