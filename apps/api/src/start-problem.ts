import { ConfigError } from './platform/config';

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

/** Why the server could not start: a sentence to act on where the reason is a usual one, else the error itself. */
export function startProblem(error: unknown): unknown {
  if (error instanceof ConfigError) return error.message;
  const known = error instanceof Error ? SENTENCES[(error as SystemError).code ?? ''] : undefined;
  return known ? known(error as SystemError) : error;
}
