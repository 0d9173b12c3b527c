import { Role } from '@ccr/domain';
import type { Viewer } from '../../platform/auth';
import { seesContactDetails } from './user.policy';

const viewer = (id: string, role: Role): Viewer => ({ id, role, credential: { kind: 'session', id: 'session' } });

describe('how to reach a person', () => {
  it.each([
    ['the person', viewer('ann', Role.CUSTOMER), true],
    ['another customer', viewer('ben', Role.CUSTOMER), false],
    ['an agent', viewer('gita', Role.AGENT), true],
    ['an admin', viewer('boss', Role.ADMIN), true],
    ['someone signed out', null, false],
  ])('is known to %s: %#', (_who, who, expected) => {
    expect(seesContactDetails(who, { id: 'ann' })).toBe(expected);
  });
});
