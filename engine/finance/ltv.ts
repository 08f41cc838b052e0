import { seededUniform } from '../stats/index.ts';
import type { Cohort } from './cohorts.ts';

/** Cohorts an age has to be seen in, for its margin to be an estimate. */
const LEAST_COHORTS = 3;
const RESAMPLES = 1000;
export const BOOTSTRAP_SEED = 20_260_101;
export const LTV_LEVEL = 0.9;

export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Running totals of margin per customer by age, over all cohorts that have reached each age, as far as any has.
 * One pass over the cohorts: a bootstrap asks for a thousand of them.
 */
function reachedCurve(cohorts: readonly Cohort[], ages: number): readonly number[] {
  const margins = new Float64Array(ages);
  const customers = new Float64Array(ages);
  for (const cohort of cohorts) {
    const reached = Math.min(ages, cohort.margin.length);
    for (let age = 0; age < reached; age += 1) {
      margins[age] = (margins[age] ?? 0) + (cohort.margin[age] ?? 0);
      customers[age] = (customers[age] ?? 0) + cohort.customers;
    }
  }
  const curve: number[] = [];
  for (let age = 0; age < ages && (customers[age] ?? 0) > 0; age += 1) {
    curve.push((curve.at(-1) ?? 0) + (margins[age] ?? 0) / (customers[age] ?? 1));
  }
  return curve;
}

/** The curve up to an age; null when no cohort has reached it. */
export function marginCurve(cohorts: readonly Cohort[], ages: number): readonly number[] | null {
  const curve = reachedCurve(cohorts, ages);
  return curve.length === ages ? curve : null;
}

/** Months that enough cohorts have reached to say anything about. */
export const observedMonths = (cohorts: readonly Cohort[]): number =>
  cohorts.map(({ margin }) => margin.length).toSorted((a, b) => b - a)[LEAST_COHORTS - 1] ?? 0;

const quantile = (sorted: readonly number[], p: number): number => {
  const at = p * (sorted.length - 1);
  const below = Math.floor(at);
  const [a = 0, b = a] = [sorted[below], sorted[below + 1]];
  return a + (at - below) * (b - a);
};

/** Curves of resampled cohorts; those that do not reach the age are drawn again without it. */
export function resampledCurves(cohorts: readonly Cohort[], ages: number): readonly (readonly number[])[] {
  const uniform = seededUniform(BOOTSTRAP_SEED);
  const curves: (readonly number[])[] = [];
  for (let round = 0; round < RESAMPLES; round += 1) {
    const drawn = cohorts.flatMap(() => cohorts[Math.floor(uniform() * cohorts.length)] ?? []);
    const curve = marginCurve(drawn, ages);
    if (curve !== null) curves.push(curve);
  }
  return curves;
}

/**
 * Lifetime value: margin per customer over the first `months` calendar months, with a 90 % interval by resampling
 * whole cohorts (percentile bootstrap, seeded). null when fewer than three cohorts have reached that age: nothing is
 * extrapolated.
 * Source: Efron and Tibshirani 1993, An Introduction to the Bootstrap, ch. 13; Fader and Hardie 2009 on cohort curves.
 */
export function lifetimeValue(cohorts: readonly Cohort[], months: number): Estimate | null {
  if (observedMonths(cohorts) < months) return null;
  const value = marginCurve(cohorts, months)?.at(-1);
  if (value === undefined) return null;
  const ends = resampledCurves(cohorts, months)
    .flatMap((curve) => curve.at(-1) ?? [])
    .toSorted((a, b) => a - b);
  return { value, low: quantile(ends, (1 - LTV_LEVEL) / 2), high: quantile(ends, (1 + LTV_LEVEL) / 2) };
}

/** LTV over CAC when both are estimates on their own: intervals multiply on the log scale, as if independent. */
export function ratioOf(ltv: Estimate | null, cac: Estimate | null): Estimate | null {
  if (ltv === null || cac === null || !(cac.value > 0) || !(ltv.value > 0) || !(ltv.low > 0)) return null;
  const value = ltv.value / cac.value;
  const down = Math.hypot(Math.log(ltv.value / ltv.low), Math.log(cac.high / cac.value));
  const up = Math.hypot(Math.log(ltv.high / ltv.value), Math.log(cac.value / cac.low));
  return { value, low: value * Math.exp(-down), high: value * Math.exp(up) };
}
