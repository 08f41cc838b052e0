import type { Comparison, DecisionRule } from '../../contract/index.ts';
import type { AdjustedComparison } from './families.ts';

export type Reads = Comparison['reads'];

/**
 * Whether the variation is better or worse, by the rule. Tests: the adjusted p-value is at most α; one-sided rules never
 * say worse. Bayesian: the chance to win, or to lose, reaches the rule's. A peek says nothing.
 */
export function readsOf(
  { relative, adjustedPValue, metric }: Pick<AdjustedComparison, 'relative' | 'adjustedPValue' | 'metric'>,
  rule: DecisionRule,
  peek: boolean,
): Reads {
  if (relative === null) return 'no_read';
  if (peek) return 'cant_tell';
  if (rule.method === 'bayesian') {
    if (relative.chanceToWin >= rule.chanceToWin) return 'better';
    return 1 - relative.chanceToWin >= rule.chanceToWin ? 'worse' : 'cant_tell';
  }
  if (adjustedPValue === null || adjustedPValue > rule.alpha || relative.estimate === 0) return 'cant_tell';
  return relative.estimate > 0 === (metric.better === 'higher') ? 'better' : 'worse';
}
