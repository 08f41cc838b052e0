import type { TileDefinition } from '../tile.ts';

/** The tiles of the page, in any order. */
export const GROWTH_TILES: readonly TileDefinition[] = [];
