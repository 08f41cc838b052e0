import { logBeta } from '../../stats/index.ts';

/** What an arm did on one day. */
export interface DayCounts {
  readonly successes: number;
  readonly trials: number;
}

export interface DriftOptions {
  /** At most so often there is ever an alarm, over all days to come, when the rate stays the same. */
  readonly falseAlarmRate?: number;
  /**
   * By how much days vary more than a constant rate lets them (variance ratio, 1 and more): counts are divided by it. With
   * 1, a rhythm of the week is a rate that changes, and sets the alarm off.
   */
  readonly dispersion?: number;
}

export interface DriftAlarm {
  readonly alarm: boolean;
  /** Place of the day on which the alarm went off; null without one. */
  readonly raisedOn: number | null;
  /** Place of the first day of the other rate, where that is most likely by all days; null with fewer than two. */
  readonly changedOn: number | null;
  /** Rates before that day and from it on. */
  readonly before: number | null;
  readonly after: number | null;
  /** The largest evidence so far against one rate, an e-value: at most 1 on average when the rate stays the same. */
  readonly evidence: number;
}

/** Jeffreys' prior of a rate. */
const HALF = 0.5;

/** ln of the probability of these outcomes in their order when nothing is known of the rate. */
const marginal = (successes: number, failures: number): number =>
  logBeta(HALF + successes, HALF + failures) - logBeta(HALF, HALF);

/** ln of it at the rate that makes them most likely. */
function mostLikely(successes: number, failures: number): number {
  const term = (count: number) => (count === 0 ? 0 : count * Math.log(count / (successes + failures)));
  return term(successes) + term(failures);
}

/** ln Σ exp. */
function logSum(values: readonly number[]): number {
  const most = Math.max(...values);
  return most + Math.log(values.reduce((sum, value) => sum + Math.exp(value - most), 0));
}

/**
 * Whether the rate of an arm has changed, looked at every day. The evidence on a day is the probability of all outcomes with
 * a change after day k, averaged over k with weights 1 / k(k + 1), over their probability at the one rate that fits best:
 * below a process that is 1 on average, so that it passes 1 / `falseAlarmRate` ever with at most that probability (Ville's
 * inequality). Holds for any number of days and looks, of counts as they are. Source: Wasserman, Ramdas & Balakrishnan 2020, "Universal
 * inference", §8; Shin, Ramdas & Rinaldo 2024, "E-detectors".
 */
export function driftAlarm(
  days: readonly DayCounts[],
  { falseAlarmRate = 0.01, dispersion = 1 }: DriftOptions = {},
): DriftAlarm {
  const bar = 1 / falseAlarmRate;
  const sums = running(days, dispersion);
  let evidence = 0;
  let raisedOn: number | null = null;
  for (let day = 1; day < days.length; day += 1) {
    evidence = Math.max(evidence, Math.exp(evidenceOn(day, sums)));
    if (raisedOn === null && evidence >= bar) raisedOn = day;
  }
  return { alarm: raisedOn !== null, raisedOn, evidence, ...likeliestChange(sums) };
}

interface Sums {
  readonly successes: readonly number[];
  readonly failures: readonly number[];
}

/** Sums of the days up to each, that included. */
function running(days: readonly DayCounts[], dispersion: number): Sums {
  let [successes, failures] = [0, 0];
  const sums = days.map((day) => {
    if (!(day.successes >= 0 && day.successes <= day.trials)) throw new RangeError('more successes than trials');
    successes += day.successes / dispersion;
    failures += (day.trials - day.successes) / dispersion;
    return [successes, failures] as const;
  });
  return { successes: sums.map(([own]) => own), failures: sums.map(([, own]) => own) };
}

const upTo = (sums: Sums, day: number) => ({ s: sums.successes[day] ?? 0, f: sums.failures[day] ?? 0 });

/** ln of the evidence with the days up to `day`. */
function evidenceOn(day: number, sums: Sums): number {
  const all = upTo(sums, day);
  const changes = Array.from({ length: day }, (_, before) => {
    const { s, f } = upTo(sums, before);
    return marginal(s, f) + marginal(all.s - s, all.f - f) - Math.log((before + 1) * (before + 2));
  });
  // Changes that are still to come have what is left of the weights, 1 / (day + 1).
  const none = marginal(all.s, all.f) - Math.log(day + 1);
  return logSum([...changes, none]) - mostLikely(all.s, all.f);
}

function likeliestChange(sums: Sums): Pick<DriftAlarm, 'changedOn' | 'before' | 'after'> {
  const last = sums.successes.length - 1;
  if (last < 1) return { changedOn: null, before: null, after: null };
  const all = upTo(sums, last);
  let found = 0;
  let most = Number.NEGATIVE_INFINITY;
  for (let day = 0; day < last; day += 1) {
    const { s, f } = upTo(sums, day);
    const fit = mostLikely(s, f) + mostLikely(all.s - s, all.f - f);
    if (fit <= most) continue;
    found = day;
    most = fit;
  }
  const { s, f } = upTo(sums, found);
  const rate = (successes: number, failures: number) =>
    successes + failures === 0 ? null : successes / (successes + failures);
  return { changedOn: found + 1, before: rate(s, f), after: rate(all.s - s, all.f - f) };
}
