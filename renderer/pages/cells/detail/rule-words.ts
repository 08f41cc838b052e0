import type { CellReward, CellRule } from '../../../../engine/contract/index.ts';
import {
  formatCount,
  formatDays,
  formatNumber,
  formatProbability,
  formatRate,
} from '../../../../engine/serializer/index.ts';
import { REWARD_WORDS, trialWords } from '../words.ts';

const RATES: readonly CellReward[] = ['click_rate', 'conversion_rate', 'signup_rate'];

const meanText = (mean: number, reward: CellReward): string =>
  RATES.includes(reward) ? formatRate(mean) : formatNumber(mean);

/** The rule of a cell as sentences, in the order a look goes through it. */
export function ruleSentences(
  rule: CellRule,
  { reward, currency }: { readonly reward: CellReward; readonly currency: string },
): readonly string[] {
  const { minTrials, promoteAt, killAt, stopAt, floor, cap, discount, prior, lookEveryDays } = rule;
  const trials = trialWords(reward, currency);
  return [
    `An arm is judged from ${formatCount(minTrials)} ${trials} on.`,
    `It is promoted from P(best) ${formatProbability(promoteAt)} on, and killed at ${formatProbability(killAt)} or below.`,
    `The cell is done when another arm may bring less than ${formatRate(stopAt)} more than the best.`,
    `Until then each arm gets ${formatRate(floor)} to ${formatRate(cap)} of the traffic.`,
    discount === 1
      ? 'Evidence does not age.'
      : `Evidence is worth ${formatRate(discount)} a day later, half after ${formatDays(Math.max(1, Math.round(Math.log(0.5) / Math.log(discount))))}.`,
    prior === null
      ? 'Nothing was believed before the data but the mean of the cell.'
      : `Before the data: ${REWARD_WORDS[reward].toLowerCase()} ${meanText(prior.mean, reward)}, worth ${formatNumber(Number(prior.strength.toPrecision(3)))} ${trials}.`,
    lookEveryDays === 1 ? 'Somebody looks every day.' : `Somebody looks every ${formatDays(lookEveryDays)}.`,
  ];
}
