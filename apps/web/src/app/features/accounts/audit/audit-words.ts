import type { SecurityEventType } from '#graphql';

/** Kinds of security events that one looks for together. */
export interface KindGroup {
  /** In the address. */
  readonly key: string;
  readonly label: string;
  readonly types: readonly SecurityEventType[];
}

/** What happened, in words that fit behind any name. */
export const KIND_WORDS: Readonly<Record<SecurityEventType, string>> = {
  SIGNED_UP: 'Signed up',
  SIGNED_IN: 'Signed in',
  SIGN_IN_FAILED: 'Sign-in failed',
  SIGNED_OUT: 'Signed out',
  SESSIONS_ENDED: 'Sessions ended',
  SIGN_IN_REPORTED: 'Sign-in reported as not theirs',
  PASSWORD_RESET_REQUESTED: 'Asked for a new password',
  PASSWORD_RESET_FAILED: 'Password reset failed',
  PASSWORD_RESET: 'Password reset',
  PASSWORD_CHANGED: 'Password changed',
  PASSWORD_CHECK_FAILED: 'Wrong password or code while signed in',
  EMAIL_VERIFIED: 'E-mail confirmed',
  EMAIL_CHANGE_REQUESTED: 'Asked to change the e-mail',
  EMAIL_CHANGED: 'E-mail changed',
  MOBILE_VERIFIED: 'Mobile number confirmed',
  SECOND_FACTOR_ENABLED: 'Second factor set up',
  SECOND_FACTOR_DISABLED: 'Second factor turned off',
  RECOVERY_CODES_RENEWED: 'New recovery codes',
  RECOVERY_CODE_USED: 'Recovery code used',
  TOKEN_CREATED: 'Access token made',
  TOKEN_REVOKED: 'Access token revoked',
  STAFF_CREATED: 'Added with a first password',
  STAFF_INVITED: 'Invited',
  INVITATION_ACCEPTED: 'Invitation accepted',
  ROLE_CHANGED: 'Role changed',
  AGENT_DEACTIVATED: 'Deactivated',
  AGENT_REACTIVATED: 'Let in again',
  ACCOUNT_EXPORTED: 'Own data downloaded',
  ACCOUNT_DELETION_REQUESTED: 'Asked to delete the account',
  ACCOUNT_DELETION_CANCELLED: 'Deletion called off',
  ACCOUNT_ERASED: 'Account erased',
  SHOP_SETTINGS_CHANGED: 'Shop settings changed',
  WEBHOOK_CREATED: 'Webhook set up',
  WEBHOOK_CHANGED: 'Webhook changed',
  WEBHOOK_SECRET_ROTATED: 'New secret for a webhook',
  WEBHOOK_PAUSED: 'Webhook paused',
  WEBHOOK_RESUMED: 'Webhook resumed',
  WEBHOOK_DELETED: 'Webhook deleted',
  SENT_AGAIN: 'Notification sent again',
  ADDRESS_UNBLOCKED: 'Mail to the address allowed again',
};

/** What an admin may want to look at apart; the rest is there to be read through. */
const ALARMING: readonly SecurityEventType[] = [
  'SIGN_IN_FAILED',
  'SIGN_IN_REPORTED',
  'PASSWORD_RESET_FAILED',
  'PASSWORD_CHECK_FAILED',
  'SECOND_FACTOR_DISABLED',
  'RECOVERY_CODE_USED',
];

/** Whether it may be a sign of someone who should not be there. */
export const isAlarming = (type: SecurityEventType): boolean => ALARMING.includes(type);

/** All kinds, sorted into what belongs together. */
export const KIND_GROUPS: readonly KindGroup[] = [
  {
    key: 'signing-in',
    label: 'Signing in and out',
    types: ['SIGNED_UP', 'SIGNED_IN', 'SIGN_IN_FAILED', 'SIGNED_OUT', 'SESSIONS_ENDED', 'SIGN_IN_REPORTED'],
  },
  {
    key: 'passwords',
    label: 'Passwords',
    types: ['PASSWORD_RESET_REQUESTED', 'PASSWORD_RESET_FAILED', 'PASSWORD_RESET', 'PASSWORD_CHANGED', 'PASSWORD_CHECK_FAILED'],
  },
  {
    key: 'second-factor',
    label: 'Second factor',
    types: ['SECOND_FACTOR_ENABLED', 'SECOND_FACTOR_DISABLED', 'RECOVERY_CODES_RENEWED', 'RECOVERY_CODE_USED'],
  },
  { key: 'email', label: 'E-mail and mobile', types: ['EMAIL_VERIFIED', 'EMAIL_CHANGE_REQUESTED', 'EMAIL_CHANGED', 'MOBILE_VERIFIED'] },
  { key: 'tokens', label: 'Access tokens', types: ['TOKEN_CREATED', 'TOKEN_REVOKED'] },
  {
    key: 'staff',
    label: 'Agents and admins',
    types: ['STAFF_CREATED', 'STAFF_INVITED', 'INVITATION_ACCEPTED', 'ROLE_CHANGED', 'AGENT_DEACTIVATED', 'AGENT_REACTIVATED'],
  },
  {
    key: 'own-data',
    label: 'Own data',
    types: ['ACCOUNT_EXPORTED', 'ACCOUNT_DELETION_REQUESTED', 'ACCOUNT_DELETION_CANCELLED', 'ACCOUNT_ERASED'],
  },
  { key: 'deliveries', label: 'Deliveries', types: ['SENT_AGAIN', 'ADDRESS_UNBLOCKED'] },
  { key: 'shop', label: 'The shop', types: ['SHOP_SETTINGS_CHANGED'] },
  {
    key: 'webhooks',
    label: 'Webhooks',
    types: ['WEBHOOK_CREATED', 'WEBHOOK_CHANGED', 'WEBHOOK_SECRET_ROTATED', 'WEBHOOK_PAUSED', 'WEBHOOK_RESUMED', 'WEBHOOK_DELETED'],
  },
];

/** The kinds that a key of the address stands for, be it a group or one kind; undefined for all of them. */
export function typesFor(kind: string | undefined): readonly SecurityEventType[] | undefined {
  const group = KIND_GROUPS.find(({ key }) => key === kind);
  if (group) return group.types;
  return kind && Object.hasOwn(KIND_WORDS, kind) ? [kind as SecurityEventType] : undefined;
}

/** What the event says more, for reading: "Role: agent · Scopes: tickets read". Ids tell people nothing. */
export function detailWords(details: Readonly<Record<string, unknown>>): string {
  return Object.entries(details)
    .filter(([key, value]) => value !== null && !/id$/i.test(key))
    .map(([key, value]) => `${keyWords(key)}: ${valueWords(value)}`)
    .join(' · ');
}

function keyWords(key: string): string {
  const words = key.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function valueWords(value: unknown): string {
  if (Array.isArray(value)) return value.map(valueWords).join(', ');
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'object' && value !== null) return JSON.stringify(value);
  const text = String(value);
  return /^[A-Z][A-Z_]+$/.test(text) ? text.toLowerCase().replaceAll('_', ' ') : text;
}
