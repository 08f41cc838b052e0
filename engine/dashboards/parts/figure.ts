import type { TileId } from '../../contract/index.ts';
import { appError, err, ok, type Result } from '../../core/index.ts';
import { type MetricDefinition, type MetricTable, metricInterval, readMetrics, totalOf } from '../../metrics/index.ts';
import type { TileContent, TileContext, TileDefinition } from '../tile.ts';
import { boundColumns, comparisonCells, comparisonColumns, dimensionColumn, metricColumn } from './columns.ts';
import { metricColumnMethod, metricOf } from './metric-tile.ts';
import { comparedWith, written, writtenDays } from './wording.ts';

export interface FigureReading {
  readonly daily: MetricTable;
  readonly before: MetricTable | null;
}

/** A metric by day, and over the comparison. Errors: those of `readMetrics`. */
export async function readFigure(
  { engine, scope, signal }: TileContext,
  metric: MetricDefinition,
): Promise<Result<FigureReading>> {
  const request = { metrics: [metric], by: [], filters: scope.filters, currency: scope.currency } as const;
  const daily = await readMetrics(engine, { ...request, days: scope.period, grain: 'day' }, signal);
  if (!daily.ok) return daily;
  if (scope.compare === null) return ok({ daily: daily.value, before: null });
  const before = await readMetrics(engine, { ...request, days: scope.compare, grain: null }, signal);
  if (!before.ok) return before;
  return ok({ daily: daily.value, before: before.value });
}

/** One number with its interval, its comparison and a sparkline of its days. */
export function figureContent(
  { scope }: TileContext,
  metric: MetricDefinition,
  { daily, before }: FigureReading,
): Result<TileContent> {
  const { currency } = scope;
  if (daily.rows.length === 0) return err(appError('NO_DATA', { what: metric.label }));
  const value = totalOf(daily, metric);
  const then = before?.rows[0]?.values.get(metric.id)?.value ?? null;
  const now = value?.value ?? null;
  const bounds = value === null ? null : metricInterval(metric, value);
  const compared = comparedWith(now, then, scope);
  const spark = daily.rows.map(({ at, values }) => {
    const day = at ?? scope.period.from;
    return { key: day, cells: [day, values.get(metric.id)?.value ?? null, null, null, null, null, null] };
  });
  return ok({
    sentence: `${metric.label} ${written(metric, now, currency)} in ${writtenDays(scope.period)}${compared === '' ? '' : `, ${compared}`}.`,
    draw: { as: 'figure', row: 'total', value: metric.id, spark: metric.id, x: 'day' },
    columns: [
      dimensionColumn('day', 'Day', 'day'),
      metricColumn(metric, currency),
      ...boundColumns(metric, currency),
      ...comparisonColumns(metric, currency),
    ],
    rows: [
      { key: 'total', cells: [null, now, bounds?.low ?? null, bounds?.high ?? null, ...comparisonCells(now, then)] },
      ...spark,
    ],
    notes: daily.rateNotes,
  });
}

/** A tile that shows one metric as a number. */
export const figureTile = (id: TileId, metricId: string): TileDefinition => ({
  id,
  async read(context) {
    const metric = metricOf(context, metricId);
    if (!metric.ok) return metric;
    const reading = await readFigure(context, metric.value);
    return reading.ok ? figureContent(context, metric.value, reading.value) : reading;
  },
  method: metricColumnMethod,
});
