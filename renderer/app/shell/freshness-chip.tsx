import { Link } from '@tanstack/react-router';
import type { DatasetFreshness, FreshnessState } from '../../../engine/contract/index.ts';
import { formatDay } from '../../../engine/serializer/index.ts';
import { Chip } from '../../components/chip.tsx';
import { FRESHNESS } from '../../components/freshness.ts';
import classes from './shell.module.css';

const WORST_FIRST: readonly FreshnessState[] = ['stale', 'late', 'fresh', 'unknown'];

/** The least fresh of the datasets that were ever loaded: what the whole workspace can be trusted to know. */
function leastFresh(datasets: readonly DatasetFreshness[]): DatasetFreshness | null {
  const loaded = datasets.filter((dataset) => dataset.dataThrough !== null);
  for (const state of WORST_FIRST) {
    const found = loaded.find((dataset) => dataset.state === state);
    if (found !== undefined) return found;
  }
  return null;
}

/** Up to which day the data is there, and whether that is late. */
export function FreshnessChip({ datasets }: { readonly datasets: readonly DatasetFreshness[] }) {
  const worst = leastFresh(datasets);
  const look = FRESHNESS[worst?.state ?? 'unknown'];
  return (
    <Link to="/data" className={classes.chipLink}>
      <Chip tone={look.tone}>
        {worst === null || worst.dataThrough === null
          ? 'No data yet'
          : `${look.sign} Data to ${formatDay(worst.dataThrough)} · ${worst.state}`}
      </Chip>
    </Link>
  );
}
