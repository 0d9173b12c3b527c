import { existsSync } from 'node:fs';
import type { Config } from '../../platform/config';
import { Database, type SchemaState, schemaState } from '../../platform/database';
import { databaseShape } from '../../server';
import { startProblem } from '../../start-problem';
import type { CommandContext } from '../command';
import { about, clockFinding, type Finding } from './finding';

const { ok, warning, problem } = about('Database');

function schemaFinding({ pending, unknown }: SchemaState, { migrateOnStart }: Config): Finding {
  const newest = unknown.at(-1);
  const tables = about('Tables');
  if (newest !== undefined) return tables.problem(`A newer version has migrated them (${newest}). Start that version, or restore a backup.`);
  if (pending.length === 0) return tables.ok('up to date');
  const many = pending.length === 1 ? '1 migration is pending' : `${pending.length} migrations are pending`;
  return tables.warning(`${many}: ${migrateOnStart ? 'the next start does it' : 'run ccr migrate, servers wait for it'}.`);
}

interface ServerSays {
  readonly version: string;
  readonly charset: string;
  readonly now: string;
}

async function askServer(database: Database, { clock }: CommandContext): Promise<Finding[]> {
  const before = clock.now().getTime();
  // As text: what the client makes of a date is not what is looked at here.
  const statement = "SELECT VERSION() AS version, @@character_set_database AS charset, DATE_FORMAT(UTC_TIMESTAMP(3), '%Y-%m-%dT%H:%i:%s.%fZ') AS now";
  const [says] = await database.manager.query<ServerSays[]>(statement);
  const halfway = new Date((before + clock.now().getTime()) / 2);
  if (!says) return [problem('It says nothing of itself.')];
  const { version, charset } = says;
  return [
    charset === 'utf8mb4' ? ok(`answers, ${version}, ${charset}`) : warning(`Its character set is ${charset}. Run: ALTER DATABASE name CHARACTER SET utf8mb4`),
    clockFinding('the database server', new Date(says.now.replace(/\d{3}Z$/, 'Z')), halfway),
  ];
}

/** Whether the database can be used, and by this version. Makes none where there is none yet. */
export async function checkDatabase(config: Config, context: CommandContext): Promise<Finding[]> {
  if (config.database.kind === 'embedded' && !existsSync(config.database.file)) return [ok(`${config.database.file} is made by the first start`)];
  try {
    const database = await Database.open(config.database, databaseShape);
    try {
      const says = database.isEmbedded ? [ok('answers, the embedded one')] : await askServer(database, context);
      return [...says, schemaFinding(await schemaState(database), config)];
    } finally {
      await database.close();
    }
  } catch (error) {
    const [first = ''] = startProblem(error).split('\n');
    return [problem(first)];
  }
}

/** Whether the copies answer that are read from. Without one the database itself is. */
export function checkReplicas({ replicaUrls }: Config): Promise<Finding[]> {
  const replicas = about('Replicas');
  const look = async (url: string, index: number): Promise<Finding> => {
    const name = `number ${index + 1} of DATABASE_REPLICA_URLS`; // the address holds a password
    try {
      await (await Database.open({ kind: 'mysql', url }, databaseShape)).close();
      return replicas.ok(`${name} answers`);
    } catch {
      return replicas.warning(`${name} does not answer, or refuses us: it is not read from. Start it, or correct its address.`);
    }
  };
  return Promise.all(replicaUrls.map(look));
}
