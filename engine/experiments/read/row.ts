import type { ExperimentRead, ExperimentRecord, ExperimentRow, ListReading } from '../../contract/index.ts';
import { worstOf } from './checks/index.ts';

type Effect = NonNullable<ExperimentRow['effect']>;

/** The variation that gains most on the first goal. */
function bestEffect({ metrics }: ExperimentRead): Effect | null {
  const goal = metrics.find(({ metric }) => metric.role === 'goal');
  if (goal === undefined) return null;
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

/** What is known of who is in an experiment. */
export type RowUnits = Pick<ExperimentRow, 'units' | 'firstDay' | 'days'>;

const NO_UNITS: RowUnits = { units: 0, firstDay: null, days: 0 };

/** The row of an experiment that is not read, or not yet: what its record says, and its units where they are counted. */
export function unreadRow({ design, status }: ExperimentRecord, reading: ListReading, units = NO_UNITS): ExperimentRow {
  const goal = design.metrics.find(({ role }) => role === 'goal');
  return {
    reading,
    key: design.key,
    name: design.name,
    status,
    flag: design.flag,
    namespace: design.namespace,
    variations: design.variations.length,
    ...units,
    goal: goal === undefined ? null : { metric: goal.id, name: goal.name },
    effect: null,
    verdict: null,
    health: null,
  };
}

/** The list's row of an experiment that was read. */
export function experimentRow(read: ExperimentRead): ExperimentRow {
  const { experiment, verdict, checks, firstDay, units, progress } = read;
  const row = unreadRow(experiment, 'done', { units, firstDay, days: progress.days });
  return experiment.status === 'draft' ? row : { ...row, effect: bestEffect(read), verdict, health: worstOf(checks) };
}
