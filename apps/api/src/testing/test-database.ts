import { randomBytes } from 'node:crypto';
import { createConnection } from 'mysql2/promise';

/** A database of a spec's own: on the server at TEST_DATABASE_URL, else a new file in the folder. */
export interface TestDatabase {
  /** For DATABASE_URL; undefined for the embedded database in DATA_DIR. */
  readonly url: string | undefined;
  drop(): Promise<void>;
}

async function onServer<T>(url: string, sql: string): Promise<T> {
  const connection = await createConnection({ uri: url });
  try {
    const [rows] = await connection.query(sql);
    return rows as T;
  } finally {
    await connection.end();
  }
}

export async function createTestDatabase(): Promise<TestDatabase> {
  const server = process.env['TEST_DATABASE_URL'];
  if (!server) return { url: undefined, drop: async () => undefined };
  const name = `ccr_${randomBytes(6).toString('hex')}`;
  await onServer(server, `CREATE DATABASE ${name} CHARACTER SET utf8mb4`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.toString(), drop: () => onServer(server, `DROP DATABASE ${name}`) };
}
