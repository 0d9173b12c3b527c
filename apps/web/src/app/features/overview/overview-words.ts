const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A length of time in its two largest units: "45 s", "12 min", "3 h 20 min", "2 d 4 h"; a dash where there is none. */
export function durationWords(seconds: number | null): string {
  if (seconds === null) return '–';
  if (seconds < MINUTE) return `${seconds} s`;
  if (seconds < HOUR) return `${Math.round(seconds / MINUTE)} min`;
  const [large, small, one, other] = seconds < DAY ? ([HOUR, MINUTE, 'h', 'min'] as const) : ([DAY, HOUR, 'd', 'h'] as const);
  const whole = Math.floor(seconds / large);
  const rest = Math.floor((seconds % large) / small);
  return rest === 0 ? `${whole} ${one}` : `${whole} ${one} ${rest} ${other}`;
}

/** A round number to draw a scale up to: at least the largest value, and even, so that its half is whole. */
export function scaleOf(largest: number): number {
  const step = 10 ** Math.floor(Math.log10(Math.max(largest, 1)));
  return Math.max(2, ([1, 2, 4, 6, 10].find((times) => times * step >= largest) ?? 10) * step);
}
