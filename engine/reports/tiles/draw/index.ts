import type { Tile, TileSize } from '../../../contract/index.ts';
import { drawBars } from './bars.ts';
import { drawBullet } from './bullet.ts';
import { drawSpark } from './figure.ts';
import { drawFunnel } from './funnel.ts';
import { drawHeatmap } from './heatmap.ts';
import { drawLine } from './line.ts';
import { drawMultiples } from './multiples.ts';
import { drawSankey } from './sankey.ts';
import type { Drawing } from './svg.ts';
import { drawWaterfall } from './waterfall.ts';

export { alone, type Drawing, inPage } from './svg.ts';

const WIDTHS: Readonly<Record<TileSize, number>> = { figure: 200, half: 440, full: 900 };

/** The picture of a tile as wide as its place on the page; null where its table is all there is to show. */
export function drawTile(tile: Tile, size: TileSize): Drawing | null {
  const { draw } = tile;
  const width = WIDTHS[size];
  switch (draw.as) {
    case 'figure':
      return drawSpark(tile, draw, width);
    case 'line':
      return drawLine(tile, draw, width);
    case 'bars':
      return drawBars(tile, draw, width);
    case 'waterfall':
      return drawWaterfall(tile, draw, width);
    case 'heatmap':
      return drawHeatmap(tile, draw, width);
    case 'funnel':
      return drawFunnel(tile, draw, width);
    case 'sankey':
      return drawSankey(tile, draw, width);
    case 'multiples':
      return drawMultiples(tile, draw, width);
    case 'bullet':
      return drawBullet(tile, draw, width);
    case 'list':
    case 'table':
      return null;
    default:
      return draw satisfies never;
  }
}
