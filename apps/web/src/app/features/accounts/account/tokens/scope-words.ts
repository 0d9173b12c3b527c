import { Role } from '@ccr/domain';
import type { TokenScope } from '#graphql';

interface ScopeWords {
  readonly scope: TokenScope;
  readonly name: string;
  readonly detail: string;
  readonly onlyFor?: Role;
}

/** What each scope opens, as people read it; from the least to the most. */
export const SCOPES: readonly ScopeWords[] = [
  { scope: 'TICKETS_READ', name: 'Read tickets', detail: 'Your tickets, what was said in them, and topics.' },
  { scope: 'TICKETS_WRITE', name: 'Write tickets', detail: 'Raise tickets, answer them and move them, as you may yourself; and read them.' },
  { scope: 'ADMIN_WRITE', name: 'Manage people and topics', detail: 'Add and change agents, and make topics.', onlyFor: Role.ADMIN },
];

/** The scopes of a token in a line. */
export const scopeWords = (scopes: readonly TokenScope[]): string =>
  SCOPES.filter(({ scope }) => scopes.includes(scope))
    .map(({ name }) => name)
    .join(', ');
