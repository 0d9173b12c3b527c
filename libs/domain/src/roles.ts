/** What a person is in the shop. Sign-up makes customers only; admins make agents and other admins. */
export enum Role {
  CUSTOMER = 'CUSTOMER',
  AGENT = 'AGENT',
  ADMIN = 'ADMIN',
}

/** Agents and admins: the people who answer for the shop. */
export const STAFF: readonly Role[] = [Role.AGENT, Role.ADMIN];

/** Whether the role belongs to the shop's own people. */
export const isStaff = (role: Role): boolean => STAFF.includes(role);
