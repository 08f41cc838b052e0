import { ok, type Result } from '../../engine/core/index.ts';
import type { CacheClient } from '../../engine/store/cache/types.ts';
import type { Spine } from '../../engine/store/journal/types.ts';

/**
 * Journals every load of the cache that the audit does not know yet, oldest first: the one that has just landed, and any
 * that a crash kept from the journal.
 */
export async function recordLoads(cache: Pick<CacheClient, 'loads'>, spine: Spine): Promise<Result<void>> {
  const loads = await cache.loads();
  if (!loads.ok) return loads;
  const written = await spine.transact((state) =>
    ok(
      loads.value
        .filter((load) => !state.loads.has(load.id))
        .toSorted((a, b) => (a.loadedAt < b.loadedAt ? -1 : 1))
        .map((load) => ({ actor: 'system', event: { type: 'load.recorded' as const, load } })),
    ),
  );
  return written.ok ? ok(undefined) : written;
}
