import { and, eq, getTableColumns, inArray, sql } from 'drizzle-orm';
import type { SpineEvent } from '../../contract/index.ts';
import type { Uuid } from '../../core/index.ts';
import type { SpineState } from '../journal/index.ts';
import { cellRow } from './cell-rows.ts';
import * as schema from './schema/index.ts';
import type { OpsDb } from './session.ts';

/** The cell an event is about. */
function cellOf(event: SpineEvent): string[] {
  switch (event.type) {
    case 'cell.saved':
      return [event.cell.key];
    case 'cell.removed':
    case 'cell.started':
    case 'cell.paused':
    case 'cell.resumed':
    case 'cell.ended':
      return [event.key];
    default:
      return [];
  }
}

const { workspaceId: _workspace, key: _key, ...rest } = getTableColumns(schema.exploreCells);
const replaced = Object.fromEntries(
  Object.entries(rest).map(([name, column]) => [name, sql.raw(`excluded.${column.name}`)]),
);

/** Brings `explore_cells` to what the fold holds of the cells that were touched. */
export async function projectCells(
  db: OpsDb,
  workspaceId: Uuid,
  events: readonly SpineEvent[],
  { cells }: Pick<SpineState, 'cells'>,
): Promise<void> {
  const { exploreCells: table } = schema;
  const touched = [...new Set(events.flatMap(cellOf))];
  const kept = touched.flatMap((key) => cells.get(key) ?? []);
  const gone = touched.filter((key) => !cells.has(key));
  if (gone.length > 0) await db.delete(table).where(and(eq(table.workspaceId, workspaceId), inArray(table.key, gone)));
  if (kept.length > 0)
    await db
      .insert(table)
      .values(kept.map((record) => cellRow(workspaceId, record)))
      .onConflictDoUpdate({ target: [table.workspaceId, table.key], set: replaced });
}
