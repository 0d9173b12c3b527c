import { isStaff, Role } from '@ccr/domain';
import type { Viewer } from '../../../platform/auth';
import type { User } from './user.entity';

type Someone = Pick<User, 'id'>;

/** What is nobody else's business: settings, duties, an address that waits. */
export const isOneself = (viewer: Viewer | null, person: Someone): boolean => viewer?.id === person.id;

/** How to reach a person, and where their account stands. Customers never see how to reach staff directly. */
export const seesContactDetails = (viewer: Viewer | null, person: Someone): boolean =>
  isOneself(viewer, person) || seesWork(viewer);

/** How well an account is protected, and when it is to be erased. */
export const seesSafety = (viewer: Viewer | null, person: Someone): boolean => isOneself(viewer, person) || viewer?.role === Role.ADMIN;

/** How much an agent takes on. */
export const seesWork = (viewer: Viewer | null): boolean => viewer !== null && isStaff(viewer.role);
