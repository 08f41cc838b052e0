import { useElementSize } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import type { Tile } from '../../../engine/contract/index.ts';
import { TileChart } from '../../charts/tile/tile-chart.tsx';
import { annotationsQuery } from '../tile-query.ts';
import classes from './tile.module.css';
import { tileProof } from './tile-proof.ts';

interface ChartBodyProps {
  readonly tile: Tile;
  readonly height: number;
  readonly onSelect?: ((key: string) => void) | undefined;
}

/** A tile as a chart, with the notes on its days and the way from its points to their proofs. */
export function ChartBody({ tile, height, onSelect }: ChartBodyProps) {
  const router = useRouter();
  const { data: notes } = useQuery(annotationsQuery);
  const { ref, height: room } = useElementSize();
  const chart = (tall: number) => (
    <TileChart
      tile={tile}
      height={tall}
      notes={notes}
      onProof={(row, column) =>
        void router.navigate({ to: '.', search: (now) => ({ ...now, proof: tileProof(tile, row, column) }) })
      }
      onSelect={onSelect}
    />
  );
  if (tile.draw.as !== 'line') return chart(height);
  // Lines take the height that the tile beside them leaves; measured on a frame they do not stretch themselves.
  return (
    <div ref={ref} className={classes.fill} style={{ minHeight: height }}>
      <div>{chart(Math.max(height, room))}</div>
    </div>
  );
}
