import { lazy, Suspense } from 'react';
import type { Tile } from '../../../engine/contract/index.ts';
import { FigureBody } from './figure-body.tsx';
import { ListBody } from './list-body.tsx';
import { TableBody } from './table-body.tsx';

// Charts come in a chunk of their own: the words and numbers of a page do not wait for them.
const ChartBody = lazy(() => import('./chart-body.tsx').then(({ ChartBody }) => ({ default: ChartBody })));

interface TileBodyProps {
  readonly tile: Tile;
  readonly zone: string;
  /** Pixels for a chart. */
  readonly height: number;
  /** The table behind, in the place of the chart. */
  readonly asTable?: boolean;
  readonly onPick?: ((key: string) => void) | undefined;
}

/** A tile drawn in the form it asks for. */
export function TileBody({ tile, zone, height, asTable = false, onPick }: TileBodyProps) {
  const { draw } = tile;
  if (asTable) return <TableBody tile={tile} zone={zone} onPick={onPick} />;
  switch (draw.as) {
    case 'figure':
      return <FigureBody tile={tile} draw={draw} />;
    case 'list':
      return <ListBody tile={tile} draw={draw} />;
    case 'table':
      return <TableBody tile={tile} zone={zone} sort={draw.sort} onPick={onPick} />;
    default:
      return (
        <Suspense fallback={<div style={{ height }} />}>
          <ChartBody tile={tile} height={height} onSelect={onPick} />
        </Suspense>
      );
  }
}
