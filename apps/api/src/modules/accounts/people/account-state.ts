import { isStaff } from '@ccr/domain';
import { registerEnumType } from 'type-graphql';
import type { User } from './user.entity';

/** Where an account stands. */
export enum AccountState {
  INVITED = 'INVITED',
  ACTIVE = 'ACTIVE',
  DEACTIVATED = 'DEACTIVATED',
  LEAVING = 'LEAVING',
  ERASED = 'ERASED',
}

registerEnumType(AccountState, {
  name: 'AccountState',
  description: 'Where an account stands.',
  valuesConfig: {
    INVITED: { description: 'They have not chosen a password yet.' },
    ACTIVE: { description: 'They can sign in.' },
    DEACTIVATED: { description: 'They can do nothing until an admin lets them in again.' },
    LEAVING: { description: 'They have deleted their account; signing in cancels it for some days.' },
    ERASED: { description: 'Everything personal is gone.' },
  },
});

type Columns = Pick<User, 'passwordHash' | 'deactivatedAt' | 'deletionDueAt' | 'erasedAt'>;

/** Where the account stands. `inState` of the agents' queries says the same in SQL. */
export function accountState({ passwordHash, deactivatedAt, deletionDueAt, erasedAt }: Columns): AccountState {
  if (erasedAt !== null) return AccountState.ERASED;
  if (deactivatedAt !== null) return AccountState.DEACTIVATED;
  if (deletionDueAt !== null) return AccountState.LEAVING;
  return passwordHash === null ? AccountState.INVITED : AccountState.ACTIVE;
}

/** Whether they are agents or admins who can come in: tickets can be given to them. */
export const isActiveStaff = (person: User): boolean => isStaff(person.role) && accountState(person) === AccountState.ACTIVE;
