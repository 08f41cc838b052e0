import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import type { Tile } from '../../../engine/contract/index.ts';
import { TileChart } from '../../charts/tile/tile-chart.tsx';
import { annotationsQuery } from '../tile-query.ts';
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
  return (
    <TileChart
      tile={tile}
      height={height}
      notes={notes}
      onProof={(row, column) =>
        void router.navigate({ to: '.', search: (now) => ({ ...now, proof: tileProof(tile, row, column) }) })
      }
      onSelect={onSelect}
    />
  );
}
