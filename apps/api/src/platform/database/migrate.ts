import type { Database } from './database';
import { MIGRATING, oneAtATime } from './one-at-a-time';

/** How the tables stand compared with what this version knows, by the names of migrations. */
export interface SchemaState {
  /** What has not run yet, in the order in which it will. */
  readonly pending: readonly string[];
  /** What a newer version has run, in the order in which it has. */
  readonly unknown: readonly string[];
}

/** The tables are not what this version needs. Its message says what to do. */
export class SchemaError extends Error {}

/** Reads how the tables stand, without a change to them. */
export async function schemaState({ source }: Database): Promise<SchemaState> {
  const runner = source.createQueryRunner();
  try {
    const known = source.migrations.map((migration) => migration.name ?? migration.constructor.name);
    const rows = (await runner.hasTable('migrations')) ? ((await runner.query('SELECT name FROM migrations ORDER BY id')) as { name: string }[]) : [];
    const ran = rows.map(({ name }) => name);
    return { pending: known.filter((name) => !ran.includes(name)), unknown: ran.filter((name) => !known.includes(name)) };
  } finally {
    await runner.release();
  }
}

/** @throws SchemaError when a newer version has migrated these tables: what this one writes into them may be wrong. */
export function insistOnKnown({ unknown }: SchemaState): void {
  const newest = unknown.at(-1);
  if (newest !== undefined)
    throw new SchemaError(`This database was migrated by a newer version (${newest}). Start that version, or restore a backup.`);
}

/** @throws SchemaError unless the tables are exactly what this version knows. */
export async function insistOnMigrated(database: Database): Promise<void> {
  const state = await schemaState(database);
  insistOnKnown(state);
  if (state.pending.length > 0) throw new SchemaError('This database is not up to date. Run: ccr migrate');
}

/**
 * Brings the tables up to date and resolves to the names of what it ran. Many processes may start together: on a
 * database server one migrates while the others wait up to a minute (TypeORM itself takes no lock).
 * @throws SchemaError when a newer version has migrated them already. @throws NoTurn.
 */
export async function migrate(database: Database): Promise<string[]> {
  return oneAtATime(database, MIGRATING, async () => {
    insistOnKnown(await schemaState(database));
    return (await database.source.runMigrations()).map(({ name }) => name);
  });
}
