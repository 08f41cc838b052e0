import type { Tile } from '../../../engine/contract/index.ts';
import { hasProof, tileProof } from './tile-proof.ts';

/** The proof of the number a tile is about: that of a figure, else the first number of the first row; null without one. */
export function mainProof(tile: Tile): string | null {
  if (tile.draw.as === 'figure') return tileProof(tile, tile.draw.row, tile.draw.value);
  for (const row of tile.rows) {
    const column = tile.columns.find((candidate, index) => hasProof(candidate) && row.cells[index] !== null);
    if (column !== undefined) return tileProof(tile, row.key, column.id);
  }
  return null;
}
