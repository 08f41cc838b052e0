import { and, eq, getTableColumns, inArray, sql } from 'drizzle-orm';
import type { ActionPayload, SpineEvent } from '../../contract/index.ts';
import type { Uuid } from '../../core/index.ts';
import type { SpineState } from '../journal/index.ts';
import { experimentRow, flagRow } from './experiment-rows.ts';
import * as schema from './schema/index.ts';
import type { OpsDb } from './session.ts';

/** The experiment an event is about. */
function experimentOf(event: SpineEvent, actions: SpineState['actions']): string[] {
  switch (event.type) {
    case 'experiment.saved':
      return [event.design.key];
    case 'experiment.removed':
    case 'experiment.started':
    case 'experiment.stopped':
      return [event.key];
    case 'action.journaled':
      return decidedBy(event.action.payload);
    // A decision that is given up leaves its experiment as it was.
    case 'action.state':
      return decidedBy(actions.get(event.actionId)?.action.payload);
    default:
      return [];
  }
}

const decidedBy = (payload: ActionPayload | undefined): string[] =>
  payload?.kind === 'experiment.decide' || payload?.kind === 'experiment.rollback' ? [payload.experimentKey] : [];

const { workspaceId: _workspace, key: _key, ...rest } = getTableColumns(schema.abExperiments);
const replaced = Object.fromEntries(
  Object.entries(rest).map(([name, column]) => [name, sql.raw(`excluded.${column.name}`)]),
);

/** Brings `ab_experiments` and `feature_flags` to what the fold holds of the experiments and flags that were touched. */
export async function projectExperiments(
  db: OpsDb,
  workspaceId: Uuid,
  events: readonly SpineEvent[],
  { experiments, flags, actions }: Pick<SpineState, 'experiments' | 'flags' | 'actions'>,
): Promise<void> {
  const { abExperiments: table, featureFlags } = schema;
  const touched = [...new Set(events.flatMap((event) => experimentOf(event, actions)))];
  const kept = touched.flatMap((key) => experiments.get(key) ?? []);
  const gone = touched.filter((key) => !experiments.has(key));
  if (gone.length > 0) await db.delete(table).where(and(eq(table.workspaceId, workspaceId), inArray(table.key, gone)));
  if (kept.length > 0)
    await db
      .insert(table)
      .values(kept.map((record) => experimentRow(workspaceId, record)))
      .onConflictDoUpdate({ target: [table.workspaceId, table.key], set: replaced });
  const set = [...new Set(events.flatMap((event) => (event.type === 'flag.set' ? [event.key] : [])))];
  const turned = set.flatMap((key) => flags.get(key) ?? []);
  if (turned.length > 0)
    await db
      .insert(featureFlags)
      .values(turned.map((flag) => flagRow(workspaceId, flag)))
      .onConflictDoUpdate({
        target: [featureFlags.workspaceId, featureFlags.key],
        set: { enabled: sql`excluded.enabled`, note: sql`excluded.note`, changedAt: sql`excluded.changed_at` },
      });
}
