import { appError, err, ok, type Result } from '../../core/index.ts';
import { readMetrics } from '../../metrics/index.ts';
import { dimensionColumn, flagColumn, metricColumn } from '../parts/columns.ts';
import { metricColumnMethod, metricsOf } from '../parts/metric-tile.ts';
import { written, writtenDays } from '../parts/wording.ts';
import type { TileContent, TileContext, TileDefinition } from '../tile.ts';

/** Revenue is kept by channel only: a narrower filter shows spend alone. */
const shownMetrics = ({ scope }: TileContext): readonly string[] =>
  (scope.filters.segment ?? scope.filters.campaign ?? scope.filters.geo) ? ['spend'] : ['revenue', 'spend'];

async function read(context: TileContext): Promise<Result<TileContent>> {
  const { scope, engine, signal, partialDays } = context;
  const ids = shownMetrics(context);
  const metrics = metricsOf(context, ids);
  if (!metrics.ok) return metrics;
  const table = await readMetrics(
    engine,
    {
      metrics: metrics.value,
      by: [],
      grain: 'day',
      days: scope.period,
      filters: scope.filters,
      currency: scope.currency,
    },
    signal,
  );
  if (!table.ok) return table;
  const { rows, rateNotes } = table.value;
  if (rows.length === 0) return err(appError('NO_DATA', { what: 'revenue and spend' }));
  const totals = metrics.value.map((metric) => {
    const total = rows.reduce((sum, { values }) => sum + (values.get(metric.id)?.value ?? 0), 0);
    return `${metric.label.toLowerCase()} ${written(metric, total, scope.currency)}`;
  });
  return ok({
    sentence: `In ${writtenDays(scope.period)}: ${totals.join(', ')}, by day.`,
    draw: { as: 'line', x: 'day', y: [...ids], flag: 'flag', stacked: false },
    columns: [
      dimensionColumn('day', 'Day', 'day'),
      ...metrics.value.map((metric) => metricColumn(metric, scope.currency)),
      flagColumn(),
    ],
    rows: rows.map(({ at, values }) => {
      const day = at ?? scope.period.from;
      return {
        key: day,
        cells: [day, ...ids.map((id) => values.get(id)?.value ?? null), partialDays.includes(day) ? 'partial' : null],
      };
    }),
    notes: [
      ...(ids.length === 1 ? ['Net revenue is kept by channel only, so it is not shown with this filter.'] : []),
      ...rateNotes,
    ],
  });
}

/** Net revenue and spend by day. */
export const TREND: TileDefinition = { id: 'executive.trend', read, method: metricColumnMethod };
