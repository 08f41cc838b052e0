import { Skeleton } from '@mantine/core';
import { Bars } from '../../../components/skeleton.tsx';
import classes from '../insights.module.css';

/** A cell in grey, in the shape it will have: head, advice, posteriors, arms. */
export function DetailSkeleton() {
  return (
    <div className={classes.body} aria-hidden="true">
      <Bars rows={2} height={16} gap={10} />
      <Skeleton height={120} radius="md" />
      <div className={classes.part}>
        <Skeleton height={230} radius="md" />
      </div>
      <div className={classes.part}>
        <Bars rows={5} height={22} gap={20} />
      </div>
    </div>
  );
}
