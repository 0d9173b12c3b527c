import { Duty, isStaff } from '@ccr/domain';
import type { PersonAndTopics } from '../people/expertise';

/** What people have to do before anything else in the shop is open to them. */
export const dutiesOf = ({ user, insistsOnFactor }: Pick<PersonAndTopics, 'user' | 'insistsOnFactor'>): Duty[] => [
  ...(user.mustChangePassword ? [Duty.CHANGE_PASSWORD] : []),
  ...(insistsOnFactor && isStaff(user.role) && user.secondFactorAt === null ? [Duty.SET_UP_SECOND_FACTOR] : []),
];
