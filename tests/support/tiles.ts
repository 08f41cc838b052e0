import { fileURLToPath } from 'node:url';
import { type Cell, type ScopeInput, scopeSchema, type Tile, type TileId } from '../../engine/contract/index.ts';
import type { Result } from '../../engine/core/index.ts';
import { readTile, TILE_DEFINITIONS, type TileReader } from '../../engine/dashboards/index.ts';
import { readMetricCatalogue } from '../../engine/metrics/index.ts';
import { SAMPLE_CURRENCY, SAMPLE_ZONE, type Sample } from './sample-cache.ts';

const METRICS = fileURLToPath(new URL('../../resources/metrics', import.meta.url));

/** The product's tiles and metrics over the sample. */
export const tileReader = async ({ engine }: Sample): Promise<TileReader> => ({
  engine,
  metrics: await readMetricCatalogue(METRICS),
  definitions: TILE_DEFINITIONS,
});

/** One tile with the sample's currency and zone; `scope` as a page would ask. */
export const askTile = (reader: TileReader, tile: TileId, scope: ScopeInput = {}): Promise<Result<Tile>> =>
  readTile(reader, { tile, scope: scopeSchema.parse(scope), currency: SAMPLE_CURRENCY, zone: SAMPLE_ZONE });

/** One tile of the sample. */
export const sampleTile = async (sample: Sample, tile: TileId, scope: ScopeInput = {}): Promise<Result<Tile>> =>
  askTile(await tileReader(sample), tile, scope);

/** The cell of a row by the row's key and the column's id. @throws Error when the tile has none. */
export function cellOf({ columns, rows, id }: Tile, key: string, column: string): Cell {
  const row = rows.find((candidate) => candidate.key === key);
  const index = columns.findIndex((candidate) => candidate.id === column);
  if (row === undefined || index < 0) throw new Error(`${id} has no ${column} of ${key}`);
  return row.cells[index] ?? null;
}

/** The same as a number. */
export function numberOf(tile: Tile, key: string, column: string): number {
  const cell = cellOf(tile, key, column);
  if (typeof cell !== 'number') throw new Error(`${column} of ${key} is ${cell}`);
  return cell;
}
