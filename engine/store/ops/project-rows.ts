import type { PgTable } from 'drizzle-orm/pg-core';
import type { SpineEvent } from '../../contract/index.ts';
import type { EventOf } from '../journal/event-of.ts';
import type { OpsDb } from './session.ts';

export const of = <T extends SpineEvent['type']>(events: readonly SpineEvent[], type: T): EventOf<T>[] =>
  events.filter((event): event is EventOf<T> => event.type === type);

export async function insert<T extends PgTable>(db: OpsDb, table: T, values: T['$inferInsert'][]): Promise<void> {
  if (values.length > 0) await db.insert(table).values(values);
}

export async function insertMissing<T extends PgTable>(
  db: OpsDb,
  table: T,
  values: T['$inferInsert'][],
): Promise<void> {
  if (values.length > 0) await db.insert(table).values(values).onConflictDoNothing();
}

export function recordOf<K, V>(records: ReadonlyMap<K, V>, id: K): V {
  const record = records.get(id);
  if (record === undefined) throw new Error(`the fold holds no record ${String(id)}`);
  return record;
}
