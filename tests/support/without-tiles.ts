import type { TileReader } from '../../engine/dashboards/index.ts';
import type { AnalyticsEngine } from '../../engine/store/cache/types.ts';

/** A reader for tests that ask for no tile. */
export const withoutTiles = (engine: AnalyticsEngine): TileReader => ({
  engine,
  metrics: new Map(),
  definitions: new Map(),
});
