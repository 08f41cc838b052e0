import type { TileId } from '../contract/index.ts';
import { EXECUTIVE_TILES } from './executive/index.ts';
import { FINANCE_TILES } from './finance/index.ts';
import { GROWTH_TILES } from './growth/index.ts';
import { JOURNEYS_TILES } from './journeys/index.ts';
import type { TileDefinition } from './tile.ts';

/** Every tile's definition. A test holds it to the list of the contract. */
export const TILE_DEFINITIONS: ReadonlyMap<TileId, TileDefinition> = new Map(
  [...EXECUTIVE_TILES, ...FINANCE_TILES, ...GROWTH_TILES, ...JOURNEYS_TILES].map((tile) => [tile.id, tile]),
);
