import { dayIn, millisOf } from '../../core/index.ts';
import { formatDay, formatDays } from '../../serializer/index.ts';
import type { Standing } from './standing.ts';

/** What is said under the numbers of an experiment. */
export function caveatsOf({ design, record, asOf, days }: Standing): readonly string[] {
  const { rule, metrics, plan } = design;
  const goals = metrics.filter(({ role }) => role === 'goal').length * (design.variations.length - 1);
  const caveats: string[] = [];
  if (record.since !== null && record.startedAt !== null)
    caveats.push(
      `Exposures count from ${formatDay(record.since)}, and the design was fixed on ${formatDay(dayIn(millisOf(record.startedAt), 'Etc/UTC'))}: what was seen before may have shaped it.`,
    );
  switch (rule.method) {
    case 'sequential':
      caveats.push('Intervals hold at every look at once, so they are wider than those of a single look.');
      break;
    case 'fixed':
      caveats.push('Intervals hold for one look at the planned end only.');
      break;
    case 'bayesian':
      caveats.push('Chances to win are not corrected for how often one looks nor for how many metrics there are.');
      break;
  }
  if (rule.method === 'fixed' && plan !== null && days > plan.days && asOf !== null)
    caveats.push(`Effects are those at the planned end, ${formatDay(asOf)}, though it ran for ${formatDays(days)}.`);
  if (rule.method !== 'bayesian' && rule.correction === 'none' && goals > 1)
    caveats.push(
      'Several goals or variations are compared without a correction, so one of them may look good by chance.',
    );
  if (rule.covariateDays > 0)
    caveats.push(
      `Effects are adjusted by what units did in the ${formatDays(rule.covariateDays)} before; the values of the variations are not.`,
    );
  caveats.push('Guardrails are tested both ways and not corrected, so that harm is not overlooked.');
  return caveats;
}
