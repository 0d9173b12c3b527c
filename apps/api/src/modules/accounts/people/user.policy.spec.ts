import { Role } from '@ccr/domain';
import type { Viewer } from '../../../platform/auth';
import { isOneself, seesContactDetails, seesSafety, seesWork } from './user.policy';

const viewer = (id: string, role: Role): Viewer => ({ id, role, credential: { kind: 'session', id: 'session' }, duties: [], topicIds: [] });
const WHO: Record<string, Viewer | null> = {
  'the person': viewer('ann', Role.CUSTOMER),
  'another customer': viewer('ben', Role.CUSTOMER),
  'an agent': viewer('gita', Role.AGENT),
  'an admin': viewer('boss', Role.ADMIN),
  'someone signed out': null,
};
const ANN = { id: 'ann' };

/** Who may see it of Ann. */
const seen = (by: (who: Viewer | null) => boolean): string[] => Object.entries(WHO).flatMap(([name, who]) => (by(who) ? [name] : []));

describe('what is known of a person', () => {
  it('how to reach them: to themselves and to staff', () => {
    expect(seen((who) => seesContactDetails(who, ANN))).toEqual(['the person', 'an agent', 'an admin']);
  });

  it('how safe their account is: to themselves and to admins', () => {
    expect(seen((who) => seesSafety(who, ANN))).toEqual(['the person', 'an admin']);
  });

  it('their settings and duties: to themselves', () => {
    expect(seen((who) => isOneself(who, ANN))).toEqual(['the person']);
  });

  it('what they take on: to staff', () => {
    expect(seen(seesWork)).toEqual(['an agent', 'an admin']);
  });
});
