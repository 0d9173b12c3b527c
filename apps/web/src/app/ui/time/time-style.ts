import { computed, signal } from '@angular/core';

/** How the reader wants times: their language, which decides how dates are written, and their zone. */
export interface TimeStyle {
  /** BCP 47; without it the browser's own. */
  readonly language?: string | null;
  /** An IANA name; without it the browser's own. */
  readonly timeZone?: string | null;
}

const FORMATS = {
  clockTime: { timeStyle: 'short' },
  dayAndMonth: { day: 'numeric', month: 'short' },
  fullDate: { day: 'numeric', month: 'short', year: 'numeric' },
  exact: { dateStyle: 'full', timeStyle: 'short' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

const style = signal<TimeStyle>({}, { equal: (a, b) => a.language === b.language && a.timeZone === b.timeZone });

/** From here on all times on the screen follow it. Set by the frame around the pages, for whoever is signed in. */
export const setTimeStyle = ({ language, timeZone }: TimeStyle): void => style.set({ language, timeZone });

/** The formats of the style. Whatever shows a time reads this signal, and so is drawn again when the style changes. */
export const timeFormats = computed(() => {
  const { language, timeZone } = style();
  const format = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => formatOf(options, language, timeZone);
  return {
    clockTime: format(FORMATS.clockTime),
    dayAndMonth: format(FORMATS.dayAndMonth),
    fullDate: format(FORMATS.fullDate),
    exact: format(FORMATS.exact),
    /** 2026-03-01: the day that it is there. */
    day: formatOf({ year: 'numeric', month: '2-digit', day: '2-digit' }, 'en-CA', timeZone),
  };
});

/** The lists of languages and zones differ between browsers: what one does not know is as if it were not chosen. */
function formatOf(options: Intl.DateTimeFormatOptions, language?: string | null, timeZone?: string | null): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat(language ?? undefined, { ...options, ...(timeZone && { timeZone }) });
  } catch {
    return new Intl.DateTimeFormat(undefined, options);
  }
}
