export { readCatalog } from './catalog.ts';
export { proveTileNumber, tileRows } from './prove-tile.ts';
export { readTile, type TileReader, type TileRequest } from './read-tile.ts';
export { TILE_DEFINITIONS } from './registry.ts';
export type { ProofMethod, TileContent, TileContext, TileDefinition } from './tile.ts';
