import { join } from 'node:path';

/** Where each part of a workspace lives below its folder. */
export interface Layout {
  readonly dir: string;
  readonly settings: string;
  readonly lock: string;
  readonly journal: string;
  readonly checkpoints: string;
  readonly keys: string;
  readonly ops: string;
  readonly cache: string;
  /** What the window shows before the cache is open. */
  readonly startList: string;
  /** Saved views and notes on days. */
  readonly views: string;
  readonly exports: string;
  readonly reports: string;
  readonly logs: string;
}

export const layoutOf = (dir: string): Layout => ({
  dir,
  settings: join(dir, 'workspace.json'),
  lock: join(dir, 'lock'),
  journal: join(dir, 'journal', 'journal.ndjson'),
  checkpoints: join(dir, 'journal', 'checkpoints.ndjson'),
  keys: join(dir, 'keys'),
  ops: join(dir, 'ops'),
  cache: join(dir, 'cache', 'cache.duckdb'),
  startList: join(dir, 'cache', 'start-list.json'),
  views: join(dir, 'views.json'),
  exports: join(dir, 'exports'),
  reports: join(dir, 'reports'),
  logs: join(dir, 'logs'),
});
