import type { Permission } from './permissions';

/** What an access token may be used for. It never gives more than its owner's role. */
export enum TokenScope {
  /** Read the owner's profile, topics, tickets and their events, and say how far they were read; the same of their notifications. */
  TICKETS_READ = 'TICKETS_READ',
  /** The same, and whatever is done to tickets; one's own canned replies. Who changes a ticket gets it back. */
  TICKETS_WRITE = 'TICKETS_WRITE',
  /** What admins do to people, topics, the canned replies of all staff, deliveries and webhooks. */
  ADMIN_WRITE = 'ADMIN_WRITE',
}

const READ: readonly Permission[] = ['ticket.read', 'ticket.markRead', 'topic.read', 'agent.read', 'report.read', 'notification.read'];

/** The permissions each scope opens. A permission in no scope can't be used with a token at all. */
export const SCOPE_PERMISSIONS: Readonly<Record<TokenScope, readonly Permission[]>> = {
  TICKETS_READ: READ,
  TICKETS_WRITE: [
    ...READ,
    'ticket.create',
    'ticket.edit',
    'ticket.assign',
    'ticket.share',
    'ticket.tag',
    'ticket.merge',
    'ticket.move',
    'ticket.rate',
    'message.send',
    'cannedReply.use',
  ],
  ADMIN_WRITE: ['agent.create', 'agent.manage', 'topic.create', 'topic.manage', 'cannedReply.manage', 'delivery.manage', 'webhook.manage'],
};

/** Whether a token with these scopes opens the permission. */
export const scopesAllow = (scopes: readonly TokenScope[], permission: Permission): boolean =>
  scopes.some((scope) => SCOPE_PERMISSIONS[scope].includes(permission));
