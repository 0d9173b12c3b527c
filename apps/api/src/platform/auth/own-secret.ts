import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newSecret } from './secrets';

/** The secret of a server that was given none: made at the first start and kept in the folder, for its owner's eyes only. */
export function ownSecret(folder: string): string {
  const file = join(folder, 'secret.key');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  try {
    writeFileSync(file, newSecret(), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error; // made by an earlier start
  }
  return readFileSync(file, 'utf8').trim();
}
