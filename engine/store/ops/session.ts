import type { PGlite } from '@electric-sql/pglite';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import type { ClientBase } from 'pg';

/** Tables through Drizzle, on PGlite and on Postgres alike, and within a transaction. */
export type OpsDb = PgDatabase<PgQueryResultHKT>;

/** One connection for plain SQL: what migrations need. `run` takes several statements, `read` one. */
export interface SqlSession {
  run(sql: string): Promise<void>;
  read(sql: string, params?: readonly string[]): Promise<readonly unknown[]>;
}

export const pgliteSession = (client: PGlite): SqlSession => ({
  run: async (sql) => void (await client.exec(sql)),
  read: async (sql, params = []) => (await client.query(sql, [...params])).rows,
});

/** A client, not a pool: a transaction has to stay on one connection. */
export const postgresSession = (client: ClientBase): SqlSession => ({
  run: async (sql) => void (await client.query(sql)),
  read: async (sql, params = []) => (await client.query(sql, [...params])).rows,
});
