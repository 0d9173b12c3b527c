import { Availability, type Role } from '@ccr/domain';
import { newId } from '../../../platform/database';
import { parseMobile } from './mobile';
import { User } from './user.entity';

/** What makes a person. `email` in any case. */
export interface NewPerson {
  readonly name: string;
  readonly email: string;
  readonly mobile?: string | null | undefined;
}

/** The form in which addresses are stored and compared. */
export const normalizeEmail = (email: string): string => email.trim().toLowerCase();

/** A row that is not in the database yet. */
export const newUser = ({ name, email, mobile }: NewPerson, role: Role, passwordHash: string | null, now: Date): User =>
  Object.assign(new User(), {
    id: newId(),
    name: name.trim(),
    email: normalizeEmail(email),
    mobile: parseMobile(mobile),
    mobileVerifiedAt: null,
    role,
    passwordHash,
    emailVerifiedAt: null,
    language: null,
    timeZone: null,
    mustChangePassword: false,
    secondFactorAt: null,
    capacity: null,
    availability: Availability.ON,
    deactivatedAt: null,
    deletionDueAt: null,
    erasedAt: null,
    createdAt: now,
    lastSeq: 0,
  });
