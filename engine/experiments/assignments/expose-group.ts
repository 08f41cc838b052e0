import { appError, err, ok, type Result } from '../../core/index.ts';
import type { GroupNeeds } from './assign-group.ts';
import { rowsOfGroup } from './known-rows.ts';
import { learn } from './learn.ts';
import type { StoredExposure, UnitInExperiment } from './store.ts';
import { rowKey } from './unit.ts';

export interface Exposed {
  /** Whether this call is the one that is counted. */
  readonly first: boolean;
}

/** Notes the exposures of a group with one read and one write at most. */
export async function exposeGroup(
  { store, clock, recent }: Omit<GroupNeeds, 'definitions'>,
  keys: readonly UnitInExperiment[],
): Promise<readonly Result<Exposed>[]> {
  const known = rowsOfGroup(recent);
  const learnt = await learn(store, known, keys);
  if (!learnt.ok) return keys.map(() => learnt);
  const exposedAt = clock.now();
  const fresh = new Map<string, StoredExposure>();
  for (const { experiment, unitId } of keys) {
    const row = known.get({ experiment, unitId });
    if (typeof row === 'object' && row.exposedAt === null)
      fresh.set(rowKey({ experiment, unitId }), { experiment, unitId, exposedAt });
  }
  const written = fresh.size === 0 ? ok([]) : await store.putExposures([...fresh.values()]);
  const unclaimed = new Set(written.ok ? written.value.map(rowKey) : []);
  if (written.ok)
    for (const key of fresh.values()) {
      const row = known.get(key);
      // Where another program was faster, its instant stays in the table and is not needed here.
      if (typeof row === 'object') known.set(key, { ...row, exposedAt });
    }
  return keys.map((key) => {
    if (typeof known.get(key) !== 'object') return err(appError('UNIT_NOT_ASSIGNED', { experiment: key.experiment }));
    if (!written.ok && fresh.has(rowKey(key))) return written;
    return ok({ first: unclaimed.delete(rowKey(key)) });
  });
}
