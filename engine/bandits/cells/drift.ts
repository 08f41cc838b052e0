import type { ArmRead } from '../../contract/index.ts';
import type { Day } from '../../core/index.ts';
import { formatDay, formatPValue, formatRate } from '../../serializer/index.ts';
import { type DayCounts, driftAlarm } from '../posterior/index.ts';
import type { ArmEvidence } from './evidence.ts';
import type { RewardModel } from './reward-model.ts';
import { valueDrift } from './value-drift.ts';

/** At most so often there is ever a false alarm in a cell, over all its arms, days and looks. */
export const FALSE_ALARMS = 0.01;
/** With fewer days a change can not be told from a beginning. */
const FEWEST_DAYS = 14;
const WEEK = 7;

interface Found {
  readonly evidence: number;
  readonly changedOn: number | null;
}

/**
 * How much more the days of a week vary than their counts alone let them: Pearson's χ² around the rate of each week over its
 * degrees of freedom, at least 1. A change of the rate between weeks does not count as noise; a rhythm of the week does.
 * Source: McCullagh & Nelder 1989, "Generalized linear models", §4.5.
 */
export function weeklyDispersion(days: readonly DayCounts[]): number {
  let chiSquare = 0;
  let df = 0;
  for (let from = 0; from < days.length; from += WEEK) {
    const week = days.slice(from, from + WEEK);
    const trials = week.reduce((sum, day) => sum + day.trials, 0);
    const rate = week.reduce((sum, day) => sum + day.successes, 0) / trials;
    if (!(rate > 0 && rate < 1)) continue;
    for (const day of week) chiSquare += (day.successes - day.trials * rate) ** 2 / (day.trials * rate * (1 - rate));
    df += week.length - 1;
  }
  return df === 0 ? 1 : Math.max(1, chiSquare / df);
}

/** Places of the days on which the arm was played. */
const playedDays = ({ trials }: ArmEvidence): readonly number[] =>
  trials.flatMap((own, index) => (own > 0 ? [index] : []));

/** Days as counts. Money is counted in parts so small that a reward in one of them is rare. */
export function dayCounts(arm: ArmEvidence, family: RewardModel['family']): readonly DayCounts[] {
  const played = playedDays(arm);
  const parts =
    family === 'gamma' ? 100 * Math.max(1, ...played.map((i) => (arm.reward[i] ?? 0) / (arm.trials[i] ?? 1))) : 1;
  return played.map((i) => {
    const successes = arm.reward[i] ?? 0;
    return { successes, trials: Math.max(successes, (arm.trials[i] ?? 0) * parts) };
  });
}

function drifted(arm: ArmEvidence, family: RewardModel['family'], level: number): Found {
  if (family === 'student') return valueDrift(playedDays(arm).map((index) => arm.reward[index] ?? 0));
  const days = dayCounts(arm, family);
  const { evidence, changedOn } = driftAlarm(days, { falseAlarmRate: level, dispersion: weeklyDispersion(days) });
  return { evidence, changedOn };
}

/**
 * Whether an arm's value has changed, looked at every day. The p-value holds at any day and however often it is looked at;
 * the alarm's level is shared by the arms of the cell (Bonferroni). null with fewer than two weeks of days.
 */
export function driftOf(
  arm: ArmEvidence,
  days: readonly Day[],
  { family, arms, value }: { readonly family: RewardModel['family']; readonly arms: number; readonly value: string },
): ArmRead['drift'] {
  const played = playedDays(arm);
  if (played.length < FEWEST_DAYS) return null;
  const level = FALSE_ALARMS / Math.max(1, arms);
  const { evidence, changedOn } = drifted(arm, family, level);
  const pValue = Math.min(1, 1 / evidence);
  const alarm = pValue <= level;
  const since = changedOn === null ? null : (days[played[changedOn] ?? -1] ?? null);
  const from = since === null ? '' : ` since ${formatDay(since)}`;
  const sentence = alarm
    ? `Its ${value} is not what it was${from} (p ${formatPValue(pValue)}; at most ${formatRate(FALSE_ALARMS)} of cells without a change ever say so).`
    : `No change of its ${value} can be told (p ${formatPValue(pValue)}).`;
  return { alarm, since: alarm ? since : null, pValue, sentence };
}
