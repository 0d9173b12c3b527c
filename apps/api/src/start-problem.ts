import { ConfigError } from './platform/config';
import { NoTurn, SchemaError } from './platform/database';
import { logError } from './platform/logging';

interface SystemError extends Error {
  readonly code?: string;
  readonly path?: string;
  readonly port?: number;
  readonly syscall?: string;
}

const folder = ({ code, path }: SystemError): string =>
  `${path ?? 'The data folder'} can't be used (${code}). Set DATA_DIR to a folder that may be written.`;
const file = ({ code }: SystemError): string =>
  `The file of the embedded database can't be used (${code}). Set DATABASE_URL or DATA_DIR to one that may be written.`;
const server = ({ code }: SystemError): string =>
  `The database server of DATABASE_URL does not answer (${code}). Start it, or correct the address.`;

/** What to do about the usual reasons, by the code of the system, SQLite or MySQL. */
const SENTENCES: Record<string, (error: SystemError) => string> = {
  EADDRINUSE: ({ port }) => `Port ${port} is taken. Stop the other program, or set PORT to another one.`,
  EACCES: (error) => (error.syscall === 'listen' ? `This user may not listen on port ${error.port}. Set PORT to 1024 or more.` : folder(error)),
  EADDRNOTAVAIL: () => 'HOST is no address of this machine. Correct it.',
  EPERM: folder,
  EEXIST: folder,
  ENOTDIR: folder,
  EROFS: folder,
  SQLITE_CANTOPEN: file,
  SQLITE_READONLY: file,
  SQLITE_NOTADB: () => 'The file of the embedded database is not a database. Set DATABASE_URL or DATA_DIR to another one.',
  ECONNREFUSED: server,
  ENOTFOUND: server,
  ETIMEDOUT: server,
  ER_ACCESS_DENIED_ERROR: () => 'The database server refuses the user or the password of DATABASE_URL. Correct them.',
  ER_BAD_DB_ERROR: () =>
    'The database that DATABASE_URL names does not exist. Make it: CREATE DATABASE name CHARACTER SET utf8mb4.',
};

/** The error as it may stand in the log: a database repeats what people wrote, addresses and hashes of passwords among it. */
const unusual = (error: unknown): string => {
  const { stack, message } = (error instanceof Error ? logError(error) : { message: error }) as { readonly stack?: string; readonly message: unknown };
  return stack ?? String(message);
};

/** Why the server could not start: a sentence to act on where the reason is a usual one, else the error and where it came from. */
export function startProblem(error: unknown): string {
  if (error instanceof ConfigError || error instanceof SchemaError || error instanceof NoTurn) return error.message;
  const known = SENTENCES[(error as SystemError | undefined)?.code ?? ''];
  return known ? known(error as SystemError) : unusual(error);
}
