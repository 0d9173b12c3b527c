import { hash, verify } from '@node-rs/argon2';
import { UserError } from '../../../platform/errors';

/** OWASP Password Storage Cheat Sheet: Argon2id with at least 19 MiB, 2 passes, 1 lane. */
const ARGON2ID = { algorithm: 2 /* Argon2id */, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** What hashing or verifying a password costs, in the unit of the complexity limit: few of them fit into one operation. */
export const PASSWORD_WORK = 1_000;

/** A flood of sign-ins takes so many cores and no more, and is turned away when this many wait. */
const AT_ONCE = 2;
const MAX_WAITING = 50;

/** Verifying against nobody's password takes as long as against somebody's, so time does not tell who has an account. */
const nobody = hash('nobody has this password', ARGON2ID);

const waiting: (() => void)[] = [];
let running = 0;

/** Waits for a turn, then does the work. @throws UserError RATE_LIMITED when too many wait already. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running < AT_ONCE) running++;
  else {
    if (waiting.length >= MAX_WAITING) {
      throw new UserError('RATE_LIMITED', 'Very many people are signing in. Try again in a moment.', { retryAfterSeconds: 2 });
    }
    await new Promise<void>((resolve) => waiting.push(resolve));
  }
  try {
    return await work();
  } finally {
    const next = waiting.shift(); // takes over this turn
    if (next) next();
    else running--;
  }
}

/** The same letters are sent as different characters by different keyboards and systems (NIST SP 800-63B-4 §3.1.1.2). */
const normalized = (password: string): string => password.normalize('NFKC');

/** Whether two passwords open the same account. */
export const isSamePassword = (one: string, other: string): boolean => normalized(one) === normalized(other);

/** Takes tens of milliseconds: call it outside of a unit of work. @throws UserError RATE_LIMITED under a flood. */
export const hashPassword = (password: string): Promise<string> => inTurn(() => hash(normalized(password), ARGON2ID));

/**
 * Whether the password is theirs. Without a person, or one who has none yet, it takes as long and says no.
 * @throws UserError RATE_LIMITED under a flood.
 */
export async function verifyPassword(person: { passwordHash: string | null } | null, password: string): Promise<boolean> {
  const stored = person?.passwordHash ?? (await nobody);
  const matches = await inTurn(() => verify(stored, normalized(password)));
  return person?.passwordHash != null && matches;
}
