import { OPEN_DURING_DUTY, PERMISSIONS, type Permission, roleAllows } from './permissions';
import { isStaff, Role } from './roles';
import { SCOPE_PERMISSIONS, scopesAllow, TokenScope } from './token-scopes';

const ALL = Object.keys(PERMISSIONS) as Permission[];
const SCOPES = Object.values(TokenScope);
const allowed = (role: Role): Permission[] => ALL.filter((permission) => roleAllows(role, permission));

describe('permissions', () => {
  it.each(ALL)('%s is some role’s, and each role is named once', (permission) => {
    const roles: readonly Role[] = PERMISSIONS[permission];
    expect(roles.length).toBeGreaterThan(0);
    expect(new Set(roles).size).toBe(roles.length);
  });

  it('customers raise tickets and neither assign them nor touch people and topics', () => {
    expect(allowed(Role.CUSTOMER)).toContain('ticket.create');
    for (const permission of ['ticket.assign', 'agent.read', 'agent.create', 'topic.create'] as const) {
      expect(roleAllows(Role.CUSTOMER, permission)).toBe(false);
    }
  });

  it('agents assign nothing and make nobody', () => {
    for (const permission of ['ticket.create', 'ticket.assign', 'agent.create', 'topic.create'] as const) {
      expect(roleAllows(Role.AGENT, permission)).toBe(false);
    }
  });

  it('admins may all but be a customer, and tell themselves what they think', () => {
    const notTheirs: readonly Permission[] = ['ticket.create', 'ticket.rate', 'feedback.send'];
    expect(allowed(Role.ADMIN)).toEqual(ALL.filter((permission) => !notTheirs.includes(permission)));
  });

  it('agents say what they think, and read what nobody else does', () => {
    expect(roleAllows(Role.AGENT, 'feedback.send')).toBe(true);
    for (const permission of ['feedback.read', 'feedback.manage', 'ticket.rate'] as const) expect(roleAllows(Role.AGENT, permission)).toBe(false);
  });

  it('agents and admins are the staff', () => {
    expect(Object.values(Role).filter(isStaff)).toEqual([Role.AGENT, Role.ADMIN]);
  });
});

describe('duties', () => {
  it('leave open what makes the account safe, to everyone, and nothing that takes it away or lasts', () => {
    expect(OPEN_DURING_DUTY).toEqual(['account.secure']);
    for (const role of Object.values(Role)) expect(roleAllows(role, 'account.secure')).toBe(true);
  });
});

describe('scopes of access tokens', () => {
  it.each(SCOPES)('%s opens permissions that exist, and some', (scope) => {
    expect(ALL).toEqual(expect.arrayContaining([...SCOPE_PERMISSIONS[scope]]));
    expect(SCOPE_PERMISSIONS[scope].length).toBeGreaterThan(0);
  });

  it('never open what would let a token outlive or outgrow itself', () => {
    for (const permission of ['accessToken.manage', 'account.secure', 'account.manage', 'shop.manage'] as const) {
      expect(scopesAllow(SCOPES, permission)).toBe(false);
    }
  });

  it('to read opens nothing that writes, but for the place where one has read to', () => {
    const saysHowFarOneHasRead = 'ticket.markRead';
    const writing = SCOPE_PERMISSIONS.TICKETS_READ.filter((permission) => !permission.endsWith('.read'));
    expect(writing).toEqual([saysHowFarOneHasRead]);
  });

  it('to write opens all that to read does: who changes a ticket gets it back', () => {
    expect(SCOPE_PERMISSIONS.TICKETS_WRITE).toEqual(expect.arrayContaining([...SCOPE_PERMISSIONS.TICKETS_READ]));
  });

  it('open nothing when there are none', () => {
    expect(ALL.filter((permission) => scopesAllow([], permission))).toEqual([]);
  });

  it('add up', () => {
    expect(scopesAllow([TokenScope.TICKETS_READ], 'ticket.move')).toBe(false);
    expect(scopesAllow([TokenScope.TICKETS_READ, TokenScope.TICKETS_WRITE], 'ticket.move')).toBe(true);
  });
});
