import type { Comparison, ExperimentMetric, MetricRead } from '../../contract/index.ts';
import { armRead } from './arms.ts';
import { compareArms, type RawComparison } from './compare.ts';
import { type AdjustedComparison, adjustFamilies } from './families.ts';
import { dotsOf } from './infer.ts';
import { readsOf } from './reads.ts';
import { comparisonSentence, GAPS, UNHEALTHY_GAP, UNMEASURED_GAP } from './sentences.ts';
import type { Sources } from './sources.ts';
import type { Standing } from './standing.ts';

/** All comparisons of the design, adjusted for one another, in the order of metrics and variations. */
export function compareAll({ design, asOf }: Standing, sources: Sources): readonly AdjustedComparison[] {
  const [control, ...treatments] = design.variations;
  if (control === undefined) return [];
  const raw = design.metrics.flatMap((metric): readonly RawComparison[] => {
    const base = sources.at(metric.id, control.key, asOf);
    return treatments.map(({ key }) =>
      compareArms(metric, { variation: key, control: base, treatment: sources.at(metric.id, key, asOf) }, design.rule),
    );
  });
  return adjustFamilies(raw, design.rule);
}

/** A comparison as the contract has it. */
export function comparisonView(one: AdjustedComparison, { design: { rule }, peek }: Standing): Comparison {
  const { relative, absolute, gap } = one;
  const reads = readsOf(one, rule, peek);
  return {
    variation: one.variation,
    estimate: relative?.estimate ?? null,
    interval: relative?.interval ?? null,
    pValue: relative?.pValue ?? null,
    adjustedPValue: one.adjustedPValue,
    chanceToWin: relative?.chanceToWin ?? null,
    expectedLoss: relative?.expectedLoss ?? null,
    difference: absolute?.estimate ?? null,
    differenceInterval: absolute?.interval ?? null,
    dots: relative === null ? [] : dotsOf(relative),
    varianceReduction: one.varianceReduction,
    reads,
    gap: gap === null ? null : GAPS[gap],
    sentence: comparisonSentence(one, reads, { alpha: rule.alpha, peek }),
  };
}

/** What stands in place of a comparison when the data can not be trusted, or there are none. */
const withheld = (variation: string, gap: string): Comparison => ({
  variation,
  estimate: null,
  interval: null,
  pValue: null,
  adjustedPValue: null,
  chanceToWin: null,
  expectedLoss: null,
  difference: null,
  differenceInterval: null,
  dots: [],
  varianceReduction: null,
  reads: 'no_read',
  gap,
  sentence: gap,
});

/** Values would give the effect away, so only the units stay. */
function withheldMetric(metric: ExperimentMetric, standing: Standing, sources: Sources): MetricRead {
  const { design, asOf, measured } = standing;
  const gap = measured ? UNHEALTHY_GAP : UNMEASURED_GAP;
  const arms = design.variations.map(({ key }) => ({
    variation: key,
    units: armRead(metric, { variation: key, source: sources.at(metric.id, key, asOf) }, design.rule).units,
    value: null,
    interval: null,
    total: null,
  }));
  return { metric, arms, comparisons: design.variations.slice(1).map(({ key }) => withheld(key, gap)) };
}

/** Every metric of the design. `comparisons` null: nothing is shown but units. */
export function metricReads(
  standing: Standing,
  sources: Sources,
  comparisons: readonly AdjustedComparison[] | null,
): readonly MetricRead[] {
  const { design, asOf } = standing;
  return design.metrics.map((metric) => {
    if (comparisons === null) return withheldMetric(metric, standing, sources);
    return {
      metric,
      arms: design.variations.map(({ key }) =>
        armRead(metric, { variation: key, source: sources.at(metric.id, key, asOf) }, design.rule),
      ),
      comparisons: comparisons.filter((one) => one.metric.id === metric.id).map((one) => comparisonView(one, standing)),
    };
  });
}
