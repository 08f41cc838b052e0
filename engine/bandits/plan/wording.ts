import type { CellReward } from '../../contract/index.ts';
import { formatCount, formatCounted, formatDays, formatMoney, formatProbability } from '../../serializer/index.ts';
import { ARM_WORDS, REWARD_WORDS } from '../lifecycle/index.ts';
import type { PlannedArms } from './arms.ts';
import type { PlanReward } from './reward.ts';
import { trialWords, valueText } from './reward.ts';

export const named = (id: string): string => id.replaceAll('_', ' ');
const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** Such as "Google search, near retirement: campaigns". */
export const cellName = (channel: string, { arms, segment }: PlannedArms): string =>
  capital(`${named(channel)}${segment === null ? '' : `, ${named(segment)}`}: ${ARM_WORDS[arms.kind]}`);

export interface Said {
  readonly channel: string;
  readonly segment: string;
  readonly arms: PlannedArms;
  readonly side: 'explore' | 'exploit';
  readonly currency: string;
  /** The plan's reward: what the best known and the mean are of. */
  readonly reward: PlanReward;
  readonly mean: number;
  /** How far arms of one place lie apart, as a share of their mean. */
  readonly spread: number;
  readonly best: { readonly channel: string; readonly segment: string; readonly value: number };
  readonly pBetter: number;
}

const placed = ({ channel, segment }: { readonly channel: string; readonly segment: string }): string =>
  `${named(segment)} on ${named(channel)}`;

const WHICH: Readonly<Record<PlannedArms['arms']['kind'], string>> = {
  creatives: 'One of the creatives',
  campaigns: 'One of the campaigns',
  audiences: 'One of the audiences',
  landing_pages: 'One of the landing pages',
  cells: 'One of the cells',
};

/** Below this chance to beat the best known, an arm is measured by its own place. */
const REACH = 0.05;

/** Such as "has a sign-up rate above 18.3 %". */
const exceeds = (value: number, reward: PlanReward, currency: string): string =>
  reward === 'signups_per_spend'
    ? `brings more than ${valueText(value, reward, currency)}`
    : `has a ${REWARD_WORDS[reward]} above ${valueText(value, reward, currency)}`;

/** A sentence that can turn out wrong: what an arm has to reach, and against what. */
export function hypothesis({ channel, segment, arms, currency, reward, mean, spread, best, pBetter }: Said): string {
  const where = arms.segment === null ? `on ${named(channel)}` : `for ${placed({ channel, segment })}`;
  if (arms.reward !== reward) {
    const what = REWARD_WORDS[arms.reward];
    return `One of the creatives of the running test has the highest ${what} ${where} with a probability of 95 % before the last day.`;
  }
  const isBest = best.channel === channel && best.segment === segment;
  const which = `${WHICH[arms.arms.kind]} ${where}`;
  if (isBest) return `${which} ${exceeds(mean, reward, currency)}: what the place, the best one known, brings now.`;
  if (pBetter >= REACH)
    return `${which} ${exceeds(best.value, reward, currency)}: what ${placed(best)} brings now, the most known.`;
  return `${which} ${exceeds(mean * (1 + spread), reward, currency)}, where the place brings ${valueText(mean, reward, currency)} now.`;
}

/** Why the cell is in the plan. */
export function reasonFor(
  said: Said,
  {
    trials,
    cost,
    minTrials,
    days,
  }: { readonly trials: number; readonly cost: number; readonly minTrials: number; readonly days: number },
): string {
  const { side, pBetter, reward, currency, mean, arms } = said;
  const known = `${formatCount(trials)} ${trialWords(reward, currency)} known, ${valueText(mean, reward, currency)}`;
  const chance = `a new arm there beats the best known with a probability of ${formatProbability(pBetter)}`;
  const price = `${formatCounted(arms.count, 'arm')} with ${formatCount(minTrials)} ${trialWords(arms.reward, currency)} each cost about ${formatMoney({ minor: cost, currency })} in ${formatDays(days)}`;
  const kind =
    side === 'exploit' ? 'A variation of what works better than most' : 'Not yet known to work better than most';
  return `${kind}: ${known}; ${chance}; ${price}.`;
}

export const planMethod = (reward: CellReward, spread: string, days: number): string =>
  `Each channel and segment's ${REWARD_WORDS[reward]} of the last ${formatDays(days)}, drawn towards the mean of all (empirical Bayes, DerSimonian & Laird 1986). A new arm is taken to lie about its cell as ${spread}. Ranked by what a trial of the minimum size may bring a day, over the place itself and over the best one known (knowledge gradient, Frazier, Powell & Dayanik 2008), for its price. At most half of the budget goes into variations of what already works. docs/exploration-plan.md has the method.`;
