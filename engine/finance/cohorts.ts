import { addDays, addMonths, type Day, monthOf } from '../core/index.ts';

/** What one month of a cohort brought: the month's first day, and margin in minor units. */
export interface CohortMonth {
  readonly cohort: Day;
  readonly month: Day;
  readonly margin: number;
}

/** The customers a month won, and what was spent to win them. */
export interface Acquisition {
  readonly cohort: Day;
  readonly customers: number;
  readonly spend: number;
}

/** A cohort with its margin by age in whole months; only months that are over. */
export interface Cohort {
  readonly cohort: Day;
  readonly customers: number;
  readonly spend: number;
  /** Margin of the month it started (age 0), the next (age 1) … */
  readonly margin: readonly number[];
}

/** Whole months from one first of the month to another. */
export const monthsBetween = (from: Day, to: Day): number =>
  12 * (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) + Number(to.slice(5, 7)) - Number(from.slice(5, 7));

/** The last month that is over by the end of `day`. */
export const lastFullMonth = (day: Day): Day => {
  const month = monthOf(day);
  return addDays(addMonths(month, 1), -1) === day ? month : addMonths(month, -1);
};

/**
 * Puts margins and acquisitions together by cohort. Months after `lastMonth` are left out, as they are not over;
 * cohorts nobody was won in, too.
 */
export function buildCohorts(
  months: readonly CohortMonth[],
  acquisitions: readonly Acquisition[],
  lastMonth: Day,
): readonly Cohort[] {
  return acquisitions
    .filter(({ cohort, customers }) => customers > 0 && cohort <= lastMonth)
    .toSorted((a, b) => (a.cohort < b.cohort ? -1 : 1))
    .map(({ cohort, customers, spend }) => {
      const margin = Array.from({ length: monthsBetween(cohort, lastMonth) + 1 }, () => 0);
      for (const entry of months) {
        const age = monthsBetween(cohort, entry.month);
        if (entry.cohort === cohort && age >= 0 && age < margin.length) margin[age] = (margin[age] ?? 0) + entry.margin;
      }
      return { cohort, customers, spend, margin };
    });
}
