import { useQuery } from '@tanstack/react-query';
import type { Tile } from '../../../engine/contract/index.ts';
import { workspaceStatus } from '../../app/queries.ts';
import { Chip } from '../../components/chip.tsx';
import { type Badge, freshnessBadge, partialBadge } from './freshness.ts';
import classes from './tile.module.css';

function BadgeChip({ badge }: { readonly badge: Badge }) {
  return (
    <span className={classes.badge} data-badge={badge.tone}>
      <Chip tone={badge.tone} title={badge.says}>
        <span aria-hidden="true">{badge.text}</span>
        <span className="visually-hidden">{badge.says}</span>
      </Chip>
    </span>
  );
}

/** How fresh a tile is, and whether something of it is missing. */
export function Badges({ tile }: { readonly tile: Tile }) {
  const { data } = useQuery(workspaceStatus);
  const known = new Map(data?.datasets.map((dataset) => [dataset.dataset, dataset]));
  const partial = partialBadge(tile);
  return (
    <>
      {partial !== null && <BadgeChip badge={partial} />}
      <BadgeChip badge={freshnessBadge(tile, known, data?.zone ?? 'UTC')} />
    </>
  );
}
