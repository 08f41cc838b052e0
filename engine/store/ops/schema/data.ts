import { date, foreignKey, integer, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core';
import { count, document, instant, sha256, words, workspaceId } from './columns.ts';

/** Export drops that were loaded into the cache. */
export const loads = pgTable(
  'loads',
  {
    workspaceId: workspaceId(),
    id: uuid('id').notNull(),
    dataset: words('dataset'),
    contractVersion: words('contract_version'),
    snapshotId: words('snapshot_id'),
    snapshotHash: sha256('snapshot_hash'),
    generatedAt: instant('generated_at').notNull(),
    dataThrough: date('data_through', { mode: 'string' }).notNull(),
    loadedAt: instant('loaded_at').notNull(),
    rowCount: count('row_count'),
    quarantined: count('quarantined'),
    days: integer('days').notNull(),
    files: document('files'),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.id] })],
);

/** Rows a contract rule kept out of a load: how many, why, and one of them. */
export const quarantine = pgTable(
  'quarantine',
  {
    workspaceId: workspaceId(),
    loadId: uuid('load_id').notNull(),
    dataset: words('dataset'),
    rule: words('rule'),
    reason: words('reason'),
    rowCount: count('row_count'),
    example: words('example'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.loadId, t.rule] }),
    foreignKey({ columns: [t.workspaceId, t.loadId], foreignColumns: [loads.workspaceId, loads.id] }),
  ],
);

/** Where the numbers behind proposals came from. */
export const proofs = pgTable(
  'proofs',
  {
    workspaceId: workspaceId(),
    id: words('id'),
    ref: words('ref'),
    label: words('label'),
    computedAt: instant('computed_at').notNull(),
    document: document('document'),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.id] })],
);
