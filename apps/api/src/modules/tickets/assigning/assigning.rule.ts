import { Availability, Role } from '@ccr/domain';
import type { User } from '../../accounts';

/** Someone who could be given a certain ticket. */
export interface Candidate {
  readonly agent: Pick<User, 'id' | 'role' | 'availability' | 'capacity'>;
  /** Whether they are expert in the ticket's topic. */
  readonly expert: boolean;
  readonly activeTickets: number;
  /** When they were given a ticket last; null for never. */
  readonly lastAssignedAt: Date | null;
}

export const isAvailable = ({ agent }: Candidate): boolean => agent.availability === Availability.ON;
const hasRoom = ({ agent, activeTickets }: Candidate): boolean => agent.capacity === null || activeTickets < agent.capacity;

/** Whether the shop may give them the ticket by itself. */
export const fits = (candidate: Candidate): boolean => candidate.expert && isAvailable(candidate) && hasRoom(candidate);

/** From the most to the least important, each the smaller the better. Admins take a ticket only now and then. */
const keysOf = (candidate: Candidate): number[] => [
  candidate.expert ? 0 : 1,
  isAvailable(candidate) ? 0 : 1,
  hasRoom(candidate) ? 0 : 1,
  candidate.agent.role === Role.ADMIN ? 1 : 0,
  candidate.activeTickets,
  candidate.lastAssignedAt?.getTime() ?? 0,
];

function compare(one: Candidate, other: Candidate): number {
  const others = keysOf(other);
  const difference = keysOf(one)
    .map((key, place) => key - (others[place] ?? 0))
    .find((by) => by !== 0);
  return difference ?? (one.agent.id < other.agent.id ? -1 : 1);
}

/**
 * The best first: experts in the topic, of these who takes tickets now, of these who is below their capacity, of these
 * who has the fewest active tickets, of these who was given one the longest time ago.
 */
export const ranked = <C extends Candidate>(candidates: readonly C[]): C[] => [...candidates].sort(compare);
