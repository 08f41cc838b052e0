import type { Comparison, ExperimentMetric, ExperimentRead, MetricRead } from '../../../../engine/contract/index.ts';

type Arm = MetricRead['arms'][number];

/** One metric of one variation beside the control. */
export interface ScorecardRow {
  readonly key: string;
  readonly metric: ExperimentMetric;
  readonly comparison: Comparison;
  readonly control: Arm | undefined;
  readonly arm: Arm | undefined;
  /** Whether the row is the first one of its metric. */
  readonly opens: boolean;
}

export interface ScorecardGroup {
  readonly role: ExperimentMetric['role'];
  readonly title: string;
  readonly rows: readonly ScorecardRow[];
}

const ROLES = [
  ['goal', 'Goals', 'decide'],
  ['secondary', 'Secondary', 'explain'],
  ['guardrail', 'Guardrails', 'must not get worse'],
] as const;

export const rowKey = (metric: string, variation: string): string => `${metric}/${variation}`;

/** The rows of the scorecard by the role of their metric, each role on one scale. Roles without metrics are left out. */
export function scorecardGroups({ metrics, experiment }: ExperimentRead): readonly ScorecardGroup[] {
  const control = experiment.design.variations[0]?.key;
  return ROLES.flatMap(([role, title]) => {
    const rows = metrics
      .filter(({ metric }) => metric.role === role)
      .flatMap(({ metric, arms, comparisons }) =>
        comparisons.map((comparison, index) => ({
          key: rowKey(metric.id, comparison.variation),
          metric,
          comparison,
          control: arms.find(({ variation }) => variation === control),
          arm: arms.find(({ variation }) => variation === comparison.variation),
          opens: index === 0,
        })),
      );
    return rows.length === 0 ? [] : [{ role, title, rows }];
  });
}

/** What a role is for, beside its name. */
export const roleNote = (role: ExperimentMetric['role']): string => ROLES.find(([id]) => id === role)?.[2] ?? '';

/**
 * Whether effects are shown. Data that can not be trusted shows none, nor the values that they could be told from.
 */
export const showsEffects = ({ verdict }: Pick<ExperimentRead, 'verdict'>): boolean =>
  verdict.state !== 'unhealthy' && verdict.state !== 'no_data';

/** The row that is open at first: the verdict's variation on the first goal, or whatever there is. */
export function firstRow(groups: readonly ScorecardGroup[], variation: string | null): ScorecardRow | undefined {
  const rows = groups.flatMap((group) => group.rows);
  return rows.find((row) => row.comparison.variation === variation) ?? rows[0];
}

/** Name of a variation as people know it. */
export const variationName = ({ design }: ExperimentRead['experiment'], key: string): string =>
  design.variations.find((variation) => variation.key === key)?.name ?? key;
