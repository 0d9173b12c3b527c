import type { AccountState, Role } from '#graphql';
import type { Agent } from '../agents.store';

/** Where an agent stands, as people say it: only who is active can be away. */
export type Standing = AccountState | 'AWAY';

/** What an agent's standing is called. */
export const STANDING_WORDS: Readonly<Record<Standing, string>> = {
  ACTIVE: 'Active',
  AWAY: 'Away',
  INVITED: 'Invited',
  DEACTIVATED: 'Deactivated',
  LEAVING: 'Leaving',
  ERASED: 'Deleted',
};

/** The states one can look for, in the order in which they are offered. */
export const STATES_TO_FIND: readonly AccountState[] = ['ACTIVE', 'INVITED', 'DEACTIVATED', 'LEAVING'];

/** What the roles of staff are called. */
export const STAFF_ROLE_WORDS: Readonly<Record<Exclude<Role, 'CUSTOMER'>, string>> = { AGENT: 'Agent', ADMIN: 'Admin' };

/** Whether they work, wait to come in, are on the way out, or are out. */
export function standingOf({ state, availability }: Pick<Agent, 'state' | 'availability'>): Standing {
  if (state && state !== 'ACTIVE') return state;
  return availability === 'AWAY' ? 'AWAY' : 'ACTIVE';
}
