import { Skeleton } from '@mantine/core';
import { Bars } from '../../../components/skeleton.tsx';
import classes from './result.module.css';

/** The result in grey, in the shape it will have: head, verdict and facts, scorecard, a chart. */
export function ResultSkeleton() {
  return (
    <div className={classes.result} aria-hidden="true">
      <div className={classes.body}>
        <Bars rows={2} height={16} gap={10} />
        <Skeleton height={112} radius="md" />
        <div className={classes.part}>
          <Bars rows={6} height={20} gap={18} />
        </div>
        <div className={classes.part}>
          <Skeleton height={240} radius="md" />
        </div>
      </div>
    </div>
  );
}
