import type { TileId, TileSize } from '../../engine/contract/index.ts';
import { TILES } from '../../engine/contract/tiles.ts';

/** One place of the grid of twelve columns. */
export interface Place {
  readonly tile: TileId;
  readonly span: number;
}

/** Rows of figures: all in one while they are four or less or the page is wide, else the first half and the second. */
function figureSpans(count: number): readonly number[] {
  if (count <= 4) return Array.from({ length: count }, () => 12 / count);
  const first = Math.floor(count / 2);
  return Array.from({ length: count }, (_, index) => (index < first ? 12 / first : 12 / (count - first)));
}

/** Where each tile of a page stands, in order: figures share a row, halves stand two and two. */
export function layoutOf(tiles: readonly TileId[]): readonly Place[] {
  const sizeOf = (tile: TileId): TileSize => TILES[tile].size;
  const figures = figureSpans(tiles.filter((tile) => sizeOf(tile) === 'figure').length);
  let figure = 0;
  return tiles.map((tile): Place => {
    if (sizeOf(tile) !== 'figure') return { tile, span: sizeOf(tile) === 'half' ? 6 : 12 };
    const span = figures[figure] ?? 3;
    figure += 1;
    return { tile, span };
  });
}
