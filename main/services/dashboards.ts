import type { Services } from '../../engine/api/index.ts';
import { type Clock, newId, type Random } from '../../engine/core/index.ts';
import type { CacheClient } from '../../engine/store/cache/types.ts';
import type { Keepsakes, Settings } from '../../engine/workspace/index.ts';

interface Needs {
  readonly cache: Pick<CacheClient, 'dashboardCatalog' | 'tile'>;
  readonly settings: Pick<Settings, 'currency' | 'zone'>;
  readonly keepsakes: Keepsakes;
  readonly clock: Clock;
  readonly random: Random;
}

const withSignal = (signal: AbortSignal | undefined) => (signal === undefined ? {} : { signal });

/** The pages made of tiles, their saved views and the notes on days. */
export function createDashboards({ cache, settings, keepsakes, clock, random }: Needs): Services['dashboards'] {
  const { currency, zone } = settings;
  return {
    catalog: (signal) => cache.dashboardCatalog(withSignal(signal)),
    tile: (tile, scope, signal) => cache.tile({ tile, scope, currency, zone }, withSignal(signal)),
    views: () => keepsakes.views(),
    saveView: (view) => keepsakes.saveView({ ...view, id: newId(clock, random), savedAt: clock.now() }),
    removeView: (id) => keepsakes.removeView(id),
    annotations: () => keepsakes.annotations(),
    annotate: (note) => keepsakes.annotate({ ...note, id: newId(clock, random), savedAt: clock.now() }),
    removeAnnotation: (id) => keepsakes.removeAnnotation(id),
  };
}
