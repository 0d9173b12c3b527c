import { hash, verify } from '@node-rs/argon2';

/** OWASP Password Storage Cheat Sheet: Argon2id with at least 19 MiB, 2 passes, 1 lane. */
const ARGON2ID = { algorithm: 2 /* Argon2id */, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Verifying against nobody's password takes as long as against somebody's, so time does not tell who has an account. */
const nobody = hash('nobody has this password', ARGON2ID);

/** Takes tens of milliseconds: call it outside of a unit of work. */
export const hashPassword = (password: string): Promise<string> => hash(password, ARGON2ID);

/** Whether the password is theirs. Without a person it takes as long and says no. */
export async function verifyPassword(person: { passwordHash: string } | null, password: string): Promise<boolean> {
  const matches = await verify(person?.passwordHash ?? (await nobody), password);
  return person !== null && matches;
}
