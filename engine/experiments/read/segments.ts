import type { DecisionRule, ExperimentMetric, SegmentRead } from '../../contract/index.ts';
import { benjaminiHochberg, type KnownEffect } from '../stats/index.ts';
import type { ExperimentData, MetricSegment, MetricSums } from '../sums.ts';
import { NO_SUMS } from './arm-metric.ts';
import { compareArms, type RawComparison, relativeEffect } from './compare.ts';
import { infer } from './infer.ts';
import { mergeSums } from './merge-sums.ts';
import { comparisonView } from './metrics.ts';
import type { Standing } from './standing.ts';

interface Part {
  readonly dimension: MetricSegment['dimension'];
  readonly value: string;
  readonly metric: ExperimentMetric;
  readonly units: number;
  readonly comparison: RawComparison;
  /** p-value of the difference to the other units. */
  readonly differs: number | null;
}

/** Parts are compared by p-values, so a Bayesian rule is read as a sequence here. */
const partRule = (rule: DecisionRule): DecisionRule =>
  rule.method === 'bayesian' ? { ...rule, method: 'sequential', prior: null } : rule;

/** The difference of two independent effects. */
const between = (part: KnownEffect, rest: KnownEffect): KnownEffect => ({
  ...part,
  // Of two relative effects, but itself relative to nothing.
  difference: 'absolute',
  estimate: part.estimate - rest.estimate,
  standardError: Math.hypot(part.standardError, rest.standardError),
  degrees: Math.min(part.degrees, rest.degrees),
  units: part.units + rest.units,
});

/** Whether an effect differs from that of the other units, both ways, by the rule's method; null: can't tell. */
function differsFrom(
  { effect, metric }: RawComparison,
  rest: readonly [MetricSums, MetricSums],
  rule: DecisionRule,
): number | null {
  const [control, treatment] = rest;
  const other = relativeEffect(metric, { sums: control, quantile: null }, { sums: treatment, quantile: null }, rule);
  if (effect === null || !other.known) return null;
  return infer(between(effect, other), { ...rule, sides: 'two' }, metric).pValue;
}

/** Sums by value of a dimension, then by variation. */
type ByValue = ReadonlyMap<string, ReadonlyMap<string, MetricSums>>;

function grouped(rows: readonly MetricSegment[]): ReadonlyMap<MetricSegment['dimension'], ByValue> {
  const result = new Map<MetricSegment['dimension'], Map<string, Map<string, MetricSums>>>();
  for (const { dimension, value, variation, sums } of rows) {
    const values = result.get(dimension) ?? new Map<string, Map<string, MetricSums>>();
    const arms = values.get(value) ?? new Map<string, MetricSums>();
    arms.set(variation, sums);
    values.set(value, arms);
    result.set(dimension, values);
  }
  return result;
}

function partsOf(
  metric: ExperimentMetric,
  [dimension, values]: readonly [MetricSegment['dimension'], ByValue],
  { design }: Standing,
): readonly Part[] {
  const rule = partRule(design.rule);
  const [control, ...treatments] = design.variations;
  if (control === undefined) return [];
  const of = (value: string, variation: string): MetricSums => values.get(value)?.get(variation) ?? NO_SUMS;
  const others = (value: string, variation: string): MetricSums =>
    [...values.keys()]
      .filter((other) => other !== value)
      .reduce((sum, other) => mergeSums(sum, of(other, variation)), NO_SUMS);
  return [...values.keys()].sort().flatMap((value) =>
    treatments.map(({ key }): Part => {
      const arms = [of(value, control.key), of(value, key)] as const;
      const comparison = compareArms(
        metric,
        { variation: key, control: { sums: arms[0], quantile: null }, treatment: { sums: arms[1], quantile: null } },
        rule,
      );
      const rest = [others(value, control.key), others(value, key)] as const;
      const differs = differsFrom(comparison, rest, rule);
      return { dimension, value, metric, units: arms[0].x.n + arms[1].x.n, comparison, differs };
    }),
  );
}

/**
 * The goals in parts of the units: each part's effect, and whether it differs from that of the other units. Both are
 * adjusted by Benjamini and Hochberg over all parts of all dimensions, goals and variations: who looks at twenty parts
 * finds one by chance.
 */
export function segmentReads(
  standing: Standing,
  { segments }: Pick<ExperimentData, 'segments'>,
): readonly SegmentRead[] {
  const { design } = standing;
  const goals = design.metrics.filter(({ role, kind }) => role === 'goal' && kind !== 'quantile');
  const parts = goals.flatMap((metric) =>
    [...grouped(segments.filter((row) => row.metric === metric.id))].flatMap((dimension) =>
      partsOf(metric, dimension, standing),
    ),
  );
  const adjusted = benjaminiHochberg(parts.map(({ comparison }) => comparison.relative?.pValue ?? null));
  const differs = benjaminiHochberg(parts.map((part) => part.differs));
  const tests = adjusted.filter((p) => p !== null).length;
  const read: Standing = { ...standing, design: { ...design, rule: partRule(design.rule) } };
  return parts.map(({ dimension, value, metric, units, comparison }, index) => ({
    dimension,
    value,
    metric: metric.id,
    units,
    comparison: comparisonView({ ...comparison, adjustedPValue: adjusted[index] ?? null, tests }, read),
    differsPValue: differs[index] ?? null,
  }));
}
