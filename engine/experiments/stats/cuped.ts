import type { Convention } from './convention.ts';
import { type CupedMetric, cupedSpread, type Spread } from './metric.ts';
import { type JointMoments, mergeJointMoments } from './moments.ts';

/** gbstats' slope over all units together: 0 when the measure or the covariate does not vary. */
export const pooledSlope = ({ x, y, cxy }: JointMoments): number => (x.m2 === 0 || y.m2 === 0 ? 0 : cxy / y.m2);

/**
 * The slope of the measure on its covariate that CUPED subtracts (Deng, Xu, Kohavi & Walker 2013).
 *
 * `standard` fits it within the arms, as the analysis of covariance does, so that the effect itself and a chance
 * difference of the covariate between arms stay out of it; `gbstats` fits it over all units together.
 * 0 when the covariate or the measure does not vary.
 */
export function cupedTheta(control: CupedMetric, treatment: CupedMetric, convention: Convention): number {
  if (control.theta !== undefined && treatment.theta !== undefined) return control.theta;
  if (convention === 'gbstats') return pooledSlope(mergeJointMoments(control.joint, treatment.joint));
  const within = control.joint.y.m2 + treatment.joint.y.m2;
  return within > 0 ? (control.joint.cxy + treatment.joint.cxy) / within : 0;
}

/** Variance of `a` times the measure plus `b` times the covariate, of one unit. */
const combined = ({ post, pre, both }: Spread, a: number, b: number): number =>
  a * a * post + 2 * a * b * both + b * b * pre;

/** An effect and what each arm adds to its square error. */
export interface AdjustedEffect {
  readonly estimate: number;
  /** Square error from the control's units. */
  readonly control: number;
  /** Square error from the treatment's units. */
  readonly treatment: number;
  /** Variance of one unit's adjusted measure, control and treatment. */
  readonly unitVariance: readonly [number, number];
}

/**
 * The covariate-adjusted difference of two arms, absolute or relative to the control.
 *
 * Relative, `standard` divides by the control's mean adjusted to the covariate of both arms together; `gbstats` by the
 * unadjusted one. Square errors by the delta method over the four means, θ taken as known.
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
  const difference = b.x.mean - a.x.mean - theta * (b.y.mean - a.y.mean);
  if (!relative) {
    return { estimate: difference, control: unitVariance[0] / nA, treatment: unitVariance[1] / nB, unitVariance };
  }
  if (convention === 'gbstats') {
    const base = Math.abs(a.x.mean);
    const ratio = b.x.mean / a.x.mean;
    return {
      estimate: difference / base,
      control: combined(spreadA, -ratio, theta) / (nA * base * base),
      treatment: unitVariance[1] / (nB * base * base),
      unitVariance,
    };
  }
  const shareA = nA / (nA + nB);
  const imbalance = theta * (b.y.mean - a.y.mean);
  const adjustedA = a.x.mean + (1 - shareA) * imbalance;
  const ratio = (b.x.mean - shareA * imbalance) / adjustedA;
  const slope = theta * (shareA + ratio * (1 - shareA));
  const base = Math.abs(adjustedA);
  return {
    estimate: difference / base,
    control: combined(spreadA, -ratio, slope) / (nA * base * base),
    treatment: combined(spreadB, 1, -slope) / (nB * base * base),
    unitVariance,
  };
}
