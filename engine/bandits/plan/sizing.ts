import type { CellGroundRow, CellReward, CellRule } from '../../contract/index.ts';
import type { PlannedArms } from './arms.ts';
import { costOfTrial, type Known, type PlanReward } from './reward.ts';

/** An arm is judged once the standard error of its mean is this share of the mean. */
const RELATIVE_ERROR = 0.15;
const LEAST_DAYS = 7;

export interface Sizing {
  readonly minTrials: number;
  /** What the minimum data of all arms costs, in major units. */
  readonly cost: number;
  /** Days it takes at the traffic there is. */
  readonly days: number;
}

/** Up to two digits: 1,234 is 1,300. */
function roundUp(value: number): number {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, value))) - 1);
  return Math.ceil(value / step) * step;
}

const needed = (mean: number, variance: number): number => roundUp(variance / (RELATIVE_ERROR * mean) ** 2);

/** What one arm's trial is: of the place, or of the creative test. null when none can be told. */
function trialOf(row: CellGroundRow, known: Known, { test, reward }: PlannedArms, plan: PlanReward) {
  if (test === null) {
    const cost = costOfTrial(row, plan);
    return cost === null
      ? null
      : { mean: known.value, variance: known.variance, cost, perDay: known.trials / row.days };
  }
  const [trials, successes, all] =
    reward === 'click_rate'
      ? [test.impressions, test.clicks, row.impressions]
      : [test.clicks, test.conversions, row.clicks];
  if (!(trials > 0 && successes > 0 && all > 0 && row.spend > 0)) return null;
  const mean = Math.min(successes / trials, 0.999);
  return { mean, variance: mean * (1 - mean), cost: row.spend / all, perDay: all / row.days };
}

/** What the cell needs to judge its arms; null when it can't be told. */
export function sizeCell(row: CellGroundRow, known: Known, arms: PlannedArms, plan: PlanReward): Sizing | null {
  const trial = trialOf(row, known, arms, plan);
  if (trial === null || !(trial.mean > 0) || row.days === 0) return null;
  if (plan === 'return_on_spend' && arms.test === null) {
    // A day is one trial of every arm at once.
    const minTrials = Math.max(LEAST_DAYS, needed(trial.mean, trial.variance));
    return { minTrials, cost: minTrials * trial.cost, days: minTrials };
  }
  const minTrials = Math.max(1, needed(trial.mean, trial.variance));
  const trials = minTrials * arms.count;
  return { minTrials, cost: trials * trial.cost, days: Math.ceil(trials / trial.perDay) };
}

const RATES: readonly CellReward[] = ['click_rate', 'conversion_rate', 'signup_rate'];

/**
 * The rule of a planned cell. Its prior says what its arms are likely to be before they have data: the cell's mean, as
 * firmly as arms of one cell lie together (`spread`, relative), but never more than half of an arm's minimum data.
 */
export function ruleFor(
  arms: PlannedArms,
  {
    minTrials,
    outlook,
    variance,
    spread,
  }: {
    readonly minTrials: number;
    readonly outlook: number;
    /** Of one trial. */
    readonly variance: number;
    readonly spread: number;
  },
): CellRule {
  const strength = Math.min(minTrials / 2, variance / (spread * outlook) ** 2);
  const inRange = outlook > 0 && (outlook < 1 || !RATES.includes(arms.reward));
  const prior =
    arms.test === null && arms.arms.kind === 'campaigns' && inRange && strength > 0
      ? { mean: outlook, strength }
      : null;
  return {
    minTrials,
    floor: Math.min(0.1, 1 / (2 * arms.count)),
    cap: 0.8,
    ...{ promoteAt: 0.95, killAt: 0.02, stopAt: 0.01, discount: 0.98, prior, lookEveryDays: 7 },
  };
}
