import { SecretKey } from '../../platform/auth';
import { renderMail } from '../../platform/mail';
import { accountWords } from './account.mails';
import { brandOf } from './mail-words';
import type { AccountKind } from './notification.kinds';

const SENDER = { shopName: 'Example Shop', publicUrl: 'https://help.example.com', shopLogoUrl: null, shopColour: '#0b6b63' };
const AT = new Date('2026-03-01T12:30:00.000Z');
const DATA = { codeId: 'code', linkId: 'link', device: 'Firefox on Linux', by: 'owner', enabled: true, dueAt: '2026-03-08T12:30:00.000Z' };
const SECRETS = new SecretKey('a key of at least thirty-two characters');
const CODE = SECRETS.code('code');
const LINK = SECRETS.linkSecret('link');

interface Differently {
  readonly data?: Record<string, unknown>;
  readonly recipient?: { readonly language: string | null; readonly timeZone: string | null };
  readonly actor?: { readonly name: string } | null;
}
/** The mail as a plain text reader shows it. */
function textOf(kind: AccountKind, { data = {}, recipient = { language: null, timeZone: null }, actor = { name: 'Boss' } }: Differently = {}): string {
  const about = { event: { at: AT, data: { ...DATA, ...data } }, recipient, actor, secrets: SECRETS };
  const { subject, ...content } = accountWords(kind, about, SENDER);
  return `${subject}\n---\n${renderMail(content, brandOf(SENDER)).text}`.replaceAll(CODE, '<code>').replaceAll(LINK, '<link>').trimEnd();
}

describe('the words of', () => {
  it('a password that was changed', () => {
    expect(textOf('passwordChanged')).toContain('changed on 1 March 2026 at 12:30 UTC. Your other sessions have ended; access tokens go on.');
  });

  it('a password that was reset, and a second factor that was switched off', () => {
    expect(textOf('passwordChanged', { data: { by: 'reset' } })).toMatch(/reset with a code on 1 March 2026.*access tokens have ended/);
    expect(textOf('secondFactorChanged', { data: { enabled: false } })).toContain('Your second factor is off');
  });
});

describe('a mail about an account', () => {
  it('says times as its reader writes them', () => {
    expect(textOf('newDevice', { recipient: { language: 'en-US', timeZone: 'America/New_York' } })).toContain('March 1, 2026 at 07:30 AM EST');
  });

  it('says who invites, or that an admin does', () => {
    expect(textOf('invitation', { actor: null })).toContain('An admin has made you an account');
  });

  it('shows names as text, not as HTML', () => {
    const about = { event: { at: AT, data: DATA }, recipient: { language: null, timeZone: null }, actor: { name: '<b>Boss</b>' }, secrets: SECRETS };
    const { subject: _subject, ...content } = accountWords('invitation', about, { ...SENDER, shopName: '<i>Shop</i>' });
    expect(renderMail(content, brandOf(SENDER)).html).not.toMatch(/<b>|<i>/);
  });
});
