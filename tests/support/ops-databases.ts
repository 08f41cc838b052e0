import { readFile } from 'node:fs/promises';
import { PGlite } from '@electric-sql/pglite';
import { drizzle as overPostgres } from 'drizzle-orm/node-postgres';
import { drizzle as overPglite } from 'drizzle-orm/pglite';
import pg from 'pg';
import {
  migrate,
  type OpsDb,
  pgliteSession,
  postgresSession,
  type SqlSession,
  type StoreRole,
} from '../../engine/store/ops/index.ts';
import { createDatabase } from './postgres.ts';

export interface OpsDatabase {
  readonly db: OpsDb;
  readonly session: Pick<SqlSession, 'read'>;
  close(): Promise<void>;
}

/** A PGlite in memory from the template. */
export async function pgliteDatabase(template: string, role: StoreRole): Promise<OpsDatabase> {
  const client = await PGlite.create({ loadDataDir: new Blob([await readFile(template)]) });
  if (role === 'remote') await client.exec(`update store_role set role = 'remote'`);
  return { db: overPglite({ client }), session: pgliteSession(client), close: () => client.close() };
}

/** A fresh, migrated database on the test Postgres. */
export async function postgresDatabase(port: number, name: string, role: StoreRole): Promise<OpsDatabase> {
  const pool = new pg.Pool({ connectionString: await createDatabase(port, name), max: 4 });
  const client = await pool.connect();
  try {
    const migrated = await migrate(postgresSession(client), role);
    if (!migrated.ok) throw new Error(migrated.error.message);
  } finally {
    client.release();
  }
  const session = {
    read: async (sql: string, params: readonly string[] = []) => (await pool.query(sql, [...params])).rows,
  };
  return { db: overPostgres({ client: pool }), session, close: () => pool.end() };
}
