import type { DecisionRule } from '../../../../engine/contract/index.ts';
import { formatNumber, formatRate } from '../../../../engine/serializer/index.ts';

const METHODS: Readonly<Record<DecisionRule['method'], string>> = {
  sequential: 'confidence sequences, may be looked at every day',
  fixed: 'fixed horizon, read once at the planned end',
  bayesian: 'Bayesian, chance to win',
};

const INTERVALS: Readonly<Record<DecisionRule['method'], string>> = {
  sequential: 'confidence sequence',
  fixed: 'confidence interval',
  bayesian: 'credible interval',
};

const CORRECTIONS: Readonly<Record<DecisionRule['correction'], string>> = {
  holm: 'Holm',
  benjamini_hochberg: 'Benjamini–Hochberg',
  none: 'no correction',
};

/** "Confidence sequences, may be looked at every day, α 0.05, Holm". */
export const methodWords = (rule: DecisionRule): string =>
  [
    METHODS[rule.method],
    rule.method === 'bayesian'
      ? `decided at ${formatRate(rule.chanceToWin).replace('.00', '')}`
      : `α ${formatNumber(rule.alpha)}`,
    ...(rule.method === 'bayesian' ? [] : [CORRECTIONS[rule.correction]]),
    ...(rule.sides === 'greater' ? ['one-sided'] : []),
  ].join(', ');

export const intervalName = (rule: DecisionRule): string => INTERVALS[rule.method];

export const correctionName = (rule: DecisionRule): string => CORRECTIONS[rule.correction];

/** Level of the intervals of a rule where none is at hand to tell it. */
export const levelOf = (rule: DecisionRule): number => 1 - rule.alpha;

/** "95 %". */
export const levelText = (level: number): string =>
  formatRate(level)
    .replace('.00', '')
    .replace(/(\.\d)0/, '$1');
