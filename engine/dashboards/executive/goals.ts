import {
  addDays,
  addMonths,
  appError,
  type Day,
  daysBetween,
  err,
  monthOf,
  ok,
  type Result,
} from '../../core/index.ts';
import { type MetricDefinition, readMetrics } from '../../metrics/index.ts';
import { formatDay, formatRate } from '../../serializer/index.ts';
import { dimensionColumn, flagColumn } from '../parts/columns.ts';
import { metricsOf } from '../parts/metric-tile.ts';
import { readPlan } from '../parts/plan.ts';
import { written } from '../parts/wording.ts';
import type { ProofMethod, TileContent, TileContext, TileDefinition } from '../tile.ts';

/** Within this share of where it should stand a goal is on track. */
const TOLERANCE = 0.03;

export interface GoalState {
  readonly metric: MetricDefinition;
  readonly actual: number | null;
  readonly goal: number;
  /** Where it should stand by now; the goal itself for a ratio. */
  readonly byNow: number;
  readonly flag: 'good' | 'warn' | 'bad' | 'info';
}

/** A sum grows over the month, a ratio does not. */
export const expectedByNow = (metric: MetricDefinition, goal: number, elapsed: number): number =>
  metric.denominator === undefined ? goal * elapsed : goal;

/** On track, a little off, or clearly off, by what is good for the metric. Spend is held to its plan both ways. */
export function goalFlag(metric: MetricDefinition, actual: number | null, byNow: number): GoalState['flag'] {
  if (actual === null || byNow === 0) return 'info';
  const gap = actual / byNow - 1;
  const behind = metric.better === 'up' ? -gap : metric.better === 'down' ? gap : Math.abs(gap);
  if (behind <= TOLERANCE) return 'good';
  return behind <= 3 * TOLERANCE ? 'warn' : 'bad';
}

/** Part of the month that is over by the end of a day. */
export function elapsedShare(day: Day): number {
  const first = monthOf(day);
  const days = daysBetween(first, addMonths(first, 1));
  return (daysBetween(first, day) + 1) / days;
}

/** Every goal of the whole company for the month of the period's last day. */
export async function readGoals(context: TileContext): Promise<Result<readonly GoalState[]>> {
  const { scope, engine, signal } = context;
  const day = scope.period.to;
  const plan = await readPlan(context, day);
  if (!plan.ok) return plan;
  const goals = plan.value.filter((row) => row.channel === 'all' && context.metrics.has(row.metric));
  if (goals.length === 0) return ok([]);
  const metrics = metricsOf(
    context,
    goals.map(({ metric }) => metric),
  );
  if (!metrics.ok) return metrics;
  const actual = await readMetrics(
    engine,
    {
      metrics: metrics.value,
      by: [],
      grain: null,
      days: { from: monthOf(day), to: day },
      filters: {},
      currency: scope.currency,
    },
    signal,
  );
  if (!actual.ok) return actual;
  const values = actual.value.rows[0]?.values;
  return ok(
    metrics.value.map((metric) => {
      const goal = goals.find((row) => row.metric === metric.id)?.target ?? 0;
      const now = values?.get(metric.id)?.value ?? null;
      const byNow = expectedByNow(metric, goal, elapsedShare(day));
      return { metric, actual: now, goal, byNow, flag: goalFlag(metric, now, byNow) };
    }),
  );
}

const WORDS = { good: 'on track', warn: 'a little off', bad: 'off', info: "can't tell" } as const;

async function read(context: TileContext): Promise<Result<TileContent>> {
  const { scope } = context;
  const goals = await readGoals(context);
  if (!goals.ok) return goals;
  if (goals.value.length === 0) return err(appError('NO_DATA', { what: 'goals' }));
  const off = goals.value.filter(({ flag }) => flag === 'bad' || flag === 'warn');
  const share = formatRate(elapsedShare(scope.period.to));
  const last = addDays(addMonths(monthOf(scope.period.to), 1), -1);
  return ok({
    sentence:
      off.length === 0
        ? `All ${goals.value.length} goals of the month are on track; ${share} of the month is over.`
        : `${off.length} of ${goals.value.length} goals are off: ${off.map(({ metric }) => metric.label).join(', ')}. ${share} of the month is over.`,
    draw: {
      as: 'bullet',
      label: 'goal_name',
      value: 'share',
      goal: 'share_goal',
      by_now: 'share_by_now',
      flag: 'flag',
    },
    columns: [
      dimensionColumn('goal_name', 'Goal'),
      { id: 'share', label: 'Reached', kind: 'rate', role: 'measure' },
      { id: 'share_by_now', label: 'Should stand at', kind: 'rate', role: 'goal', of: 'share' },
      { id: 'share_goal', label: 'Goal', kind: 'rate', role: 'goal', of: 'share' },
      { id: 'actual', label: 'Actual', kind: 'text', role: 'text' },
      { id: 'target', label: 'Target', kind: 'text', role: 'text' },
      { id: 'state', label: 'State', kind: 'text', role: 'text' },
      flagColumn(),
    ],
    rows: goals.value.map(({ metric, actual, goal, byNow, flag }) => ({
      key: metric.id,
      cells: [
        metric.label,
        actual === null || goal === 0 ? null : actual / goal,
        goal === 0 ? null : byNow / goal,
        1,
        written(metric, actual, scope.currency),
        written(metric, goal, scope.currency),
        WORDS[flag],
        flag,
      ],
    })),
    notes: [
      `Sums are held to the part of the month that is over by ${formatDay(scope.period.to)}, ratios to the goal itself; the month ends on ${formatDay(last)}.`,
      'Goals are those of the whole company: filters do not change them.',
    ],
  });
}

const METHOD: ProofMethod = {
  name: 'Actual of the month over its goal',
  version: '1.0',
  seed: null,
  parameters: [{ name: 'On track', value: `within ${formatRate(TOLERANCE)} of where it should stand` }],
  assumptions: ['A sum grows evenly over the days of the month'],
  reference: 'Definition',
};

/** Goals of the current month: actual, where it should stand by now, and the goal. */
export const GOALS: TileDefinition = { id: 'executive.goals', read, method: () => METHOD };
