const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const clockTime = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });
const dayAndMonth = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
const fullDate = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric' });
const exact = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'short' });

const startOfDay = (at: number): number => new Date(at).setHours(0, 0, 0, 0);

/** The hour and minute, in the reader's zone. */
export const timeOfDay = (iso: string): string => clockTime.format(new Date(iso));

/** Everything about the moment, for a title. */
export const exactTime = (iso: string): string => exact.format(new Date(iso));

/** The day as people say it: "Today", "Yesterday", "12 Mar", "12 Mar 2025". */
export function dayWords(iso: string, now: number): string {
  const at = Date.parse(iso);
  const days = Math.round((startOfDay(now) - startOfDay(at)) / DAY);
  if (days <= 0) return 'Today';
  if (days === 1) return 'Yesterday';
  return (new Date(at).getFullYear() === new Date(now).getFullYear() ? dayAndMonth : fullDate).format(at);
}

/** How long ago, short: "just now", "5 min ago", "3 h ago", then the day. */
export function timeAgo(iso: string, now: number): string {
  const past = now - Date.parse(iso);
  if (past < MINUTE) return 'just now';
  if (past < HOUR) return `${Math.floor(past / MINUTE)} min ago`;
  if (past < 12 * HOUR) return `${Math.floor(past / HOUR)} h ago`;
  const day = dayWords(iso, now);
  return day === 'Today' ? `today ${timeOfDay(iso)}` : day;
}
