import type { TileDefinition } from '../tile.ts';

/** The tiles of the page, in any order. */
export const FINANCE_TILES: readonly TileDefinition[] = [];
