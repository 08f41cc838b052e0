import { Card } from '../../components/card.tsx';
import { Bars } from '../../components/skeleton.tsx';
import { Split } from '../../components/split.tsx';
import { DetailSkeleton } from './detail/detail-skeleton.tsx';
import classes from './insights.module.css';

/** The page in grey, in the shape it will have. */
export function InsightsSkeleton() {
  return (
    <div className={classes.skeleton} aria-hidden="true">
      <Split
        wide="detail"
        list={
          <Card kind="list">
            <Bars rows={9} height={38} gap={24} />
          </Card>
        }
        detail={
          <Card kind="detail">
            <DetailSkeleton />
          </Card>
        }
      />
    </div>
  );
}
