import type { Convention } from './convention.ts';
import { type CupedMetric, cupedSpread, type Spread } from './metric.ts';
import { covariance, type JointMoments, mergeJointMoments, variance } from './moments.ts';

/** gbstats' slope over all units together: 0 when the measure or the covariate does not vary. */
export const pooledSlope = (joint: JointMoments): number =>
  variance(joint.x) === 0 || variance(joint.y) === 0 ? 0 : covariance(joint) / variance(joint.y);

/**
 * The slope of the measure on its covariate that CUPED subtracts (Deng, Xu, Kohavi & Walker 2013).
 *
 * `standard` fits it within the arms, as the analysis of covariance does, so that the effect itself and a chance
 * difference of the covariate between arms stay out of it; `gbstats` fits it over all units together.
 * 0 when the covariate or the measure does not vary.
 */
export function cupedTheta(control: CupedMetric, treatment: CupedMetric, convention: Convention): number {
  if (!isFitted(control, treatment) && control.theta !== undefined) return control.theta;
  if (convention === 'gbstats') return pooledSlope(mergeJointMoments(control.joint, treatment.joint));
  const within = control.joint.y.m2 + treatment.joint.y.m2;
  return within > 0 ? (control.joint.cxy + treatment.joint.cxy) / within : 0;
}

const isFitted = (control: CupedMetric, treatment: CupedMetric): boolean =>
  control.theta === undefined || treatment.theta === undefined;

/**
 * Variance of `a` times the measure plus `b` times the covariate, of one unit. Added up in the order of gbstats: where the
 * covariate tells the measure exactly, what rounding leaves is all there is.
 */
const combined = ({ post, pre, both }: Spread, a: number, b: number): number =>
  a * a * post + b * b * pre + 2 * a * b * both;

/** An effect and what each arm adds to its square error. */
export interface AdjustedEffect {
  readonly estimate: number;
  /** Square error from the control's units. */
  readonly control: number;
  /** Square error from the treatment's units. */
  readonly treatment: number;
  /** Variance of one unit's adjusted measure, control and treatment. */
  readonly unitVariance: readonly [number, number];
  /** The effect's derivative in θ: how far a chance difference of the covariate lets an error of the slope through. */
  readonly leverage: number;
}

/** What a slope that was fitted to the same units costs. */
export interface SlopeCost {
  /** By which the square errors of the arms grow, for the degree of freedom the slope took. */
  readonly residual: number;
  /** What the slope's own error adds to the square error. */
  readonly square: number;
  /** By which the degrees of freedom shrink. */
  readonly degrees: number;
}

const FREE: SlopeCost = { residual: 1, square: 0, degrees: 1 };

/**
 * The cost of the slope in the analysis of covariance: n − 3 degrees of freedom instead of n − 2, and σ² / Sxx as the
 * slope's square error, Sxx the covariate's sum of squares within the arms. Arms of equal size have exactly the standard
 * error of least squares. Nothing for a slope that was given, and for gbstats, which takes every slope for known; without
 * it 5 % intervals of arms of five units miss 8 % of the time.
 */
export function slopeCost(
  control: CupedMetric,
  treatment: CupedMetric,
  { unitVariance, leverage }: AdjustedEffect,
  convention: Convention,
): SlopeCost {
  const within = control.joint.y.m2 + treatment.joint.y.m2;
  const [nA, nB] = [control.joint.x.n, treatment.joint.x.n];
  const free = nA + nB - 3;
  if (convention === 'gbstats' || !isFitted(control, treatment) || !(within > 0) || free < 1) return FREE;
  const residuals = (nA - 1) * unitVariance[0] + (nB - 1) * unitVariance[1];
  return {
    residual: (free + 1) / free,
    square: (leverage * leverage * residuals) / free / within,
    degrees: free / (free + 1),
  };
}

/**
 * The covariate-adjusted difference of two arms, absolute or relative to the control.
 *
 * Relative, `standard` divides by the control's mean adjusted to the covariate of both arms together; `gbstats` by the
 * unadjusted one. Square errors by the delta method over the four means, θ taken as known; see {@link slopeCost}.
 */
export function cupedEffect(
  control: CupedMetric,
  treatment: CupedMetric,
  { theta, relative, convention }: { theta: number; relative: boolean; convention: Convention },
): AdjustedEffect {
  const [a, b] = [control.joint, treatment.joint];
  const [spreadA, spreadB] = [cupedSpread(control, convention), cupedSpread(treatment, convention)];
  const [nA, nB] = [a.x.n, b.x.n];
  const unitVariance = [combined(spreadA, 1, -theta), combined(spreadB, 1, -theta)] as const;
  const shift = b.y.mean - a.y.mean;
  const difference = b.x.mean - a.x.mean - theta * shift;
  if (!relative) {
    const [errorA, errorB] = [unitVariance[0] / nA, unitVariance[1] / nB];
    return { estimate: difference, control: errorA, treatment: errorB, unitVariance, leverage: -shift };
  }
  if (convention === 'gbstats') {
    const base = Math.abs(a.x.mean);
    const ratio = b.x.mean / a.x.mean;
    return {
      estimate: difference / base,
      control: combined(spreadA, -ratio, theta) / (nA * base * base),
      treatment: unitVariance[1] / (nB * base * base),
      unitVariance,
      leverage: -shift / base,
    };
  }
  const shareA = nA / (nA + nB);
  const imbalance = theta * shift;
  const adjustedA = a.x.mean + (1 - shareA) * imbalance;
  const ratio = (b.x.mean - shareA * imbalance) / adjustedA;
  const weight = shareA + ratio * (1 - shareA);
  const slope = theta * weight;
  const base = Math.abs(adjustedA);
  return {
    estimate: difference / base,
    control: combined(spreadA, -ratio, slope) / (nA * base * base),
    treatment: combined(spreadB, 1, -slope) / (nB * base * base),
    unitVariance,
    leverage: (-shift * weight) / base,
  };
}
