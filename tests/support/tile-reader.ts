import { join } from 'node:path';
import { scopeSchema, type Tile, type TileId } from '../../engine/contract/index.ts';
import type { Result } from '../../engine/core/index.ts';
import { readTile, TILE_DEFINITIONS, type TileReader } from '../../engine/dashboards/index.ts';
import { readMetricCatalogue } from '../../engine/metrics/index.ts';
import type { AnalyticsEngine } from '../../engine/store/cache/index.ts';
import { SAMPLE_CURRENCY, SAMPLE_ZONE } from './sample-cache.ts';

/** The product's tiles and metrics over an engine. */
export async function tileReader(engine: AnalyticsEngine): Promise<TileReader> {
  const metrics = await readMetricCatalogue(join(import.meta.dirname, '../../resources/metrics'));
  return { engine, metrics, definitions: TILE_DEFINITIONS };
}

/** One tile with the sample's currency and zone; `scope` as a page would ask. */
export const askTile = (reader: TileReader, tile: TileId, scope: object = {}): Promise<Result<Tile>> =>
  readTile(reader, { tile, scope: scopeSchema.parse(scope), currency: SAMPLE_CURRENCY, zone: SAMPLE_ZONE });

/** The cell of a row and column. */
export function cellOf(tile: Tile, row: string, column: string) {
  const index = tile.columns.findIndex(({ id }) => id === column);
  const found = tile.rows.find(({ key }) => key === row);
  if (index < 0 || found === undefined) throw new Error(`${tile.id} has no ${row} ${column}`);
  return found.cells[index] ?? null;
}
