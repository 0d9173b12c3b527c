import { newTotpSecret, totpStep, totpUri } from './totp';

/** RFC 6238, appendix B, in six digits: the ASCII secret 12345678901234567890. */
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const at = (seconds: number): Date => new Date(seconds * 1_000);

describe('time-based one-time passwords', () => {
  it.each([
    [59, '287082', 1],
    [1_111_111_109, '081804', 37_037_036],
    [1_234_567_890, '005924', 41_152_263],
    [20_000_000_000, '353130', 666_666_666],
  ])('are those of RFC 6238 at %i', (seconds, code, step) => expect(totpStep(SECRET, code, at(seconds))).toBe(step));

  it('are taken a step early and a step late, with the step that they belong to, and no further', () => {
    const steps = [-61, -30, 0, 29, 30, 59, 60].map((seconds) => totpStep(SECRET, '005924', at(1_234_567_890 + seconds)));
    expect(steps).toEqual([null, 41_152_263, 41_152_263, 41_152_263, 41_152_263, 41_152_263, null]);
  });

  it.each(['', '05924', '0059240', '00592a', '٠٠٥٩٢٤', '-05924'])('are six digits: not %p', (code) =>
    expect(totpStep(SECRET, code, at(1_234_567_890))).toBeNull());

  it('have secrets of 160 bits, each another', () => {
    expect(newTotpSecret()).toMatch(/^[A-Z2-7]{32}$/);
    expect(newTotpSecret()).not.toBe(newTotpSecret());
  });

  it('are told to apps under the name of the shop and the address', () => {
    const uri = new URL(totpUri('Ann: Toys & Co', 'ann+1@example.com', SECRET));
    expect(uri.protocol + uri.host).toBe('otpauth:totp');
    expect(decodeURIComponent(uri.pathname)).toBe('/Ann  Toys & Co:ann+1@example.com');
    expect(Object.fromEntries(uri.searchParams)).toEqual({ secret: SECRET, issuer: 'Ann  Toys & Co' });
  });
});
