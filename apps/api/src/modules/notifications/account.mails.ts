import type { SecretKey } from '../../platform/auth';
import type { EventRow } from '../../platform/events';
import type { Code } from '../../platform/mail';
import type { User } from '../accounts';
import { type Part, REASON, type Reader, type Sender, timeFor as timeOf, type Words } from './mail-words';
import type { AccountKind } from './notification.kinds';

/** What a mail about an account is about. */
export interface AccountSubject {
  readonly event: Pick<EventRow, 'at' | 'data'>;
  readonly recipient: Reader;
  /** Who did it; null when nobody was signed in. */
  readonly actor: Pick<User, 'name'> | null;
  /** Makes the codes and links that are in the mail, from the ids in the event. */
  readonly secrets: Pick<SecretKey, 'code' | 'linkSecret'>;
}
interface About extends AccountSubject, Sender {}
type AccountPart = Part & Pick<Words, 'subject' | 'action'> & Partial<Pick<Words, 'footer'>>;

/** For addresses that somebody typed: whoever reads it need not have an account, and nothing in it is of that somebody's choice. */
const TYPED = 'You get this mail because someone gave us this address. If it was not you, you need not do anything.';

const codeOf = ({ event, secrets }: About): Code => ({ code: secrets.code(String(event.data['codeId'])) });
const linkOf = ({ event, secrets }: About): string => secrets.linkSecret(String(event.data['linkId']));

const timeFor = ({ recipient }: About, time: Date): string => timeOf(recipient, time);

/** What to do when it was somebody else. */
const resetIn = ({ publicUrl }: About): Words['action'] => ({ label: 'Reset the password', url: `${publicUrl}/forgot-password` });

const MAILS: Record<AccountKind, (about: About) => AccountPart> = {
  confirmEmail: (about) => ({
    subject: 'Confirm your e-mail address',
    preheader: `Your code for ${about.shopName}.`,
    heading: 'Confirm your e-mail address',
    body: ['Enter this code, or open the link. It is good for 24 hours.', codeOf(about), 'Until then we hold back other mail to you.'],
    action: { label: 'Confirm the address', url: `${about.publicUrl}/confirm-email?code=${codeOf(about).code}` },
    footer: TYPED,
  }),
  resetPassword: (about) => ({
    subject: 'Your code to reset the password',
    preheader: 'It is good for ten minutes.',
    heading: 'Reset your password',
    body: [
      'Enter this code to choose another password. It is good for ten minutes.',
      codeOf(about),
      'If you did not ask for it, you need not do anything. Tell nobody the code; we never ask for it.',
    ],
    action: { label: 'Choose another password', url: `${about.publicUrl}/reset-password` },
    footer: REASON,
  }),
  passwordChanged: (about) => ({
    subject: 'Your password was changed',
    preheader: 'If it was not you, reset it now.',
    heading: 'Your password was changed',
    body: [
      about.event.data['by'] === 'reset'
        ? `It was reset with a code on ${timeFor(about, about.event.at)}. Everybody who was signed in to your account is signed out, and its access tokens have ended.`
        : `It was changed on ${timeFor(about, about.event.at)}. Your other sessions have ended; access tokens go on.`,
      'If it was not you, reset the password now.',
    ],
    action: resetIn(about),
  }),
  confirmNewEmail: (about) => ({
    subject: 'Confirm your new e-mail address',
    preheader: `Your code for ${about.shopName}.`,
    heading: 'Confirm your new e-mail address',
    body: ['Enter this code in your account. It is good for an hour.', codeOf(about), 'Until then your account keeps the address that it has.'],
    action: { label: 'Open your account', url: `${about.publicUrl}/account` },
    footer: TYPED,
  }),
  emailChanged: (about) => ({
    subject: 'Your account has another e-mail address',
    preheader: 'Mail about it goes there from now on.',
    heading: 'Your account has another e-mail address',
    body: [
      `It was changed on ${timeFor(about, about.event.at)}. Mail about your account goes to the new address from now on.`,
      'If it was not you, somebody else is in your account. Tell us at once.',
    ],
    action: { label: `Open ${about.shopName}`, url: about.publicUrl },
    footer: 'You get this mail because this was the address of your account with us.',
  }),
  newDevice: (about) => ({
    subject: 'New sign-in to your account',
    preheader: `${String(about.event.data['device'])}. If it was not you, tell us.`,
    heading: 'New sign-in to your account',
    body: [
      `Somebody signed in with ${String(about.event.data['device'])} on ${timeFor(about, about.event.at)}, for the first time there.`,
      'If it was you, you need not do anything.',
      'If it was not, open the link: it signs everybody out and mails you a code to choose another password.',
    ],
    action: { label: 'This wasn’t me', url: `${about.publicUrl}/not-me#${linkOf(about)}` },
  }),
  secondFactorChanged: (about) => {
    const now = about.event.data['enabled'] === true ? 'needs a code from your authenticator app' : 'no longer needs a code from an app';
    return {
      subject: about.event.data['enabled'] === true ? 'Your second factor is on' : 'Your second factor is off',
      preheader: `Signing in ${now}.`,
      heading: about.event.data['enabled'] === true ? 'Your second factor is on' : 'Your second factor is off',
      body: [
        `Since ${timeFor(about, about.event.at)} signing in ${now}.`,
        about.event.data['byAdmin'] === true
          ? 'An admin of the shop has switched it off, and you are signed out. If you did not ask for it, tell the shop, and reset the password now.'
          : 'If it was not you, reset the password now.',
      ],
      action: resetIn(about),
    };
  },
  mobileConfirmed: (about) => ({
    subject: 'Text messages go to your mobile number',
    preheader: 'If it was not you, reset the password by mail.',
    heading: 'Your mobile number is confirmed',
    body: [
      `It was confirmed on ${timeFor(about, about.event.at)}. News that you choose goes there, and codes to reset your password when they are wanted there.`,
      'If it was not you, somebody else knows your password. Reset it by mail now: then nothing goes to that number any more.',
    ],
    action: resetIn(about),
  }),
  recoveryCodesRenewed: (about) => ({
    subject: 'You have new recovery codes',
    preheader: 'The ones from before are good for nothing.',
    heading: 'You have new recovery codes',
    body: [
      `They were made on ${timeFor(about, about.event.at)}. The ones from before are good for nothing.`,
      'If it was not you, reset the password now.',
    ],
    action: resetIn(about),
  }),
  invitation: (about) => ({
    subject: `You are invited to answer for ${about.shopName}`,
    preheader: 'Choose a password to begin.',
    heading: `You are invited to answer for ${about.shopName}`,
    body: [
      `${about.actor?.name ?? 'An admin'} has made you an account in the help desk of ${about.shopName}.`,
      'Open the link and choose a password. The link is good once, for 72 hours.',
    ],
    action: { label: 'Accept the invitation', url: `${about.publicUrl}/invitation#${linkOf(about)}` },
    footer: 'You get this mail because an admin gave us this address. If you expected none, you need not do anything.',
  }),
  deletionRequested: (about) => ({
    subject: 'Your account will be deleted',
    preheader: 'Signing in before then cancels it.',
    heading: 'Your account will be deleted',
    body: [
      `On ${timeFor(about, new Date(String(about.event.data['dueAt'])))} everything personal in it is erased.`,
      'Signing in before then cancels it.',
    ],
    action: { label: 'Keep my account: sign in', url: `${about.publicUrl}/sign-in` },
  }),
};

/** Greets a new customer, once it is known that mail reaches them. */
export const welcome = ({ name }: Pick<User, 'name'>, { shopName, publicUrl }: Sender): Words => ({
  subject: `Welcome to ${shopName}`,
  preheader: 'Your account is ready.',
  heading: `Welcome, ${name}`,
  body: ['Your account is ready. When something goes wrong with an order, tell us, and one expert will answer you.'],
  action: { label: 'Raise a ticket', url: `${publicUrl}/tickets/new` },
  footer: REASON,
});

/** Writes a mail about an account. */
export const accountWords = (kind: AccountKind, about: AccountSubject, sender: Sender): Words => ({
  footer: REASON,
  ...MAILS[kind]({ ...about, ...sender }),
});
