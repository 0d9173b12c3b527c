import { Role } from './roles';

const { CUSTOMER, AGENT, ADMIN } = Role;
const EVERYONE = [CUSTOMER, AGENT, ADMIN] as const;

/**
 * Which roles may attempt what. Every root field of the API names one of these or says that it is public; whether
 * the attempt succeeds on a certain object is the policy's question.
 */
export const PERMISSIONS = {
  'accessToken.manage': EVERYONE,
  'agent.read': [AGENT, ADMIN],
  'agent.create': [ADMIN],
  'topic.read': EVERYONE,
  'topic.create': [ADMIN],
  'ticket.read': EVERYONE,
  'ticket.create': [CUSTOMER],
  'ticket.assign': [ADMIN],
  'ticket.move': EVERYONE,
  'message.send': EVERYONE,
} as const satisfies Record<string, readonly Role[]>;

/** A name from the list of permissions. */
export type Permission = keyof typeof PERMISSIONS;

/** Whether someone of that role may attempt it. */
export const roleAllows = (role: Role, permission: Permission): boolean =>
  (PERMISSIONS[permission] as readonly Role[]).includes(role);
