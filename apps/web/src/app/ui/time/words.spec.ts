import { ChangeDetectionStrategy, Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { TimeAgo } from './time-ago';
import { setTimeStyle } from './time-style';
import { dayWords, exactTime, timeOfDay } from './words';

/** Already the second of March in Kolkata, still the first in New York. */
const LATE = '2026-03-01T20:30:00.000Z';
const NOW = Date.parse('2026-03-02T03:00:00.000Z');

@Component({
  imports: [TimeAgo],
  template: `<ccr-time-ago at="${LATE}" />`,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
class Host {}

describe('times', () => {
  afterEach(() => setTimeStyle({}));

  it('are those of the zone that was chosen', () => {
    setTimeStyle({ language: 'en-GB', timeZone: 'Asia/Kolkata' });
    expect(timeOfDay(LATE)).toBe('02:00');
    expect(dayWords(LATE, NOW)).toBe('Today');
    setTimeStyle({ language: 'en-GB', timeZone: 'America/New_York' });
    expect(timeOfDay(LATE)).toBe('15:30');
    expect(dayWords('2026-03-01T04:30:00.000Z', NOW)).toBe('Yesterday');
  });

  it('are written as in the language that was chosen', () => {
    setTimeStyle({ language: 'en-US', timeZone: 'UTC' });
    expect(timeOfDay(LATE)).toMatch(/^8:30\sPM$/);
    expect(dayWords('2025-12-31T12:00:00.000Z', NOW)).toBe('Dec 31, 2025');
    setTimeStyle({ language: 'en-GB', timeZone: 'UTC' });
    expect(dayWords('2025-12-31T12:00:00.000Z', NOW)).toBe('31 Dec 2025');
    expect(exactTime(LATE)).toContain('Sunday');
  });

  it('tell the year by the reader’s zone, too', () => {
    setTimeStyle({ language: 'en-GB', timeZone: 'Asia/Kolkata' });
    expect(dayWords('2025-12-31T20:00:00.000Z', NOW)).toBe('1 Jan');
  });

  it('are there for a zone that this browser does not know', () => {
    setTimeStyle({ timeZone: 'Mars/Olympus_Mons' });
    expect(timeOfDay(LATE)).not.toBe('');
  });

  it('follow on the screen when the style changes', async () => {
    setTimeStyle({ language: 'en-GB', timeZone: 'UTC' });
    const fixture = TestBed.createComponent(Host);
    await fixture.whenStable();
    const title = (): string | null | undefined => (fixture.nativeElement as HTMLElement).querySelector('time')?.title;
    expect(title()).toContain('20:30');
    setTimeStyle({ language: 'en-GB', timeZone: 'Asia/Kolkata' });
    await fixture.whenStable();
    expect(title()).toContain('02:00');
  });
});
