import { existsSync } from 'node:fs';
import type { Config } from '../platform/config';
import { BackupProblem } from './backup-format';
import type { Connection } from './connection';
import { EmbeddedConnection } from './embedded-connection';
import { ServerConnection } from './server-connection';

/** Connects; an embedded database that is not there yet is made. Throws when the database can't be reached. */
export const connect = async (database: Config['database']): Promise<Connection> =>
  database.kind === 'embedded' ? new EmbeddedConnection(database.file) : ServerConnection.open(database.url);

/** Connects to a database that is there, and lends it. @throws BackupProblem when there is none. */
export async function withDesk<T>(database: Config['database'], work: (connection: Connection) => Promise<T>): Promise<T> {
  if (database.kind === 'embedded' && !existsSync(database.file))
    throw new BackupProblem('There is no embedded database here. Check DATABASE_URL and DATA_DIR.');
  const connection = await connect(database);
  try {
    return await work(connection);
  } finally {
    await connection.close();
  }
}
