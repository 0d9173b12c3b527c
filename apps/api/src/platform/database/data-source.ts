import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import LibSql from 'libsql';
import { DataSource, type DataSourceOptions, type MigrationInterface } from 'typeorm';
import type { Config } from '../config';

/** The tables and their history, put together by the server from the platform's and the modules'. */
export interface DatabaseShape {
  readonly entities: (new () => object)[];
  readonly migrations: (new () => MigrationInterface)[];
}

/** libsql's connection, as far as it is used here. */
interface EmbeddedConnection {
  pragma(statement: string): unknown;
}

const embedded = (file: string): DataSourceOptions => {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  return {
    type: 'better-sqlite3',
    driver: LibSql,
    database: file,
    enableWAL: true,
    prepareDatabase: (connection: EmbeddedConnection) => {
      connection.pragma('synchronous = FULL'); // an acknowledged write survives a power cut
      connection.pragma('busy_timeout = 5000');
      connection.pragma('foreign_keys = ON');
    },
  };
};

/** TypeORM sees drift where there is none when it takes MariaDB for MySQL, so the server is asked what it is. */
async function serverType(url: string): Promise<'mysql' | 'mariadb'> {
  const { createConnection } = await import('mysql2/promise');
  const connection = await createConnection({ uri: url });
  try {
    const [rows] = await connection.query('SELECT VERSION() AS version');
    return /mariadb/i.test(JSON.stringify(rows)) ? 'mariadb' : 'mysql';
  } finally {
    await connection.end();
  }
}

const server = async (url: string): Promise<DataSourceOptions> => ({
  type: await serverType(url),
  url,
  charset: 'utf8mb4',
  timezone: 'Z',
  dateStrings: ['DATE'],
  supportBigNumbers: true,
  poolSize: 10,
});

/** A data source for the configured engine, not yet connected. Throws when a database server can't be reached. */
export async function createDataSource(config: Config['database'], shape: DatabaseShape): Promise<DataSource> {
  const engine = config.kind === 'embedded' ? embedded(config.file) : await server(config.url);
  return new DataSource({ ...engine, ...shape, migrationsTransactionMode: 'each' } as DataSourceOptions);
}
