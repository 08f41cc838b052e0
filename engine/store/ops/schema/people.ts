import { sql } from 'drizzle-orm';
import { check, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core';
import { instant, words, workspaceId } from './columns.ts';

/** Who may sign, with their public keys. */
export const members = pgTable(
  'members',
  {
    workspaceId: workspaceId(),
    id: uuid('id').notNull(),
    name: words('name'),
    role: words('role'),
    publicKey: words('public_key'),
    addedAt: instant('added_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    check('members_role', sql`${t.role} in ('analyst', 'approver', 'admin')`),
  ],
);
