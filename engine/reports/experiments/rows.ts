import type { Comparison, ExperimentMetric, ExperimentRead, MetricRead } from '../../contract/index.ts';

/** A line of the scorecard: one metric of one variation beside the control. */
export interface ScorecardRow {
  readonly metric: ExperimentMetric;
  readonly comparison: Comparison;
  readonly control: MetricRead['arms'][number] | undefined;
  readonly arm: MetricRead['arms'][number] | undefined;
}

const ROLES: readonly ExperimentMetric['role'][] = ['goal', 'secondary', 'guardrail'];

/** Effects of data that can not be trusted are not shown, nor the values they could be told from. */
export const showsEffects = ({ verdict }: Pick<ExperimentRead, 'verdict'>): boolean =>
  verdict.state !== 'unhealthy' && verdict.state !== 'no_data';

/** Goals first, then what explains, then what must not get worse; nothing where no effect is shown. */
export function scorecardRows(read: ExperimentRead): readonly ScorecardRow[] {
  if (!showsEffects(read)) return [];
  const control = read.experiment.design.variations[0]?.key;
  return ROLES.flatMap((role) =>
    read.metrics
      .filter(({ metric }) => metric.role === role)
      .flatMap(({ metric, arms, comparisons }) =>
        comparisons.map((comparison) => ({
          metric,
          comparison,
          control: arms.find(({ variation }) => variation === control),
          arm: arms.find(({ variation }) => variation === comparison.variation),
        })),
      ),
  );
}

/** Name of a variation as people know it. */
export const variationName = ({ design }: ExperimentRead['experiment'], key: string): string =>
  design.variations.find((variation) => variation.key === key)?.name ?? key;
