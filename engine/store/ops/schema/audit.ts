import { bigint, index, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core';
import { instant, sha256, words, workspaceId } from './columns.ts';

const seq = () => bigint('seq', { mode: 'number' }).notNull();

/**
 * The journal's entries, append only. `body` is the canonical JSON of `{seq, at, actor, event}`; the database checks
 * that the row is what the body says, that its hash is right and that it follows the row before it.
 */
export const auditEvents = pgTable(
  'audit_events',
  {
    workspaceId: workspaceId(),
    seq: seq(),
    at: instant('at').notNull(),
    actor: words('actor'),
    type: words('type'),
    body: words('body'),
    prev: sha256('prev'),
    hash: sha256('hash'),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.seq] }), index('audit_events_type').on(t.workspaceId, t.type, t.seq)],
);

/** Signed heads of the journal: a witness against a rewritten history. */
export const auditCheckpoints = pgTable(
  'audit_checkpoints',
  {
    workspaceId: workspaceId(),
    seq: seq(),
    head: sha256('head'),
    keyId: uuid('key_id').notNull(),
    signature: words('signature'),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.seq, t.keyId] })],
);

/** The last entry of the journal that these tables reflect. */
export const journalCursor = pgTable('journal_cursor', {
  workspaceId: uuid('workspace_id').primaryKey(),
  seq: seq(),
  hash: sha256('hash'),
});
