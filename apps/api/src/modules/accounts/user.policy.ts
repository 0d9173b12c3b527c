import { isStaff } from '@ccr/domain';
import type { Viewer } from '../../platform/auth';
import type { User } from './user.entity';

/** How to reach a person is their own business and the staff's. Customers never see how to reach staff directly. */
export const seesContactDetails = (viewer: Viewer | null, person: Pick<User, 'id'>): boolean =>
  viewer !== null && (viewer.id === person.id || isStaff(viewer.role));
