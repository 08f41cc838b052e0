import type { ReactNode } from 'react';
import type { ExperimentMetric, ExperimentRead, MetricRead } from '../../../../engine/contract/index.ts';
import {
  cleanText,
  formatCount,
  formatInterval,
  formatMetric,
  formatMetricDifference,
  formatMetricInterval,
  formatProbability,
  formatPValue,
  formatRate,
  formatRelativeChange,
} from '../../../../engine/serializer/index.ts';
import { Dotplot } from '../../../charts/dotplot/dotplot.tsx';
import { ChartFrame } from '../../../charts/frame/chart-frame.tsx';
import { Empty } from '../../../components/empty.tsx';
import { KeyValues } from '../../../components/key-values.tsx';
import { PartFrame } from '../../../components/part.tsx';
import { Proven, proofRef } from '../../../components/proven.tsx';
import { ProvenInterval } from '../../../components/proven-interval.tsx';
import { useOpenProof } from '../../../components/use-open-proof.ts';
import { correctionName, levelText } from './method-words.ts';
import classes from './result.module.css';
import { type ScorecardRow, variationName } from './scorecard-rows.ts';

interface MetricPartProps {
  readonly read: ExperimentRead;
  readonly row: ScorecardRow;
}

type Pair = readonly [string, ReactNode];

interface ArmValueProps {
  readonly row: ScorecardRow;
  readonly arm: MetricRead['arms'][number];
  readonly proof: (variation: string, name: string) => string;
}

/** Shares count their units; other metrics add up in their own unit. */
const totalText = (metric: ExperimentMetric, total: number): string =>
  metric.kind === 'proportion' || metric.kind === 'retention' ? formatCount(total) : formatMetric(metric, total);

/** "12.40 % over 6,012 units, 1,178 in all". */
function ArmValue({ row, arm, proof }: ArmValueProps) {
  return (
    <>
      <Proven proof={proof(arm.variation, 'value')}>{formatMetric(row.metric, arm.value)}</Proven> over{' '}
      <Proven proof={proof(arm.variation, 'units')}>{formatCount(arm.units)} units</Proven>
      {arm.total !== null && (
        <>
          {', '}
          <Proven proof={proof(arm.variation, 'total')}>{totalText(row.metric, arm.total)}</Proven> in all
        </>
      )}
    </>
  );
}

/** What is known of one metric of one variation, number by number. */
function pairsOf({ read, row }: MetricPartProps): readonly Pair[] {
  const { key, rule } = read.experiment.design;
  const { metric, comparison, control, arm } = row;
  const { variation } = comparison;
  const proof = (of: string, name: string): string => proofRef('experiment.metric', key, metric.id, of, name);
  const own = (name: string, text: string): ReactNode => <Proven proof={proof(variation, name)}>{text}</Proven>;
  const pairs: (Pair | null)[] = [
    comparison.estimate === null || comparison.interval === null
      ? null
      : [
          'Effect',
          <>
            {own('estimate', formatRelativeChange(comparison.estimate))} (
            <ProvenInterval
              text={formatInterval(comparison.interval, 'rate')}
              low={proof(variation, 'low')}
              high={proof(variation, 'high')}
            />
            , {levelText(comparison.interval.level)})
          </>,
        ],
    comparison.difference === null
      ? null
      : [
          'Difference',
          <>
            {own('difference', formatMetricDifference(metric, comparison.difference))}
            {comparison.differenceInterval !== null && (
              <>
                {' ('}
                <ProvenInterval
                  text={formatMetricInterval(metric, comparison.differenceInterval)}
                  low={proof(variation, 'difference_low')}
                  high={proof(variation, 'difference_high')}
                />
                )
              </>
            )}
          </>,
        ],
    control === undefined
      ? null
      : [
          cleanText(variationName(read.experiment, control.variation)),
          <ArmValue key="control" row={row} arm={control} proof={proof} />,
        ],
    arm === undefined
      ? null
      : [
          cleanText(variationName(read.experiment, arm.variation)),
          <ArmValue key="arm" row={row} arm={arm} proof={proof} />,
        ],
    comparison.pValue === null
      ? null
      : [
          'p-value',
          <>
            {own('p', formatPValue(comparison.pValue))}
            {comparison.adjustedPValue !== null && (
              <>
                , {own('adjusted_p', formatPValue(comparison.adjustedPValue))} by {correctionName(rule)}
              </>
            )}
          </>,
        ],
    comparison.chanceToWin === null
      ? null
      : ['Chance to win', own('chance', formatProbability(comparison.chanceToWin))],
    comparison.expectedLoss === null
      ? null
      : ['Loss if wrong', <>{own('loss', formatRate(comparison.expectedLoss))} of the control's value, on average</>],
    comparison.varianceReduction === null
      ? null
      : [
          'Variance',
          <>{own('variance_reduction', formatRate(comparison.varianceReduction))} less by what units did before</>,
        ],
  ];
  return pairs.filter((pair) => pair !== null);
}

/** The chosen metric: plausible effects to be counted, and its numbers. */
export function MetricPart({ read, row }: MetricPartProps) {
  const openProof = useOpenProof();
  const { metric, comparison } = row;
  const { key } = read.experiment.design;
  const who = cleanText(variationName(read.experiment, comparison.variation));
  const title = `${cleanText(metric.name)}, ${who}`;
  if (comparison.estimate === null)
    return (
      <PartFrame aria-label={title}>
        <Empty title={`No read of ${title}`} why={comparison.gap ?? 'There is not enough data for it yet.'} />
      </PartFrame>
    );
  const level = (index: number): number => (index + 0.5) / comparison.dots.length;
  return (
    <PartFrame aria-label={title} data-chosen-metric={row.key}>
      <div className={classes.pair}>
        <ChartFrame
          title={title}
          sentence={comparison.sentence}
          height={172}
          level={3}
          exportName={`${key}-${metric.id}-${comparison.variation}-dots`}
          table={{
            columns: [
              { id: 'quantile', head: 'Quantile', numeric: true },
              { id: 'effect', head: 'Effect', numeric: true },
            ],
            rows: comparison.dots.map((dot, index) => ({
              key: String(index),
              cells: [formatRate(level(index)), formatRelativeChange(dot)],
            })),
          }}
        >
          {(box) => (
            <Dotplot
              {...box}
              dots={comparison.dots}
              proofKey={row.key}
              better={metric.better}
              sentence={comparison.sentence}
              onProof={() => openProof(proofRef('experiment.metric', key, metric.id, comparison.variation, 'estimate'))}
            />
          )}
        </ChartFrame>
        <KeyValues pairs={pairsOf({ read, row })} />
      </div>
    </PartFrame>
  );
}
