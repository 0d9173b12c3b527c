import { parseMobile } from './mobile';

describe('a mobile number', () => {
  it.each([
    ['+4915112345678', '+4915112345678'],
    ['+49 151 12345678', '+4915112345678'],
    [' +49 (0)151 123-456-78 ', '+4915112345678'],
    ['+44 7700 900123', '+447700900123'],
    ['+1 (555) 123.4567', '+15551234567'],
    ['+91-98123-45678', '+919812345678'],
  ])('is taken as people write it: %s', (written, stored) => {
    expect(parseMobile(written)).toBe(stored);
  });

  it.each([
    ['nothing', ''],
    ['one without a country code', '0151 12345678'],
    ['one of a country that is none', '+999 12345678'],
    ['one that is too short', '+49 1'],
    ['one that is too long', '+1234567890123456'],
    ['one with words around it', 'call +4915112345678 now'],
    ['one with an extension', '+4915112345678 ext 5'],
    ['one with letters', '+49 151 CALL NOW'],
    ['an endless one', `+49${' 1'.repeat(10_000)}`],
    ['what is no text', 4915112345678],
  ])('is not taken: %s', (_, written) => {
    expect(parseMobile(written)).toBeNull();
  });
});
