import { basename } from 'node:path';
import type { Services } from '../../engine/api/index.ts';
import { appError, type Clock, err, newId, ok, type Random, type Result } from '../../engine/core/index.ts';
import type { CacheClient } from '../../engine/store/cache/types.ts';
import type { Host } from '../host.ts';
import type { Imports } from './imports.ts';

interface Needs {
  readonly cache: CacheClient;
  readonly imports: Imports;
  readonly host: Host;
  readonly clock: Clock;
  readonly random: Random;
}

export function createLoads({ cache, imports, host, clock, random }: Needs): Services['loads'] {
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
      return path.ok ? imports.importDrop({ path: path.value }, { onProgress, signal }) : path;
    },
    rebuild: (onProgress, signal) => imports.rebuild({ onProgress, signal }),
  };
}
