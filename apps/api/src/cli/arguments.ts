import { parseArgs } from 'node:util';
import { BackupProblem } from '../backup';
import type { Config } from '../platform/config';
import { CommandFailure, UsageError } from './command';

/** For a command that takes one argument. @throws UsageError. */
export function oneArgument(args: string[], what: string): string {
  const { positionals } = parseArgs({ args, allowPositionals: true });
  const [only] = positionals;
  if (only === undefined || positionals.length > 1) throw new UsageError(`Name ${what}.`);
  return only;
}

/** Why a file can't be used, by the code of the system. */
const FILE_PROBLEMS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'this user may not use it',
  EISDIR: 'this is a folder',
  ENOTDIR: 'this is no folder',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
};

/** What fails at a file that is open does not tell which. */
const WITHOUT_PATH: readonly string[] = ['read', 'write'];

/** Tells what backups have to say, and what is wrong with the file that was named, as the frame wants it. */
export async function asFailure<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof BackupProblem) throw new CommandFailure(error.message);
    const { code = '', path, syscall = '' } = error as NodeJS.ErrnoException;
    const what = path ?? (WITHOUT_PATH.includes(syscall) ? 'The file' : undefined);
    const problem = FILE_PROBLEMS[code];
    throw what !== undefined && problem ? new CommandFailure(`${what} can't be used: ${problem}.`) : error;
  }
}

/** Where the secret key is, in words. */
export const keyPlace = ({ secretKey }: Pick<Config, 'secretKey'>): string => (secretKey === null ? 'secret.key in DATA_DIR' : 'the setting SECRET_KEY');
