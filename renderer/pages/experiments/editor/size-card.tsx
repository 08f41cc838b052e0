import type { UseQueryResult } from '@tanstack/react-query';
import type { ExperimentSize } from '../../../../engine/contract/index.ts';
import { formatCount, formatDays } from '../../../../engine/serializer/index.ts';
import { toFailure } from '../../../app/failure.ts';
import { Card } from '../../../components/card.tsx';
import { FailureNote } from '../../../components/failed.tsx';
import { Bars } from '../../../components/skeleton.tsx';
import classes from './editor.module.css';
import { LengthNote } from './length-note.tsx';

interface SizeCardProps {
  readonly query: UseQueryResult<ExperimentSize, unknown>;
  readonly isComplete: boolean;
  readonly hasPlan: boolean;
  /** Days that are planned; undefined while what is typed is no number. */
  readonly planned: number | undefined;
  readonly onPlan: (days: number) => void;
}

/** What the plan asks for, as it is typed. */
export function SizeCard({ query, isComplete, hasPlan, planned, onPlan }: SizeCardProps) {
  return (
    <Card className={classes.size} aria-label="Size of the experiment" aria-busy={query.isFetching}>
      <h2>Size it needs</h2>
      {!isComplete ? (
        <p className={classes.small}>
          {hasPlan
            ? 'Name a goal and fill in the plan to see how many units and days it takes.'
            : 'Without a plan nobody can say when it is done.'}
        </p>
      ) : query.isError ? (
        <FailureNote failure={toFailure(query.error)} />
      ) : query.data === undefined ? (
        <Bars rows={3} height={16} gap={12} />
      ) : (
        <>
          <dl>
            <div>
              <dt>Units in each variation</dt>
              <dd>{formatCount(query.data.unitsPerVariation)}</dd>
            </div>
            <div>
              <dt>At today's pace</dt>
              <dd>{formatDays(Math.ceil(query.data.days))}</dd>
            </div>
          </dl>
          <div className={classes.size} role="status">
            <p className={classes.small}>{query.data.sentence}</p>
            {planned !== undefined && <LengthNote size={query.data} planned={planned} onPlan={onPlan} />}
          </div>
          <p className={classes.small}>
            A plan from what is typed, not a measurement: {query.data.basis.method}. “How this plan is computed” has the
            formula and its inputs.
          </p>
        </>
      )}
    </Card>
  );
}
