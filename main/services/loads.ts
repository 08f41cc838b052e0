import { basename } from 'node:path';
import type { Services } from '../../engine/api/index.ts';
import { appError, type Clock, err, newId, ok, type Random, type Result } from '../../engine/core/index.ts';
import type { CacheClient } from '../../engine/store/cache/types.ts';
import type { Spine } from '../../engine/store/journal/types.ts';
import type { Host } from '../host.ts';

interface Needs {
  readonly cache: CacheClient;
  readonly spine: Spine;
  readonly host: Host;
  readonly clock: Clock;
  readonly random: Random;
  readonly onLoaded: () => void;
}

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

export function createLoads({ cache, spine, host, clock, random, onLoaded }: Needs): Services['loads'] {
  /** Folders picked in a dialog: the window gets a token and never sees the path. */
  const picked = new Map<string, string>();

  const pathOf = (drop: string): Result<string> => {
    const path = picked.get(drop) ?? (host.kind === 'headless' ? drop : undefined);
    return path === undefined ? err(appError('DROP_MISSING', { path: 'the chosen folder' })) : ok(path);
  };

  return {
    freshness: () => cache.freshness(),
    list: () => cache.loads(),
    quarantine: (loadId) => cache.quarantine({ loadId }),
    chooseDrop: async () => {
      const path = await host.chooseFolder('Choose the folder of an export drop');
      if (path === null) return ok(null);
      const drop = newId(clock, random);
      picked.set(drop, path);
      return ok({ drop, label: basename(path) });
    },
    importDrop: async (drop, onProgress, signal) => {
      const path = pathOf(drop);
      if (!path.ok) return path;
      const loaded = await cache.importDrop({ path: path.value }, { onProgress, signal });
      if (!loaded.ok) return loaded;
      const recorded = await recordLoads(cache, spine);
      if (!recorded.ok) return recorded;
      onLoaded();
      return loaded;
    },
  };
}
