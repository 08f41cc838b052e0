export { type LazyOps, lazyOps } from './lazy.ts';
export { migrate, type StoreRole } from './migrate.ts';
export type { Migration } from './migration.ts';
export { opsStoreOver } from './ops-store.ts';
export { type OpenedOps, type OpsOptions, openOps } from './pglite.ts';
export { type Refusal, refusalIn } from './refusal.ts';
export * as rows from './rows.ts';
export * as schema from './schema/index.ts';
export { type OpsDb, pgliteSession, postgresSession, type SqlSession } from './session.ts';
export { makeTemplate } from './template.ts';
export type {
  AssignedUnit,
  CellNights,
  History,
  MetricDayStore,
  OpsStore,
  PosteriorStore,
  PutPosteriors,
  StoredMetricDay,
  StoredNight,
  UnitKey,
  UnitStore,
} from './types.ts';
