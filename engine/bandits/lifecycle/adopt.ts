import type { ExploreCellDesign } from '../../contract/index.ts';
import { ok, type Result } from '../../core/index.ts';
import type { EventDraft } from '../../store/journal/index.ts';
import { type CellStanding, maySaveCell } from './edits.ts';

/** What planning all of these cells writes down: each as if saved after the one before it, or none of them. BA68. */
export function adoptEvents(
  designs: readonly ExploreCellDesign[],
  cells: ReadonlyMap<string, CellStanding>,
  { actor, currency }: { readonly actor: string; readonly currency: string },
): Result<readonly EventDraft[]> {
  const standing = new Map(cells);
  const events: EventDraft[] = [];
  for (const cell of designs) {
    const version = maySaveCell(cell, standing, currency);
    if (!version.ok) return version;
    events.push({ actor, event: { type: 'cell.saved', cell, version: version.value } });
    standing.set(cell.key, { design: cell, version: version.value, status: 'planned' });
  }
  return ok(events);
}
