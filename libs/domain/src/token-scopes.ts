import type { Permission } from './permissions';

/** What an access token may be used for. It never gives more than its owner's role. */
export enum TokenScope {
  /** Read the owner's profile, topics, tickets and their events. */
  TICKETS_READ = 'TICKETS_READ',
  /** The same, and raise tickets, answer them, move them: who changes a ticket gets it back. */
  TICKETS_WRITE = 'TICKETS_WRITE',
  /** What admins do to people and topics. */
  ADMIN_WRITE = 'ADMIN_WRITE',
}

const READ: readonly Permission[] = ['ticket.read', 'topic.read', 'agent.read'];

/** The permissions each scope opens. A permission in no scope can't be used with a token at all. */
export const SCOPE_PERMISSIONS: Readonly<Record<TokenScope, readonly Permission[]>> = {
  TICKETS_READ: READ,
  TICKETS_WRITE: [...READ, 'ticket.create', 'ticket.assign', 'ticket.move', 'message.send'],
  ADMIN_WRITE: ['agent.create', 'topic.create'],
};

/** Whether a token with these scopes opens the permission. */
export const scopesAllow = (scopes: readonly TokenScope[], permission: Permission): boolean =>
  scopes.some((scope) => SCOPE_PERMISSIONS[scope].includes(permission));
