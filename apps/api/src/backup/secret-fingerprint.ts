import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ownSecret, SecretKey } from '../platform/auth';
import type { Config } from '../platform/config';

/** By which this server's secret key is told from another one; null when there is none yet. Makes none. */
export function secretFingerprint({ secretKey, dataDir }: Pick<Config, 'secretKey' | 'dataDir'>): string | null {
  const secret = secretKey ?? (existsSync(join(dataDir, 'secret.key')) ? ownSecret(dataDir) : null);
  return secret === null ? null : new SecretKey(secret).hash('the key of a backup').slice(0, 16);
}
