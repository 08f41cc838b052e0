export { lazyPostgres } from './lazy.ts';
export { createPostgres, type PostgresOptions } from './postgres.ts';
export type { Checkpoint, LogLine, RemoteStore } from './types.ts';
