import { useQuery } from '@tanstack/react-query';
import { formatDay, formatInstant } from '../../../engine/serializer/index.ts';
import { workspaceStatus } from '../../app/queries.ts';
import { Chip } from '../../components/chip.tsx';
import classes from './cells.module.css';

/** The datasets that cells are read from. */
const READ = ['spend_daily', 'outcomes_daily', 'creative_daily', 'ga4_events'];

/** Which of the data that cells are read from are old; nothing when all is well. */
export function StaleNote() {
  const { data: status } = useQuery(workspaceStatus);
  const old = (status?.datasets ?? []).filter(
    ({ dataset, state, dataThrough }) =>
      READ.includes(dataset) && dataThrough !== null && (state === 'late' || state === 'stale'),
  );
  if (old.length === 0) return null;
  return (
    <div className={classes.note} role="status">
      {old.map(({ dataset, state, dataThrough, dueAt }) => (
        <span key={dataset} className={classes.note}>
          <Chip tone={state === 'stale' ? 'neg' : 'warn'}>{state === 'stale' ? '✕ stale' : '! late'}</Chip>
          <span>
            {dataset}: data to {formatDay(dataThrough)}
            {dueAt === null ? '' : `, due ${formatInstant(dueAt, status?.zone ?? 'UTC')}`}
          </span>
        </span>
      ))}
    </div>
  );
}
