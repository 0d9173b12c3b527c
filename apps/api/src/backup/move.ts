import type { Clock } from '../platform/clock';
import type { Config } from '../platform/config';
import { withDesk } from './connect';
import { MIGRATIONS, readDatabase, sumsOf } from './read-database';
import { type Restored, restore } from './restore';

/** What was moved. */
interface Moved extends Restored {
  /** The tables that the server wrote to meanwhile: the other database has not got all of it. */
  readonly changed: readonly string[];
}

/** The tables that are not what they were when a backup with these sums was made: a session or a mail sent counts too. */
export async function changedSince(database: Config['database'], sums: Restored['sums']): Promise<string[]> {
  return withDesk(database, async (connection) => {
    await connection.beginSnapshot();
    const found = await sumsOf(connection, (await connection.tables()).filter(({ name }) => name !== MIGRATIONS));
    const before = new Map(sums.map(({ table, checksum }) => [table, checksum]));
    return found.filter(({ table, checksum }) => before.get(table) !== checksum).map(({ table }) => table);
  });
}

/**
 * Fills another, empty database with everything that is in this one, which stays as it is, and reads this one again.
 * @throws BackupProblem when the other one is not empty or does not take what is here.
 */
export async function move(from: Config['database'], to: Config['database'], clock: Clock, onRows: (rows: number) => void): Promise<Moved> {
  const restored = await withDesk(from, (connection) => restore(readDatabase(connection, clock.now(), null), to, { fromThePast: false, onRows }));
  return { ...restored, changed: await changedSince(from, restored.sums) };
}
