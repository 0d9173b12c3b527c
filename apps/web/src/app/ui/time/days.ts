const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A day as the address and date fields write it, or nothing if it is none. */
export const asDay = (text: string | undefined): string | undefined =>
  text && DAY.test(text) && !Number.isNaN(startOf(text).getTime()) ? text : undefined;

/** The moment a day begins for the reader. */
export const startOf = (day: string): Date => new Date(`${day}T00:00:00`);

/** The last moment of a day for the reader, also on days that are not 24 hours long. */
export function endOf(day: string): Date {
  const next = startOf(day);
  next.setDate(next.getDate() + 1);
  return new Date(next.getTime() - 1);
}
