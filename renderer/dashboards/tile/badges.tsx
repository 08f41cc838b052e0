import { useQuery } from '@tanstack/react-query';
import type { Tile } from '../../../engine/contract/index.ts';
import { workspaceStatus } from '../../app/queries.ts';
import { Chip } from '../../components/chip.tsx';
import { type Badge, freshnessBadge, oneBadge, partialBadge } from './freshness.ts';
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

interface BadgesProps {
  readonly tile: Tile;
  /** Room for one. */
  readonly isNarrow: boolean;
}

/** How fresh a tile is, and whether something of it is missing. */
export function Badges({ tile, isNarrow }: BadgesProps) {
  const { data } = useQuery(workspaceStatus);
  const known = new Map(data?.datasets.map((dataset) => [dataset.dataset, dataset]));
  const partial = partialBadge(tile);
  const all = [...(partial === null ? [] : [partial]), freshnessBadge(tile, known, data?.zone ?? 'UTC')];
  const one = oneBadge(all);
  const shown = isNarrow && one !== null ? [one] : all;
  return shown.map((badge) => <BadgeChip key={badge.text} badge={badge} />);
}
