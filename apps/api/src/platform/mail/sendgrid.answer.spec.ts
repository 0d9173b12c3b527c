import { reasonOf, retryAfterOf } from './sendgrid.answer';
import type { Mail } from './mail';

const MAIL: Mail = { id: 'm1', to: { name: 'Ann Rao', email: 'ann@example.com' }, subject: 's', text: 't', html: 'h', kind: 'k', thread: null, unsubscribeUrl: null };
const reason = (body: unknown) => reasonOf({ body }, MAIL);

describe('reasonOf', () => {
  it('joins the messages and the fields', () => {
    const errors = [{ message: 'Not valid.', field: 'from.email', help: null }, { message: 'Too long.', field: null }];
    expect(reason({ errors })).toBe('Not valid. from.email; Too long.');
  });

  it('leaves out addresses and the name of the person', () => {
    const message = 'Ann Rao <ann@example.com> and mailto:bob@example.com are suppressed';
    expect(reason({ errors: [{ message }] })).toBe('… <…@…> and mailto:…@… are suppressed');
  });

  it('copes with a person without a name', () => {
    const mail = { ...MAIL, to: { name: '', email: 'a@b.example' } };
    expect(reasonOf({ body: { errors: [{ message: 'No.' }] } }, mail)).toBe('No.');
  });

  it('is short', () => {
    expect(reason({ errors: [{ message: 'x'.repeat(9_999) }] })).toHaveLength(500);
  });

  it.each([undefined, null, '', '<html>', {}, { errors: 'no' }, { errors: [null, {}, { message: 5 }] }])(
    'says so when %p gives none',
    (body) => expect(reason(body)).toBe('no reason given'),
  );
});

describe('retryAfterOf', () => {
  const now = Date.parse('2026-01-01T00:00:00Z');
  const seconds = (value: unknown) => retryAfterOf({ headers: { 'retry-after': value } }, now);

  it('reads seconds and dates', () => {
    expect(seconds('120')).toBe(120);
    expect(seconds('Thu, 01 Jan 2026 00:01:30 GMT')).toBe(90);
    expect(seconds('Wed, 31 Dec 2025 00:00:00 GMT')).toBe(0);
  });

  it('reads when the count begins anew, unless the answer says when to come back', () => {
    const reset = String(now / 1000 + 45);
    expect(retryAfterOf({ headers: { 'x-ratelimit-reset': reset } }, now)).toBe(45);
    expect(retryAfterOf({ headers: { 'x-ratelimit-reset': reset, 'retry-after': '7' } }, now)).toBe(7);
    expect(retryAfterOf({ headers: { 'x-ratelimit-reset': String(now / 1000 - 5) } }, now)).toBe(0);
    expect(retryAfterOf({ headers: { 'x-ratelimit-reset': 'soon' } }, now)).toBeUndefined();
  });

  it('comes back within a day', () => {
    expect(seconds('999999999')).toBe(24 * 60 * 60);
  });

  it('knows nothing without a header that it can read', () => {
    expect(seconds('soon')).toBeUndefined();
    expect(seconds(undefined)).toBeUndefined();
    expect(retryAfterOf({})).toBeUndefined();
  });
});
