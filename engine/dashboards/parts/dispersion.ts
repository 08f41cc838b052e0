/** A day's count with the day of the week it fell on (0 to 6). */
export interface DayOfWeekCount {
  readonly weekday: number;
  readonly count: number;
}

/**
 * How much more days vary than Poisson counts of the same weekday means would: Pearson's χ² over its degrees of
 * freedom, at least 1. Needs two weeks; with less it is 1.
 * Source: McCullagh and Nelder 1989, Generalized Linear Models, §6.2.
 */
export function overdispersion(days: readonly DayOfWeekCount[]): number {
  const sums = new Map<number, { sum: number; n: number }>();
  for (const { weekday, count } of days) {
    const known = sums.get(weekday) ?? { sum: 0, n: 0 };
    sums.set(weekday, { sum: known.sum + count, n: known.n + 1 });
  }
  const freedom = days.length - sums.size;
  if (freedom < 7) return 1;
  const chi = days.reduce((sum, { weekday, count }) => {
    const group = sums.get(weekday);
    const mean = group === undefined ? 0 : group.sum / group.n;
    return mean === 0 ? sum : sum + (count - mean) ** 2 / mean;
  }, 0);
  return Math.max(1, chi / freedom);
}

/** Standard error of the difference of two counts whose days vary `dispersion` times as much as Poisson counts. */
export const differenceError = (now: number, before: number, dispersion: number): number =>
  Math.sqrt(dispersion * (now + before));
