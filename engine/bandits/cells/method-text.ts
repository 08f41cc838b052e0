import type { CellRule } from '../../contract/index.ts';
import { formatNumber } from '../../serializer/index.ts';
import type { RewardModel } from './reward-model.ts';

const MODELS: Readonly<Record<RewardModel['family'], string>> = {
  beta: 'Beta–Binomial',
  gamma: 'Gamma–Poisson, money as exposure',
  student: 'Mean of days with unknown noise (normal-inverse-gamma)',
};

const PRIORS: Readonly<Record<RewardModel['family'], string>> = {
  beta: 'Beta(1, 1/m − 1) at the pooled mean m of the cell: worth one reward',
  gamma: 'Gamma(1, 1/m) at the pooled mean m of the cell: worth one reward',
  student: 'at the pooled mean of the cell, worth one day; noise of the days with 3 degrees of freedom',
};

export const modelText = ({ family }: RewardModel): string => MODELS[family];

/** The prior in words: the rule's own, or the product's weak one. */
export const priorText = ({ prior }: CellRule, { family, words }: RewardModel): string =>
  prior === null
    ? PRIORS[family]
    : `worth ${formatNumber(prior.strength)} ${words.trial} at ${formatNumber(prior.mean)}`;

/** How a cell is read, in a few sentences. */
export const methodText = (rule: CellRule, model: RewardModel): string =>
  `${modelText(model)}; prior ${priorText(rule, model)}${rule.discount < 1 ? `; a day's evidence is worth ${formatNumber(rule.discount)} of itself the day after` : ''}. ` +
  'P(best) and expected loss by quadrature; shares are P(best) within floor and cap; value remaining and regret by seeded draws; change of an arm by an e-value that holds on every day.';
