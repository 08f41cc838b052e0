import { addDays, type Day } from '../../core/index.ts';

export interface DayValue {
  readonly day: Day;
  readonly value: number;
}

export interface UnusualDay extends DayValue {
  /** What that weekday usually has. */
  readonly usual: number;
}

/** Weeks looked back at, and how many of them there have to be. */
const WEEKS = 8;
const LEAST = 4;
/** How many robust standard deviations on the log scale; and at least this factor, so that calm series stay calm. */
const LIMIT = 5;
const FACTOR = 1.5;
/** MAD of a normal variable over its standard deviation. */
const MAD_SCALE = 1.4826;

const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
};

/**
 * Days whose value is far from what their weekday had in the eight weeks before: more than five robust standard
 * deviations of the log and by a factor of 1.5. With less than four such weekdays a day can't be told.
 * Source: Rousseeuw and Croux 1993, Alternatives to the median absolute deviation.
 */
export function unusualDays(series: readonly DayValue[], from: Day): readonly UnusualDay[] {
  const logs = new Map(series.filter(({ value }) => value > 0).map(({ day, value }) => [day, Math.log(value)]));
  const before = (day: Day): number[] =>
    Array.from({ length: WEEKS }, (_, week) => logs.get(addDays(day, -7 * (week + 1)))).flatMap((log) => log ?? []);
  const residuals = [...logs].flatMap(([day, log]) => {
    const weekdays = before(day);
    return weekdays.length < LEAST ? [] : [{ day, residual: log - median(weekdays), usual: median(weekdays) }];
  });
  const spread = MAD_SCALE * median(residuals.map(({ residual }) => Math.abs(residual)));
  return residuals
    .filter(({ day, residual }) => day >= from && Math.abs(residual) > Math.max(LIMIT * spread, Math.log(FACTOR)))
    .map(({ day, residual, usual }) => ({ day, value: Math.exp(usual + residual), usual: Math.exp(usual) }));
}
