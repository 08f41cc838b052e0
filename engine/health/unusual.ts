import { type Day, weekdayOf } from '../core/index.ts';
import { MAD_TO_SD, median, quantile } from './median.ts';

/** One day of a series: a count of rows, or a sum. */
export interface DayValue {
  readonly day: Day;
  readonly value: number;
}

/** A day on which a series was far above (`spike`) or below (`drop`) what is usual. */
export interface Unusual {
  readonly day: Day;
  readonly direction: 'spike' | 'drop';
  readonly value: number;
  /** What the day would have had by the two weeks around it and its weekday. */
  readonly usual: number;
  /** `value / usual`. */
  readonly ratio: number;
}

export const UNUSUAL_RULES = {
  /** Fewer days than four weeks can not tell what is usual. */
  minDays: 28,
  /** Days on each side that the usual level is the median of. */
  window: 14,
  /** Days on a side below which it says nothing. */
  minSide: 4,
  /** Robust standard deviations a day must be away from both sides. */
  sigmas: 6,
  /** And the least it must be above or below the usual, whatever the noise. */
  spike: 1.4,
  drop: 0.6,
  /** Usual values below this are too few to judge. */
  minUsual: 20,
  /** Noise is never taken to be less than this, in log units (1 %). */
  minNoise: 0.01,
} as const;

const rules = UNUSUAL_RULES;

/** Standard deviations that nine of ten normal values lie within. */
const NINE_OF_TEN = 1.6449;

/** How each weekday differs from the days around it, in log units; Monday is 1. */
function weekdayEffects(days: readonly DayValue[], logs: readonly number[]): ReadonlyMap<number, number> {
  const off = new Map<number, number[]>();
  for (const [index, { day }] of days.entries()) {
    const around = logs.slice(Math.max(0, index - 3), index + 4);
    const weekday = weekdayOf(day);
    off.set(weekday, [...(off.get(weekday) ?? []), (logs[index] ?? 0) - median(around)]);
  }
  return new Map([...off].map(([weekday, values]) => [weekday, median(values)]));
}

/** The median of a side, null when it has too few days. */
const level = (side: readonly number[]): number | null => (side.length < rules.minSide ? null : median(side));

/** How far a value is from both sides, the nearer one; 0 when it lies between them: a step is not a spike. */
function distance(value: number, before: number | null, after: number | null): number {
  const offs = [before, after].flatMap((side) => (side === null ? [] : [value - side]));
  const [first, second = first] = offs;
  if (first === undefined || second === undefined || first * second < 0) return 0;
  return Math.abs(first) < Math.abs(second) ? first : second;
}

/** The days after one; of the newest days, which have too few, the newest others. */
function following(levels: readonly number[], index: number): readonly number[] {
  const after = levels.slice(index + 1, index + 1 + rules.window);
  if (after.length >= rules.minSide) return after;
  return [...levels.slice(Math.max(0, levels.length - rules.minSide - 1), index), ...after];
}

/**
 * The series' own noise, in log units: the median absolute deviation, or what nine of ten days stay within where that
 * is more: a series of few different values has a median deviation of nearly nothing.
 */
function noiseOf(offs: readonly number[]): number {
  const sizes = offs.map(Math.abs);
  return Math.max(rules.minNoise, MAD_TO_SD * median(sizes), quantile(sizes, 0.9) / NINE_OF_TEN);
}

/**
 * Days far from what is usual: on the log scale, without the weekday's own effect, each day against the median of the
 * two weeks before it and the two weeks after. It has to be away from both in the same direction by six robust standard
 * deviations of the series and by two fifths: so neither noise nor a step to a new level
 * counts. Newest days have too few days after them, so the newest others stand for those: a step is reported until
 * some four days have confirmed it.
 * Null with fewer than four weeks of days: can't tell yet.
 * Source: Rousseeuw and Croux 1993 (MAD); Hampel's identifier, Pearson 2002.
 * @param days in order, each day once; days without rows are left out, not zero.
 */
export function unusualDays(days: readonly DayValue[]): readonly Unusual[] | null {
  if (days.length < rules.minDays) return null;
  const logs = days.map(({ value }) => Math.log1p(Math.max(0, value)));
  const effects = weekdayEffects(days, logs);
  const effectOf = (day: Day): number => effects.get(weekdayOf(day)) ?? 0;
  const levels = days.map(({ day }, index) => (logs[index] ?? 0) - effectOf(day));
  const off = levels.map((value, index) => {
    const before = level(levels.slice(Math.max(0, index - rules.window), index));
    const after = level(following(levels, index));
    return { away: distance(value, before, after), side: value - (before ?? after ?? value) };
  });
  const noise = noiseOf(off.map(({ side }) => side));
  return days.flatMap(({ day, value }, index) => {
    const away = off[index]?.away ?? 0;
    const usual = Math.expm1((logs[index] ?? 0) - away);
    if (Math.abs(away) <= rules.sigmas * noise || usual < rules.minUsual) return [];
    const ratio = value / usual;
    if (ratio < rules.spike && ratio > rules.drop) return [];
    return [{ day, value, usual, ratio, direction: away > 0 ? ('spike' as const) : ('drop' as const) }];
  });
}
