import { timeFormats } from './time-style';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The day that it is for the reader, as a moment to reckon with. */
const dayOf = (at: number): number => Date.parse(timeFormats().day.format(at));

/** The hour and minute, in the reader's zone. */
export const timeOfDay = (iso: string): string => timeFormats().clockTime.format(new Date(iso));

/** Everything about the moment, for a title. */
export const exactTime = (iso: string): string => timeFormats().exact.format(new Date(iso));

/** The date, whole: "12 Mar 2025". */
export const dateWords = (iso: string): string => timeFormats().fullDate.format(new Date(iso));

/** The day as people say it: "Today", "Yesterday", "12 Mar", "12 Mar 2025". */
export function dayWords(iso: string, now: number): string {
  const at = Date.parse(iso);
  const days = (dayOf(now) - dayOf(at)) / DAY;
  if (days <= 0) return 'Today';
  if (days === 1) return 'Yesterday';
  const { dayAndMonth, fullDate } = timeFormats();
  const sameYear = new Date(dayOf(at)).getUTCFullYear() === new Date(dayOf(now)).getUTCFullYear();
  return (sameYear ? dayAndMonth : fullDate).format(at);
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
