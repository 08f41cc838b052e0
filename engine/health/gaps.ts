import { type Day, daysFrom, weekdayOf } from '../core/index.ts';

/** Days from the first to the last, both included. */
export interface DayRun {
  readonly from: Day;
  readonly to: Day;
  readonly days: number;
}

/** A weekday that at most this share of its weeks has rows on is one the dataset leaves out, such as a Sunday. */
const LEFT_OUT = 0.5;

/** Weekdays a dataset has rows on; all of them while there are fewer than four weeks. */
function usualWeekdays(present: ReadonlySet<Day>, all: readonly Day[]): ReadonlySet<number> {
  const seen = new Map<number, { days: number; present: number }>();
  for (const day of all) {
    const { days, present: there } = seen.get(weekdayOf(day)) ?? { days: 0, present: 0 };
    seen.set(weekdayOf(day), { days: days + 1, present: there + (present.has(day) ? 1 : 0) });
  }
  const usual = [...seen].filter(([, { days, present: there }]) => days < 4 || there > LEFT_OUT * days);
  return new Set(usual.map(([weekday]) => weekday));
}

/** Runs of days that follow each other in `all` and are in. */
function runs(all: readonly Day[], isIn: (day: Day) => boolean): readonly DayRun[] {
  const found: DayRun[] = [];
  let wasIn = false;
  for (const day of all) {
    const before = wasIn ? found.pop() : undefined;
    wasIn = isIn(day);
    if (before !== undefined) found.push(wasIn ? { ...before, to: day, days: before.days + 1 } : before);
    else if (wasIn) found.push({ from: day, to: day, days: 1 });
  }
  return found;
}

/**
 * The days between the first and the last that have no rows, as runs. Weekdays on which a dataset never has rows do not
 * count: exchange rates pause at the weekend.
 * @param through the last day that a load says it covers; days after it are not missing but still to come.
 */
export function missingRuns(present: readonly Day[], through: Day): readonly DayRun[] {
  const [first] = present;
  if (first === undefined || first > through) return [];
  const there = new Set(present);
  const all = daysFrom(first, through);
  const usual = usualWeekdays(there, all);
  return runs(
    all.filter((day) => usual.has(weekdayOf(day)) || there.has(day)),
    (day) => !there.has(day),
  );
}

/** Runs of neighbouring days of a set, in order. */
export function neighbouring(days: readonly Day[]): readonly DayRun[] {
  const sorted = days.toSorted();
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first === undefined || last === undefined) return [];
  const set = new Set(sorted);
  return runs(daysFrom(first, last), (day) => set.has(day));
}
