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

/** Cohorts as columns of numbers, as a bootstrap walks them a thousand times. */
interface Columns {
  readonly ages: number;
  /** Margin by age of each cohort, one cohort after the other. */
  readonly margins: Float64Array;
  /** Ages each cohort has reached, at most `ages`, and its customers. */
  readonly reached: Int32Array;
  readonly customers: Float64Array;
}

function columnsOf(cohorts: readonly Cohort[], ages: number): Columns {
  const margins = new Float64Array(cohorts.length * ages);
  cohorts.forEach(({ margin }, index) => {
    margins.set(margin.slice(0, ages), index * ages);
  });
  return {
    ages,
    margins,
    reached: Int32Array.from(cohorts, ({ margin }) => Math.min(ages, margin.length)),
    customers: Float64Array.from(cohorts, ({ customers }) => customers),
  };
}

/**
 * Running totals of margin per customer by age, over all of the drawn cohorts that have reached each age, as far as any
 * has. One pass over the cohorts.
 */
function reachedCurve({ ages, margins, reached, customers }: Columns, drawn: Int32Array): Float64Array {
  const curve = new Float64Array(ages);
  const people = new Float64Array(ages);
  for (let at = 0; at < drawn.length; at += 1) {
    const cohort = drawn[at] ?? 0;
    const own = customers[cohort] ?? 0;
    for (let age = 0; age < (reached[cohort] ?? 0); age += 1) {
      curve[age] = (curve[age] ?? 0) + (margins[cohort * ages + age] ?? 0);
      people[age] = (people[age] ?? 0) + own;
    }
  }
  let total = 0;
  let age = 0;
  for (; age < ages && (people[age] ?? 0) > 0; age += 1) {
    total += (curve[age] ?? 0) / (people[age] ?? 1);
    curve[age] = total;
  }
  return curve.subarray(0, age);
}

/** The curve up to an age; null when no cohort has reached it. */
export function marginCurve(cohorts: readonly Cohort[], ages: number): readonly number[] | null {
  const curve = reachedCurve(columnsOf(cohorts, ages), Int32Array.from(cohorts.keys()));
  return curve.length === ages ? [...curve] : null;
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

/** Curves of resampled cohorts; those that do not reach the age are left out. */
export function resampledCurves(cohorts: readonly Cohort[], ages: number): readonly Float64Array[] {
  const uniform = seededUniform(BOOTSTRAP_SEED);
  const columns = columnsOf(cohorts, ages);
  const drawn = new Int32Array(cohorts.length);
  const curves: Float64Array[] = [];
  for (let round = 0; round < RESAMPLES; round += 1) {
    for (let at = 0; at < drawn.length; at += 1) drawn[at] = Math.floor(uniform() * drawn.length);
    const curve = reachedCurve(columns, drawn);
    if (curve.length === ages) curves.push(curve);
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
