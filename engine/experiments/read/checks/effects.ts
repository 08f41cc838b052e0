import { formatCounted, formatRelativeChange } from '../../../serializer/index.ts';
import type { AdjustedComparison } from '../families.ts';
import type { Trend } from '../novelty.ts';
import { READ_RULES } from '../rules.ts';
import { UNMEASURED_GAP } from '../sentences.ts';
import { nameOf, type Standing } from '../standing.ts';
import type { Finding } from './check.ts';
import { pText } from './split.ts';

const UNMEASURED: Finding = { outcome: 'unknown', evidence: UNMEASURED_GAP, next: 'Load ab_outcomes.' };

const HIDDEN: Finding = {
  outcome: 'unknown',
  evidence: 'No effect is shown, so this is not judged.',
  next: 'See to the check that fails.',
};

/** Twyman's law: an effect that leaves zero out and is larger than effects are is first of all a suspicion. */
export function suspiciousEffect(
  { design, measured }: Standing,
  comparisons: readonly AdjustedComparison[] | null,
): Finding {
  if (!measured) return UNMEASURED;
  if (comparisons === null) return HIDDEN;
  const goals = comparisons.filter(({ metric, relative }) => metric.role === 'goal' && relative !== null);
  if (goals.length === 0)
    return { outcome: 'unknown', evidence: 'There is no effect on a goal yet.', next: 'Wait for more units.' };
  const large = goals.flatMap(({ metric, variation, relative }) => {
    if (relative === null || Math.abs(relative.estimate) <= READ_RULES.implausible) return [];
    const { low, high } = relative.interval;
    return low > 0 || high < 0
      ? [`${nameOf(design, variation)} ${formatRelativeChange(relative.estimate)} on ${metric.name}`]
      : [];
  });
  if (large.length === 0)
    return {
      outcome: 'pass',
      evidence: `No effect on a goal that counts is beyond ±${formatRelativeChange(READ_RULES.implausible).slice(1)}.`,
      next: null,
    };
  return {
    outcome: 'warn',
    evidence: `Larger than effects usually are: ${large.join(', ')}.`,
    next: 'Look for a mistake in the logging or the design before it is believed.',
  };
}

/** Whether an effect on a goal fades or grows with the days since a unit's exposure. */
export function noveltyCheck({ measured }: Pick<Standing, 'measured'>, trends: readonly Trend[] | null): Finding {
  if (!measured) return UNMEASURED;
  if (trends === null) return HIDDEN;
  const [first, ...others] = trends;
  if (first === undefined)
    return {
      outcome: 'unknown',
      evidence: 'Fewer than three days since the exposure have an effect, so no trend can be told.',
      next: 'Wait, or take a goal that has events over several days.',
    };
  const least = others.reduce((smallest, trend) => (trend.pValue < smallest.pValue ? trend : smallest), first);
  const p = Math.min(1, least.pValue * trends.length);
  if (p >= READ_RULES.noveltyAlarm)
    return {
      outcome: 'pass',
      evidence: `No trend with the days since the exposure in ${formatCounted(trends.length, 'effect')} (${pText(p)}).`,
      next: null,
      pValue: p,
    };
  const fades = least.slope > 0 !== least.start > 0;
  return {
    outcome: 'warn',
    evidence:
      `The effect of ${least.variation} on ${least.name} ${fades ? 'fades' : 'grows'} by ` +
      `${formatRelativeChange(Math.abs(least.slope)).slice(1)} of the control a day since the exposure (${pText(p)}).`,
    next: fades
      ? 'Let it run on: what is new may not last.'
      : 'Let it run on: units may still be learning, so the effect may become larger.',
    pValue: p,
  };
}
