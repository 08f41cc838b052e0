import { useQuery } from '@tanstack/react-query';
import type { Source } from '../../../../engine/contract/index.ts';
import { formatDay, formatInstant } from '../../../../engine/serializer/index.ts';
import { workspaceStatus } from '../../../app/queries.ts';
import { Chip } from '../../../components/chip.tsx';
import classes from '../experiments.module.css';

/** The datasets an experiment is read from. */
const NEEDED = ['ab_exposures', 'ab_outcomes'];

/** What is missing or old in the data the experiments are read from; nothing when all is well. */
export function DataNotes({ sources }: { readonly sources: readonly Source[] }) {
  const { data: status } = useQuery(workspaceStatus);
  const known = new Map(status?.datasets.map((dataset) => [dataset.dataset, dataset]));
  const missing = NEEDED.filter(
    (dataset) => !sources.some((source) => source.dataset === dataset && source.dataThrough !== null),
  );
  const old = sources.flatMap((source) => {
    const now = known.get(source.dataset);
    const state = now?.state ?? source.freshness;
    return source.dataThrough !== null && (state === 'late' || state === 'stale')
      ? [{ ...source, state, dueAt: now?.dueAt ?? null }]
      : [];
  });
  if (missing.length === 0 && old.length === 0) return null;
  const zone = status?.zone ?? 'UTC';
  return (
    <div className={classes.note} role="status">
      {missing.length > 0 && (
        <>
          <Chip tone="warn">{`! ${NEEDED.length - missing.length} of ${NEEDED.length} sources`}</Chip>
          <span>
            {missing.join(' and ')} {missing.length === 1 ? 'has' : 'have'} not landed yet;{' '}
            {missing.includes('ab_exposures')
              ? `experiments are not read without ${missing.length === 1 ? 'it' : 'them'}. Designs can be written.`
              : 'units are counted and their split is checked, metrics have no data until it is loaded.'}
          </span>
        </>
      )}
      {old.map(({ dataset, state, dataThrough, dueAt }) => (
        <span key={dataset} className={classes.note}>
          <Chip tone={state === 'stale' ? 'neg' : 'warn'}>{state === 'stale' ? '✕ stale' : '! late'}</Chip>
          <span>
            {dataset}: data to {formatDay(dataThrough)}
            {dueAt === null ? '' : `, due ${formatInstant(dueAt, zone)}`}
          </span>
        </span>
      ))}
    </div>
  );
}
