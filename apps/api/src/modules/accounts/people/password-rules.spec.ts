import { dictionary } from '@zxcvbn-ts/language-common';
import type { UserError } from '../../../platform/errors';
import { insistOnGoodPassword } from './password-rules';

const ABOUT = ['Ann Rao', 'ann.rao@example.com'];

/** The message with which it is refused; null when it is taken. */
function refusal(password: string, about: readonly string[] = ABOUT): string | null {
  try {
    insistOnGoodPassword('input.password', password, about);
    return null;
  } catch (error) {
    expect(error).toMatchObject({ code: 'BAD_USER_INPUT', details: { issues: [{ path: 'input.password' }] } });
    return (error as UserError).message;
  }
}

describe('the rules for passwords', () => {
  it('refuse what leaks hold most often, wherever it stands on the list', () => {
    const leaked = Object.values(dictionary['passwords-common']).map(String).filter((password) => password.length >= 8);
    expect(leaked.length).toBeGreaterThan(10_000);
    const some = leaked.filter((_, index) => index % 40 === 0);
    expect(some.filter((password) => refusal(password, []) === null)).toEqual([]);
  });

  it('say so where it is so', () => {
    for (const known of ['password', 'password123', 'qwertyuiop']) expect(refusal(known)).toMatch(/^Very many people use this/);
  });

  it.each([
    ['a row of keys', 'qwertyuiop['],
    ['a row of keys, there and back', 'zxcvbnm,./'],
    ['the alphabet', 'abcdefghijk'],
    ['digits in order', '0123456789'],
    ['one letter', 'zzzzzzzzzzzz'],
    ['one letter 128 times', 'z'.repeat(128)],
    ['a few letters again and again', 'x7Kq'.repeat(32)],
    ['two characters of another script', '密码密码密码密码'],
    ['a date', '31.12.1990'],
    ['a well-known password in disguise', 'P@ssw0rd!'],
    ['a well-known password twice', 'sunshinesunshine'],
    ['the service', 'customercare'],
    ['their name', 'Ann Rao 12'],
    ['their name in one word, with a year', 'annrao2024'],
    ['their name with all that forms ask for', 'AnnRao2024!'],
    ['their address', 'ann.rao@example.com'],
    ['their address in capitals', 'ANN.RAO@EXAMPLE.COM!'],
    ['their name in wide letters', 'ＡｎｎＲａｏ２０２４'],
  ])('refuse %s', (_, password) => {
    expect(refusal(password)).not.toBeNull();
  });

  it.each([
    ['a few words', 'correct horse battery'],
    ['one long sentence', 'we moved into the yellow house when it rained and never left again, all of us and both dogs, the old one and the one with one ear!'.slice(0, 128)],
    ['what a password manager makes', 'hV3!tq9Zr2Lm'],
    ['words of another script', 'лошадь батарея скрепка'],
    ['emoji among words', 'purple 🐴 eats 🔋'],
    ['a name within more', 'ann climbs seven hills'],
  ])('take %s', (_, password) => {
    expect(refusal(password)).toBeNull();
  });

  it('know nothing of other people', () => {
    expect(refusal('Okonkwo-Lindqvist')).toBeNull();
    expect(refusal('Okonkwo-Lindqvist', ['Ada Okonkwo-Lindqvist'])).toMatch(/^Names and addresses are tried first/);
  });

  it('take no longer for what was made to take long', () => {
    const parts = ['ab', 'aA1!', '@4831!', 'l33t5p34k', 'password1', '1990-', 'annrao', '\u{1F434}', 'p4$5w0rd!1', 'dr4g0nm4$t3r'];
    const disguised = ['&s11|!>(]<e](64l13![]d5&@+1(a<4s9[|]0^e}+1@${9d7e])1l61+&o|@76ae', 's3x$3xp4$swordmu$74ngasdfghjmine'];
    const about = ['a '.repeat(50), `${'a.'.repeat(120)}a@example.com`];
    for (const password of [...parts, ...disguised].map((part) => part.repeat(128).slice(0, 128))) {
      const times = Array.from({ length: 5 }, () => {
        const start = performance.now();
        refusal(password, about);
        return performance.now() - start;
      });
      expect([password, Math.min(...times) < 80]).toEqual([password, true]); // alone on a machine: 10
    }
  });
});
