import type { TileDefinition } from '../tile.ts';

/** The tiles of the page, in any order. */
export const EXECUTIVE_TILES: readonly TileDefinition[] = [];
