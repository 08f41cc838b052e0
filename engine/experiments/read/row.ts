import type { ExperimentRead, ExperimentRow } from '../../contract/index.ts';
import { worstOf } from './checks/index.ts';

type Effect = NonNullable<ExperimentRow['effect']>;

/** The variation that gains most on the first goal. */
function bestEffect({ experiment, metrics }: ExperimentRead): Effect | null {
  const goal = metrics.find(({ metric }) => metric.role === 'goal');
  if (goal === undefined || experiment.status === 'draft') return null;
  const sign = goal.metric.better === 'lower' ? -1 : 1;
  return goal.comparisons
    .flatMap(({ variation, estimate, interval }): readonly Effect[] =>
      estimate === null || interval === null ? [] : [{ variation, estimate, interval }],
    )
    .reduce<Effect | null>(
      (best, one) => (best === null || sign * (one.estimate - best.estimate) > 0 ? one : best),
      null,
    );
}

/** The list's row of an experiment that was read. */
export function experimentRow(read: ExperimentRead): ExperimentRow {
  const { experiment, verdict, checks, firstDay, units, progress } = read;
  const { design, status } = experiment;
  const goal = design.metrics.find(({ role }) => role === 'goal');
  const draft = status === 'draft';
  return {
    key: design.key,
    name: design.name,
    status,
    flag: design.flag,
    namespace: design.namespace,
    firstDay,
    days: progress.days,
    variations: design.variations.length,
    units,
    goal: goal === undefined ? null : { metric: goal.id, name: goal.name },
    effect: bestEffect(read),
    verdict: draft ? null : verdict,
    health: draft ? null : worstOf(checks),
  };
}
