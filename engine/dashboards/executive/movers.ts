import type { Dimension } from '../../contract/index.ts';
import { appError, err, ok, type Result, weekdayOf } from '../../core/index.ts';
import { type MetricDefinition, type MetricTable, readMetrics } from '../../metrics/index.ts';
import { comparisonColumns, dimensionColumn, flagColumn, metricColumn } from '../parts/columns.ts';
import { differenceError, overdispersion } from '../parts/dispersion.ts';
import { metricColumnMethod, metricOf } from '../parts/metric-tile.ts';
import { DIMENSION_LABELS, readNames } from '../parts/names.ts';
import { written, writtenDays } from '../parts/wording.ts';
import type { TileContent, TileContext, TileDefinition } from '../tile.ts';

const DIMENSIONS = ['channel', 'segment', 'campaign', 'geo'] as const;
const COUNTS = ['new_customers', 'signups', 'sessions', 'clicks'];
const SHOWN = 8;
const Z90 = 1.6448536269514722;

/** A value of some dimension that moved: what it had before and now, and how sure that is. */
export interface Mover {
  readonly key: string;
  readonly dimension: Dimension;
  readonly id: string;
  readonly now: number;
  readonly before: number;
  readonly change: number;
  readonly error: number;
}

interface Periods {
  readonly now: MetricTable;
  readonly before: MetricTable;
}

/** Movers of one dimension from daily counts in both periods. */
export function moversOf(dimension: Dimension, metric: string, { now, before }: Periods): readonly Mover[] {
  const ids = new Set([...now.rows, ...before.rows].map((row) => row.dims[dimension] ?? ''));
  return [...ids].map((id) => {
    const days = (table: MetricTable) =>
      table.rows
        .filter((row) => row.dims[dimension] === id)
        .map((row) => ({
          weekday: row.at === null ? 0 : weekdayOf(row.at),
          count: row.values.get(metric)?.value ?? 0,
        }));
    const [current, past] = [days(now), days(before)];
    const sum = (counts: readonly { readonly count: number }[]) => counts.reduce((all, { count }) => all + count, 0);
    const [total, totalBefore] = [sum(current), sum(past)];
    // Each period around its own level: a real change is not taken for noise.
    const dispersion = (overdispersion(current) + overdispersion(past)) / 2;
    return {
      key: `${dimension}:${id}`,
      dimension,
      id,
      now: total,
      before: totalBefore,
      change: total - totalBefore,
      error: differenceError(total, totalBefore, dispersion),
    };
  });
}

/** Whether a change is more than its days usually vary: its 90 % interval leaves out zero. */
export const isClear = ({ change, error }: Mover): boolean => Math.abs(change) > Z90 * error;

async function readMovers(context: TileContext, metric: MetricDefinition): Promise<Result<readonly Mover[]>> {
  const { scope, engine, signal } = context;
  if (scope.compare === null) return err(appError('NO_COMPARISON'));
  const movers: Mover[] = [];
  for (const dimension of DIMENSIONS) {
    const request = {
      metrics: [metric],
      by: [dimension],
      grain: 'day',
      filters: scope.filters,
      currency: scope.currency,
    } as const;
    const now = await readMetrics(engine, { ...request, days: scope.period }, signal);
    if (!now.ok) return now;
    const before = await readMetrics(engine, { ...request, days: scope.compare }, signal);
    if (!before.ok) return before;
    movers.push(...moversOf(dimension, metric.id, { now: now.value, before: before.value }));
  }
  return ok(movers.toSorted((a, b) => Math.abs(b.change) - Math.abs(a.change)));
}

async function read(context: TileContext): Promise<Result<TileContent>> {
  const { scope } = context;
  const chosen = COUNTS.find((id) => id === scope.options.metric) ?? 'new_customers';
  const metric = metricOf(context, chosen);
  if (!metric.ok) return metric;
  const movers = await readMovers(context, metric.value);
  if (!movers.ok) return movers;
  if (movers.value.length === 0) return err(appError('NO_DATA', { what: metric.value.label }));
  const shown = movers.value.filter(isClear).slice(0, SHOWN);
  const rest = movers.value.filter((mover) => !isClear(mover)).slice(0, Math.max(0, 3 - shown.length));
  const rows = [];
  for (const mover of [...shown, ...rest]) {
    const nameOf = await readNames(context, mover.dimension);
    if (!nameOf.ok) return nameOf;
    rows.push({
      key: mover.key,
      cells: [
        nameOf.value(mover.id),
        DIMENSION_LABELS[mover.dimension],
        mover.now,
        mover.before,
        mover.change,
        mover.before === 0 ? null : mover.now / mover.before - 1,
        mover.change - Z90 * mover.error,
        mover.change + Z90 * mover.error,
        isClear(mover) ? (mover.change > 0 ? 'up' : 'down') : 'info',
      ],
    });
  }
  const [top] = shown;
  const days = scope.compare === null ? '' : writtenDays(scope.compare);
  const columns = [
    dimensionColumn('what', 'What'),
    dimensionColumn('kind', 'Kind'),
    metricColumn(metric.value, scope.currency, 'value'),
    ...comparisonColumns(metric.value, scope.currency, 'value'),
    ...(['low', 'high'] as const).map((role) => ({
      id: `change_${role}`,
      label: `Change, ${role}`,
      kind: 'count' as const,
      role,
      of: 'value_change',
      level: 0.9,
      metric: chosen,
    })),
    flagColumn(),
  ];
  return ok({
    title: `Top movers in ${metric.value.label.toLowerCase()}`,
    sentence:
      top === undefined
        ? `Nothing moved more than its days usually vary against ${days}: can't tell any change apart from chance.`
        : `${String(rows[0]?.cells[0])} moved most: ${written(metric.value, Math.abs(top.change), '')} ${top.change > 0 ? 'more' : 'fewer'} ${metric.value.label.toLowerCase()} than in ${days}.`,
    draw: { as: 'bars', label: 'what', value: 'value_change', flag: 'flag' },
    columns,
    rows,
    notes: [
      'Only changes whose 90 % interval leaves out zero are listed as movers; days are taken to vary as much as they did within each period.',
      'A channel, its campaigns and its segments overlap: their changes do not add up.',
    ],
  });
}

/** Top movers over all dimensions. Option: `metric` (a count). */
export const MOVERS: TileDefinition = {
  id: 'executive.movers',
  read,
  method: (column, context) => ({
    ...metricColumnMethod({ ...column, metric: column.metric ?? 'new_customers' }, context),
    name: column.role === 'measure' ? 'Sum of the days' : 'Difference of two sums with overdispersed Poisson days',
    reference: 'McCullagh and Nelder 1989, Generalized Linear Models, §6.2',
  }),
};
