import { Availability, Role } from '@ccr/domain';
import { type Candidate, fits, ranked } from './assigning.rule';

const candidate = (id: string, { agent, ...rest }: Partial<Omit<Candidate, 'agent'>> & { agent?: Partial<Candidate['agent']> } = {}): Candidate => ({
  expert: true,
  activeTickets: 3,
  lastAssignedAt: new Date(1_000),
  ...rest,
  agent: { id, role: Role.AGENT, availability: Availability.ON, capacity: 10, ...agent },
});

const order = (...candidates: Candidate[]): string[] => ranked(candidates).map(({ agent }) => agent.id);

describe('who gets a ticket', () => {
  const best = candidate('best');

  it.each([
    ['is no expert', candidate('next', { expert: false, activeTickets: 0 })],
    ['is away', candidate('next', { activeTickets: 0, agent: { availability: Availability.AWAY } })],
    ['has as many as they take', candidate('next', { activeTickets: 2, agent: { capacity: 2 } })],
    ['is an admin', candidate('next', { activeTickets: 0, agent: { role: Role.ADMIN } })],
    ['has more of them', candidate('next', { activeTickets: 4, lastAssignedAt: null })],
    ['was given one later', candidate('next', { lastAssignedAt: new Date(1_001) })],
  ])('comes before who %s', (_why, next) => {
    expect(order(next, best)).toEqual(['best', 'next']);
    expect(order(best, next)).toEqual(['best', 'next']);
  });

  it('weighs the reasons one after the other', () => {
    const away = { availability: Availability.AWAY };
    const all = [
      candidate('expert', { activeTickets: 9 }),
      candidate('expert who is full', { activeTickets: 10 }),
      candidate('expert who is away', { activeTickets: 0, agent: away }),
      candidate('other', { expert: false, activeTickets: 0 }),
      candidate('other who is away', { expert: false, activeTickets: 0, agent: away }),
    ];
    expect(order(...[...all].reverse())).toEqual(all.map(({ agent }) => agent.id));
  });

  it('takes who was never given one first, and of the same who joined first', () => {
    expect(order(candidate('b'), candidate('c', { lastAssignedAt: null }), candidate('a'))).toEqual(['c', 'a', 'b']);
  });

  it('by itself is an expert who takes tickets now and has room; without a capacity there is always room', () => {
    expect(fits(best)).toBe(true);
    expect(fits(candidate('any', { activeTickets: 5_000, agent: { capacity: null } }))).toBe(true);
    expect(fits(candidate('full', { activeTickets: 10 }))).toBe(false);
    expect(fits(candidate('none', { activeTickets: 0, agent: { capacity: 0 } }))).toBe(false);
    expect(fits(candidate('away', { agent: { availability: Availability.AWAY } }))).toBe(false);
    expect(fits(candidate('other', { expert: false }))).toBe(false);
  });
});
