export { type Migration, migrate, type StoreRole } from './migrate.ts';
export * as rows from './rows.ts';
export * as schema from './schema/index.ts';
export { type OpsDb, pgliteSession, postgresSession, type SqlSession } from './session.ts';
