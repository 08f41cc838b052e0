import { ok, type Result } from '../../core/index.ts';
import type { KnownRows } from './known-rows.ts';
import type { AssignmentStore, UnitInExperiment } from './store.ts';
import { rowKey } from './unit.ts';

/** Reads the rows that are not known, in one go, and remembers them. */
export async function learn(
  store: Pick<AssignmentStore, 'assignmentsOf'>,
  known: KnownRows,
  keys: readonly UnitInExperiment[],
): Promise<Result<void>> {
  const unknown = new Map(keys.filter((key) => known.get(key) === undefined).map((key) => [rowKey(key), key]));
  if (unknown.size === 0) return ok(undefined);
  const found = await store.assignmentsOf([...unknown.values()]);
  if (!found.ok) return found;
  for (const key of unknown.values()) known.set(key, 'none');
  for (const row of found.value) known.set(row, row);
  return ok(undefined);
}
