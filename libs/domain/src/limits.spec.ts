import { LIMITS, MOBILE_PATTERN } from './limits';

describe('limits', () => {
  it('are whole and positive', () => {
    const numbers = Object.values(LIMITS).flatMap((group) => Object.values(group));
    expect(numbers.filter((limit) => !Number.isInteger(limit) || limit < 1)).toEqual([]);
  });

  it('keep long texts within 65,535 bytes, which is what a TEXT column of MySQL holds', () => {
    const bytesPerUnit = 3; // at most: a character of 4 bytes has two units
    expect(LIMITS.message.body * bytesPerUnit).toBeLessThanOrEqual(65_535);
    expect(LIMITS.ticket.description * bytesPerUnit).toBeLessThanOrEqual(65_535);
  });

  it('offer pages and passwords within their own bounds', () => {
    expect(LIMITS.page.default).toBeLessThanOrEqual(LIMITS.page.max);
    expect(LIMITS.password.min).toBeGreaterThanOrEqual(8);
    expect(LIMITS.password.max).toBeGreaterThanOrEqual(64); // NIST SP 800-63B-4 §3.1.1.2
  });
});

describe('mobile numbers', () => {
  it.each(['+1234567', '+4915112345678', '+123456789012345'])('%s is one', (number) => {
    expect(number).toMatch(MOBILE_PATTERN);
    expect(number.length).toBeLessThanOrEqual(LIMITS.person.mobile);
  });

  it.each(['', '+', '4915112345678', '+0915112345678', '+123456', '+1234567890123456', '+49 151 123', '+4915112345678\n'])('%j is none', (text) => {
    expect(text).not.toMatch(MOBILE_PATTERN);
  });
});
