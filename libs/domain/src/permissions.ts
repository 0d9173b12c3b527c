import { Role } from './roles';

const { CUSTOMER, AGENT, ADMIN } = Role;
const EVERYONE = [CUSTOMER, AGENT, ADMIN] as const;

/**
 * Which roles may attempt what. Every root field of the API names one of these or says that it is public; whether
 * the attempt succeeds on a certain object is the policy's question.
 */
export const PERMISSIONS = {
  'account.secure': EVERYONE,
  'account.manage': EVERYONE,
  'accessToken.manage': EVERYONE,
  'availability.set': [AGENT, ADMIN],
  'agent.read': [AGENT, ADMIN],
  'agent.create': [ADMIN],
  'agent.manage': [ADMIN],
  'audit.read': [ADMIN],
  'shop.manage': [ADMIN],
  'topic.read': EVERYONE,
  'topic.create': [ADMIN],
  'topic.manage': [ADMIN],
  'ticket.read': EVERYONE,
  'ticket.create': [CUSTOMER],
  'ticket.edit': EVERYONE,
  'ticket.assign': [ADMIN],
  'ticket.share': [ADMIN],
  'ticket.tag': [AGENT, ADMIN],
  'ticket.merge': [AGENT, ADMIN],
  'ticket.move': EVERYONE,
  'ticket.markRead': EVERYONE,
  'message.send': EVERYONE,
  'cannedReply.use': [AGENT, ADMIN],
  'cannedReply.manage': [ADMIN],
  'report.read': [ADMIN],
  'ticket.rate': [CUSTOMER],
  'feedback.send': [CUSTOMER, AGENT],
  'feedback.read': [ADMIN],
  'feedback.manage': [ADMIN],
  'notification.read': EVERYONE,
  'push.subscribe': EVERYONE,
  'delivery.manage': [ADMIN],
  'webhook.manage': [ADMIN],
} as const satisfies Record<string, readonly Role[]>;

/** A name from the list of permissions. */
export type Permission = keyof typeof PERMISSIONS;

/** Whether someone of that role may attempt it. */
export const roleAllows = (role: Role, permission: Permission): boolean =>
  (PERMISSIONS[permission] as readonly Role[]).includes(role);

/** What is open to someone who has a duty: what makes their account safe, and with it the duty fulfilled. */
export const OPEN_DURING_DUTY: readonly Permission[] = ['account.secure'];
