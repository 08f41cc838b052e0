import { useMemo, useState } from 'react';
import type { ExperimentResult } from '../../../../engine/contract/index.ts';
import { Empty } from '../../../components/empty.tsx';
import { Part, Parts } from '../../../components/part.tsx';
import { DecisionLog } from './decision-log.tsx';
import { ExposurePart } from './exposure-part.tsx';
import { HealthPart } from './health-part.tsx';
import { MetricPart } from './metric-part.tsx';
import { NoveltyPart } from './novelty-part.tsx';
import { ProgressPart } from './progress-part.tsx';
import classes from './result.module.css';
import { ResultHead } from './result-head.tsx';
import { Scorecard } from './scorecard.tsx';
import { firstRow, type ScorecardRow, scorecardGroups, showsEffects } from './scorecard-rows.ts';
import { SegmentsPart } from './segments-part.tsx';
import { SequencePart } from './sequence-part.tsx';
import { VerdictPart } from './verdict-part.tsx';

interface ResultBodyProps {
  readonly result: ExperimentResult;
  /** Of the experiment that was shown before, while this one is on its way. */
  readonly isOld: boolean;
}

/** The parts of a result from top to bottom: what it says first, then what that rests on. */
export function ResultBody({ result, isOld }: ResultBodyProps) {
  const { read, log } = result;
  const groups = useMemo(() => scorecardGroups(read), [read]);
  const [chosen, choose] = useState<string | null>(null);
  const rows = groups.flatMap((group) => group.rows);
  const row: ScorecardRow | undefined =
    rows.find(({ key }) => key === chosen) ?? firstRow(groups, read.verdict.variation);
  const hasEffects = showsEffects(read) && row !== undefined;
  const isDraft = read.experiment.status === 'draft';
  return (
    <div
      className={classes.result}
      id="experiment-result"
      tabIndex={-1}
      aria-busy={isOld}
      data-experiment={read.experiment.design.key}
    >
      <Parts>
        <ResultHead result={result} />
        <VerdictPart read={read} />
        {hasEffects && (
          <>
            <Scorecard read={read} groups={groups} chosen={row.key} onChoose={choose} />
            <MetricPart read={read} row={row} />
            <SequencePart read={read} groups={groups} row={row} onChoose={choose} />
          </>
        )}
        {!hasEffects && !isDraft && read.verdict.state === 'no_data' && read.units > 0 && (
          <Part title="Scorecard" note="Units are counted; the metrics need outcomes.">
            <Empty title="No data for the metrics" why={rows[0]?.comparison.gap ?? read.verdict.change} />
          </Part>
        )}
        {!isDraft && <HealthPart read={read} />}
        <ExposurePart read={read} />
        {hasEffects && (
          <>
            <SegmentsPart read={read} row={row} />
            <NoveltyPart read={read} row={row} />
          </>
        )}
        <ProgressPart read={read} />
        <DecisionLog log={log} record={read.experiment} />
      </Parts>
    </div>
  );
}
