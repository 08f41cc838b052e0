import type { Cohort } from './cohorts.ts';
import { type Estimate, LTV_LEVEL, marginCurve, observedMonths, resampledCurves } from './ltv.ts';

/** Months until a rising total first reaches a cost, a part of the last month by its share; null while it does not. */
export function monthsToReach(curve: readonly number[] | Float64Array, cost: number): number | null {
  const index = curve.findIndex((total) => total >= cost);
  if (index < 0) return null;
  const before = index === 0 ? 0 : (curve[index - 1] ?? 0);
  const step = (curve[index] ?? 0) - before;
  return index + (step === 0 ? 0 : (cost - before) / step);
}

export interface Payback {
  /** null: not within the months that have been seen. */
  readonly months: Estimate | null;
  /** Months the curve could be followed. */
  readonly observed: number;
}

/**
 * Months until the margin of a customer has paid what it cost to win them, with a 90 % interval by resampling cohorts.
 * An interval end beyond the observed months is the observed months themselves, and `months` is null when the estimate
 * is: it can't be told yet.
 */
export function payback(cohorts: readonly Cohort[], cac: number): Payback {
  const observed = observedMonths(cohorts);
  const curve = marginCurve(cohorts, observed);
  const value = curve === null ? null : monthsToReach(curve, cac);
  if (value === null) return { months: null, observed };
  const resampled = resampledCurves(cohorts, observed)
    .map((drawn) => monthsToReach(drawn, cac) ?? observed)
    .toSorted((a, b) => a - b);
  const at = (p: number): number => resampled[Math.round(p * (resampled.length - 1))] ?? value;
  return { months: { value, low: at((1 - LTV_LEVEL) / 2), high: at((1 + LTV_LEVEL) / 2) }, observed };
}

/** Months one cohort took to pay back its own acquisition cost; null while it has not. */
export const cohortPayback = (cohort: Cohort): number | null =>
  monthsToReach(
    cohort.margin.reduce<number[]>((totals, margin) => {
      totals.push((totals.at(-1) ?? 0) + margin / cohort.customers);
      return totals;
    }, []),
    cohort.spend / cohort.customers,
  );
