import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ExperimentList } from '../../../../engine/contract/index.ts';
import { formatCount, formatCounted } from '../../../../engine/serializer/index.ts';
import { toFailure } from '../../../app/failure.ts';
import { experimentListing } from '../../../app/queries.ts';
import { Chip } from '../../../components/chip.tsx';
import classes from '../experiments.module.css';

/** How far the list is read, and a way to end that; nothing when all of it is. What was read stays. */
export function ReadingNote({ list }: { readonly list: ExperimentList }) {
  const queryClient = useQueryClient();
  const query = useQuery({ ...experimentListing, enabled: false });
  const { experiments } = list;
  const count = (reading: string): number => experiments.filter((row) => row.reading === reading).length;
  const waiting = count('waiting');
  const isReading = query.fetchStatus === 'fetching';
  if (list.reading === 'done' && waiting === 0) return null;
  const far = `${formatCount(count('done'))} of ${formatCounted(experiments.length, 'experiment')}`;
  return (
    <div className={classes.note} role="status">
      {list.reading !== 'done' && isReading && (
        <>
          <Chip tone="unk">reading</Chip>
          <span>{far} read. Effects and verdicts of the others follow.</span>
          <Button onClick={() => void queryClient.cancelQueries({ queryKey: experimentListing.queryKey, exact: true })}>
            Cancel
          </Button>
        </>
      )}
      {list.reading !== 'done' && !isReading && (
        <>
          <Chip tone="warn">! not all read</Chip>
          <span>
            {far} read.{query.isError ? ` ${toFailure(query.error).message}` : ''}
          </span>
          <Button onClick={() => void query.refetch()}>Read the rest</Button>
        </>
      )}
      {waiting > 0 && (
        <span>{formatCounted(waiting, 'large experiment')} will be read when the load that runs is over.</span>
      )}
    </div>
  );
}
