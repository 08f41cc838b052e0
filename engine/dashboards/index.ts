export { readCatalog } from './catalog.ts';
export { holdsNumbers, numberReading, type ProvableTile } from './provable-tile.ts';
export { proveTileNumber, readProvableTile, tileRows } from './prove-tile.ts';
export { readTile, type TileReader, type TileRequest } from './read-tile.ts';
export { type Recording, recording } from './recording.ts';
export { TILE_DEFINITIONS } from './registry.ts';
export type { ProofMethod, TileContent, TileContext, TileDefinition } from './tile.ts';
