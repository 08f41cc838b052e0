import type { Convention } from './convention.ts';
import { cupedEffect, cupedTheta, slopeCost } from './cuped.ts';
import { type CupedMetric, type Estimate, estimateOf, type Metric, quantileUnknown } from './metric.ts';

/** `relative` is (treatment − control) / |control|, a share; `absolute` is treatment − control in the metric's unit. */
export type Difference = 'relative' | 'absolute';

/** Why there is no effect to read. */
export type EffectGap = 'no_units' | 'no_variance' | 'zero_baseline';

/** What two arms say about the difference between them: the start of every way of reading it. */
export interface KnownEffect {
  readonly known: true;
  readonly difference: Difference;
  /** A share when relative, else in the metric's unit. */
  readonly estimate: number;
  readonly standardError: number;
  /** Degrees of freedom of the standard error (Welch 1947; Satterthwaite 1946). */
  readonly degrees: number;
  /** Units of both arms. */
  readonly units: number;
  /** |control's mean|, which turns a relative effect into an absolute one. */
  readonly baseline: number;
  /** CUPED's slope; null when no covariate was used. */
  readonly theta: number | null;
}

export type Effect = KnownEffect | { readonly known: false; readonly reason: EffectGap; readonly theta: number | null };

export interface EffectOptions {
  /** Default `relative`. */
  readonly difference?: Difference | undefined;
  /** Default `standard`. */
  readonly convention?: Convention | undefined;
}

const gap = (reason: EffectGap, theta: number | null): Effect => ({ known: false, reason, theta });

/** Degrees of freedom of a sum of two independent square errors with these many units each. */
export function welchDegrees(control: number, nControl: number, treatment: number, nTreatment: number): number {
  const sum = control + treatment;
  return (sum * sum) / ((control * control) / (nControl - 1) + (treatment * treatment) / (nTreatment - 1));
}

/**
 * The effect of a treatment against its control. Both metrics are of one kind.
 * Relative effects get their square error by the delta method: σ²b / (nb μ²a) + σ²a μ²b / (na μ⁴a).
 * @throws RangeError when the metrics are of different kinds, which is a fault of the caller.
 */
export function effectOf(control: Metric, treatment: Metric, options: EffectOptions = {}): Effect {
  const { difference = 'relative', convention = 'standard' } = options;
  const rules = { difference, convention };
  if (control.kind !== treatment.kind) throw new RangeError(`a ${control.kind} against a ${treatment.kind}`);
  if (control.kind === 'cuped' && treatment.kind === 'cuped') return covariateEffect(control, treatment, rules);
  if (control.kind === 'quantile' && treatment.kind === 'quantile') {
    if (quantileUnknown(control, convention) || quantileUnknown(treatment, convention)) return gap('no_variance', null);
  }
  const [a, b] = [estimateOf(control, convention), estimateOf(treatment, convention)];
  if (convention === 'standard' && (a.n === 0 || b.n === 0)) return gap('no_units', null);
  const [varianceA, varianceB] = convention === 'standard' ? spreads(a, b) : [a.variance, b.variance];
  if (!(varianceA > 0) || !(varianceB > 0)) return gap('no_variance', null);
  const relative = difference === 'relative';
  if (a.value === 0 && (relative || convention === 'gbstats')) return gap(zeroGap(rules), null);
  const [errorA, errorB] = [varianceA / a.n, varianceB / b.n];
  const scale = relative ? 1 / Math.abs(a.value) : 1;
  const ratio = relative ? b.value / a.value : 1;
  const [partA, partB] = [errorA * ratio * ratio * scale * scale, errorB * scale * scale];
  return {
    known: true,
    difference,
    estimate: (b.value - a.value) * scale,
    standardError: Math.sqrt(partA + partB),
    degrees: convention === 'gbstats' ? welchDegrees(errorA, a.n, errorB, b.n) : welchDegrees(partA, a.n, partB, b.n),
    units: a.n + b.n,
    baseline: Math.abs(a.value),
    theta: null,
  };
}

/**
 * The variances of two arms. One whose units all have the same value takes the other's, which it has when there is no
 * effect: a variation in which nobody buys any more is not one about which nothing can be said. A single unit says nothing.
 */
function spreads(a: Estimate, b: Estimate): readonly [number, number] {
  const flat = ({ n, value, variance }: Estimate): boolean => n > 1 && Number.isFinite(value) && variance === 0;
  return [flat(a) ? b.variance : a.variance, flat(b) ? a.variance : b.variance];
}

interface Rules {
  readonly difference: Difference;
  readonly convention: Convention;
}

/** What a control of zero is short of: gbstats takes the variance of a relative effect on it for zero, and asks for that first. */
const zeroGap = ({ difference, convention }: Rules): EffectGap =>
  convention === 'gbstats' && difference === 'relative' ? 'no_variance' : 'zero_baseline';

function covariateEffect(control: CupedMetric, treatment: CupedMetric, { difference, convention }: Rules): Effect {
  const theta = cupedTheta(control, treatment, convention);
  const [nA, nB] = [control.joint.x.n, treatment.joint.x.n];
  if (convention === 'standard' && (nA === 0 || nB === 0)) return gap('no_units', theta);
  const relative = difference === 'relative';
  const part = cupedEffect(control, treatment, { theta, relative, convention });
  const [varianceA, varianceB] = part.unitVariance;
  const cost = slopeCost(control, treatment, part, convention);
  const square = (part.control + part.treatment) * cost.residual + cost.square;
  const unadjusted = control.joint.x.mean;
  if (!(nA > 1 && nB > 1 && varianceA > 0 && varianceB > 0)) return gap('no_variance', theta);
  if (relative && unadjusted === 0) return gap(zeroGap({ difference, convention }), theta);
  if (!(square > 0)) return gap('no_variance', theta);
  const adjusted = unadjusted - theta * control.joint.y.mean;
  if (convention === 'gbstats' && (unadjusted === 0 || adjusted === 0)) return gap('zero_baseline', theta);
  return {
    known: true,
    difference,
    estimate: part.estimate,
    standardError: Math.sqrt(square),
    degrees:
      convention === 'gbstats'
        ? welchDegrees(varianceA / nA, nA, varianceB / nB, nB)
        : welchDegrees(part.control, nA, part.treatment, nB) * cost.degrees,
    units: nA + nB,
    baseline: Math.abs(unadjusted),
    theta,
  };
}
