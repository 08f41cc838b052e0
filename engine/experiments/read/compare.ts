import type { DecisionRule, ExperimentMetric } from '../../contract/index.ts';
import { type Effect, type EffectGap, effectOf, type KnownEffect, type Metric } from '../stats/index.ts';
import { type ArmSource, adjustedMetric, armMetric } from './arm-metric.ts';
import { type Extent, extentOf, type Inference, infer } from './infer.ts';

/** Why there is no effect: that of the statistics, or a ratio over nothing. */
export type Gap = EffectGap | 'no_denominator';

/** A variation against the control in one metric, before it is adjusted for what else is compared. */
export interface RawComparison {
  readonly variation: string;
  readonly metric: ExperimentMetric;
  /** Relative, as it came from the sums; null: none, and `gap` says why. */
  readonly effect: KnownEffect | null;
  readonly relative: Inference | null;
  readonly absolute: Extent | null;
  readonly varianceReduction: number | null;
  readonly gap: Gap | null;
}

/** Both arms in the form the effect is computed from. */
interface Sides {
  readonly plain: readonly [Metric, Metric];
  readonly adjusted: readonly [Metric, Metric] | null;
}

function sidesOf(metric: ExperimentMetric, control: ArmSource, treatment: ArmSource, rule: DecisionRule): Sides {
  const plain = [armMetric(metric, control), armMetric(metric, treatment)] as const;
  if (rule.covariateDays === 0) return { plain, adjusted: null };
  const [a, b] = [adjustedMetric(metric, control), adjustedMetric(metric, treatment)];
  if (a === null || b === null || !(a.joint.y.m2 + b.joint.y.m2 > 0)) return { plain, adjusted: null };
  return { plain, adjusted: [a, b] };
}

/** A ratio of which no unit has the denominator yet. */
const isOverNothing = ({ kind }: ExperimentMetric, { sums: { x, y } }: ArmSource): boolean =>
  kind === 'ratio' && x.n > 0 && (y === null || y.mean === 0);

const effectBetween = ([control, treatment]: readonly [Metric, Metric], difference: 'relative' | 'absolute'): Effect =>
  effectOf(control, treatment, { difference });

/** The relative effect alone: all that a series of many needs. */
export function relativeEffect(
  metric: ExperimentMetric,
  control: ArmSource,
  treatment: ArmSource,
  rule: DecisionRule,
): Effect {
  const { plain, adjusted } = sidesOf(metric, control, treatment, rule);
  return effectBetween(adjusted ?? plain, 'relative');
}

/** Share of the effect's variance that the covariate took away. */
function reductionOf({ plain, adjusted }: Sides, found: KnownEffect): number | null {
  if (adjusted === null) return null;
  const without = effectBetween(plain, 'absolute');
  return without.known ? 1 - (found.standardError / without.standardError) ** 2 : null;
}

/** One variation against the control by the rule's method, relative and absolute. */
export function compareArms(
  metric: ExperimentMetric,
  {
    variation,
    control,
    treatment,
  }: { readonly variation: string; readonly control: ArmSource; readonly treatment: ArmSource },
  rule: DecisionRule,
): RawComparison {
  const sides = sidesOf(metric, control, treatment, rule);
  const both = sides.adjusted ?? sides.plain;
  const [relative, absolute] = [effectBetween(both, 'relative'), effectBetween(both, 'absolute')];
  return {
    variation,
    metric,
    effect: relative.known ? relative : null,
    relative: relative.known ? infer(relative, rule, metric) : null,
    absolute: absolute.known ? extentOf(absolute, rule, metric) : null,
    varianceReduction: absolute.known ? reductionOf(sides, absolute) : null,
    gap: relative.known
      ? null
      : [control, treatment].some((arm) => isOverNothing(metric, arm))
        ? 'no_denominator'
        : relative.reason,
  };
}
