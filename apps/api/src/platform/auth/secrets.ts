import { createHash, randomBytes } from 'node:crypto';

/** A secret that can't be guessed: 256 random bits as 43 URL-safe characters. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/**
 * What is stored of such a secret. A fast hash is enough, and a lookup by it leaks nothing through its timing: the
 * secret has too much entropy to be searched for (OWASP Session Management).
 */
export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex');
