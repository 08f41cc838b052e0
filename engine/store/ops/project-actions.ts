import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { JournalEntry, SpineEvent } from '../../contract/index.ts';
import type { Uuid } from '../../core/index.ts';
import { type ActionRecord, mayHaveEffect, type SpineState } from '../journal/index.ts';
import { insert, insertMissing, of, recordOf } from './project-rows.ts';
import * as rows from './rows.ts';
import * as schema from './schema/index.ts';
import type { OpsDb } from './session.ts';

/** Writes what the entries say of actions: the two queues with their logs, `actions`, `receipts`. */
export async function projectActions(
  db: OpsDb,
  workspaceId: Uuid,
  entries: readonly JournalEntry[],
  state: SpineState,
): Promise<void> {
  const events = entries.map(({ event }) => event);
  const journaled = entries.flatMap(({ event, at }) =>
    event.type === 'action.journaled' ? [{ action: event.action, at, queue: rows.queueOf(event.action.payload) }] : [],
  );
  const creatives = journaled.filter(({ queue }) => queue === 'creative');
  const others = journaled.filter(({ queue }) => queue === 'action');
  await insert(
    db,
    schema.creativePublishQueue,
    creatives.map(({ action, at }) => rows.queueRow(workspaceId, action, 'journaled', at)),
  );
  await insert(
    db,
    schema.actionQueue,
    others.map(({ action, at }) => rows.actionQueueRow(workspaceId, action, 'journaled', at)),
  );
  const touched = [...new Set(events.flatMap(actionOf))].map((id) => recordOf(state.actions, id));
  if (touched.length > 0) await upsertActions(db, workspaceId, touched);
  const lines = entries.flatMap((entry) => logLine(workspaceId, entry, state));
  const linesOf = (queue: 'creative' | 'action') => lines.filter((line) => line.queue === queue).map(({ row }) => row);
  await insert(db, schema.creativePublishLog, linesOf('creative'));
  await insert(db, schema.actionLog, linesOf('action'));
  const receipts = of(events, 'receipt.recorded').map(({ receipt }) => rows.receiptRow(workspaceId, receipt));
  await insertMissing(db, schema.receipts, receipts);
}

async function upsertActions(db: OpsDb, workspaceId: Uuid, records: readonly ActionRecord[]): Promise<void> {
  const { actions, creativePublishQueue, actionQueue } = schema;
  await db
    .insert(actions)
    .values(records.map((record) => rows.actionRow(workspaceId, record)))
    .onConflictDoUpdate({
      target: [actions.workspaceId, actions.id],
      set: {
        state: sql`excluded.state`,
        attempt: sql`excluded.attempt`,
        failure: sql`excluded.failure`,
        steps: sql`excluded.steps`,
        changedAt: sql`excluded.changed_at`,
      },
    });
  // As `queueStatus` has it.
  const published = sql`case when ${actions.state} = 'confirmed' and ${creativePublishQueue.kind} = 'creative.publish' then 'paused_created' else ${actions.state} end`;
  await follow(db, workspaceId, { queue: creativePublishQueue, records, status: published });
  await follow(db, workspaceId, { queue: actionQueue, records, status: sql`${actions.state}` });
}

/** The queue's rows of these actions say what the actions say. */
async function follow(
  db: OpsDb,
  workspaceId: Uuid,
  opts: {
    readonly queue: typeof schema.creativePublishQueue | typeof schema.actionQueue;
    readonly records: readonly ActionRecord[];
    readonly status: SQL;
  },
): Promise<void> {
  const { actions } = schema;
  const { queue, records, status } = opts;
  const kept = queue === schema.actionQueue ? 'action' : 'creative';
  const own = records.filter(({ action }) => rows.queueOf(action.payload) === kept);
  if (own.length === 0) return;
  const without = own.filter((record) => record.state === 'dead_letter' && !mayHaveEffect(record));
  const hasEffect =
    without.length === 0
      ? sql`true`
      : sql`not ${inArray(
          queue.actionId,
          without.map((r) => r.action.id),
        )}`;
  await db
    .update(queue)
    .set({ status, updatedAt: sql`${actions.changedAt}`, hasEffect })
    .from(actions)
    .where(
      and(
        eq(queue.workspaceId, workspaceId),
        inArray(
          queue.actionId,
          own.map(({ action }) => action.id),
        ),
        eq(actions.workspaceId, queue.workspaceId),
        eq(actions.id, queue.actionId),
      ),
    );
}

interface QueuedLine {
  readonly queue: 'creative' | 'action';
  readonly row: ReturnType<typeof rows.logRow>;
}

function logLine(workspaceId: Uuid, { seq, at, event }: JournalEntry, state: SpineState): QueuedLine[] {
  const line = (actionId: Uuid, status: string, note: string): QueuedLine => ({
    queue: rows.queueOf(recordOf(state.actions, actionId).action.payload),
    row: rows.logRow(workspaceId, { key: `journal:${seq}`, actionId, status, note, at }),
  });
  if (event.type === 'action.journaled') return [line(event.action.id, 'journaled', '')];
  if (event.type !== 'action.state') return [];
  return [line(event.actionId, event.state, event.failure?.message ?? '')];
}

function actionOf(event: SpineEvent): Uuid[] {
  switch (event.type) {
    case 'action.journaled':
      return [event.action.id];
    case 'action.state':
    case 'action.step':
      return [event.actionId];
    case 'receipt.recorded':
      return [event.receipt.actionId];
    default:
      return [];
  }
}
