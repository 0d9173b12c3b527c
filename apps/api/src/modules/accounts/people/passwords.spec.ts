import { hashPassword, isSamePassword, verifyPassword } from './passwords';

jest.unmock('@node-rs/argon2'); // it is about what a password costs

describe('passwords', () => {
  it('are verified against their own hash only', async () => {
    const person = { passwordHash: await hashPassword('correct horse') };
    expect(await verifyPassword(person, 'correct horse')).toBe(true);
    expect(await verifyPassword(person, 'Correct horse')).toBe(false);
    expect(await verifyPassword(null, 'correct horse')).toBe(false);
  });

  it('are the same on every keyboard: an é in one character or in two', async () => {
    const [one, two] = ['caf\u00e9 horse', 'cafe\u0301 horse'] as const;
    expect(await verifyPassword({ passwordHash: await hashPassword(one) }, two)).toBe(true);
    expect(isSamePassword(one, two)).toBe(true);
    expect(isSamePassword(one, 'cafe horse')).toBe(false);
  });

  it('turn a flood away, and go on afterwards', async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 80 }, () => verifyPassword(null, 'x')));
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(refused).toHaveLength(80 - 2 - 50);
    expect(refused[0]?.reason).toMatchObject({ code: 'RATE_LIMITED', details: { retryAfterSeconds: 2 } });
    expect(await verifyPassword(null, 'x')).toBe(false);
  });
});
