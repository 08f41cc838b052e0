import { Skeleton } from '@mantine/core';
import { PartFrame, Parts } from '../../../components/part.tsx';
import { Bars } from '../../../components/skeleton.tsx';
import classes from './result.module.css';

/** The result in grey, in the shape it will have: head, verdict and facts, scorecard, a chart. */
export function ResultSkeleton() {
  return (
    <div className={classes.result} aria-hidden="true">
      <Parts>
        <Bars rows={2} height={16} gap={10} />
        <Skeleton height={112} radius="md" />
        <PartFrame>
          <Bars rows={6} height={20} gap={18} />
        </PartFrame>
        <PartFrame>
          <Skeleton height={240} radius="md" />
        </PartFrame>
      </Parts>
    </div>
  );
}
