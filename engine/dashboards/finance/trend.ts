import { appError, daysBetween, err, ok, type Result } from '../../core/index.ts';
import { readMetrics } from '../../metrics/index.ts';
import { dimensionColumn, flagColumn, metricColumn } from '../parts/columns.ts';
import { metricColumnMethod, metricsOf } from '../parts/metric-tile.ts';
import { written, writtenDays } from '../parts/wording.ts';
import type { TileContent, TileContext, TileDefinition } from '../tile.ts';

const SHOWN = ['revenue', 'margin', 'spend'];
/** Longer periods are shown by week. */
const DAYS = 120;

async function read(context: TileContext): Promise<Result<TileContent>> {
  const { scope, engine, signal, partialDays } = context;
  const metrics = metricsOf(context, SHOWN);
  if (!metrics.ok) return metrics;
  const grain = daysBetween(scope.period.from, scope.period.to) < DAYS ? 'day' : 'week';
  const request = {
    metrics: metrics.value,
    by: [],
    grain,
    days: scope.period,
    filters: scope.filters,
    currency: scope.currency,
  } as const;
  const table = await readMetrics(engine, request, signal);
  if (!table.ok) return table;
  const { rows, rateNotes } = table.value;
  if (rows.length === 0) return err(appError('NO_DATA', { what: 'revenue' }));
  const total = (id: string) => rows.reduce((sum, { values }) => sum + (values.get(id)?.value ?? 0), 0);
  const left = total('margin') - total('spend');
  const [first] = metrics.value;
  const amount = first === undefined ? '' : written(first, Math.abs(left), scope.currency);
  return ok({
    sentence: `In ${writtenDays(scope.period)} margin ${left >= 0 ? 'exceeded' : 'fell short of'} spend by ${amount}; by ${grain}.`,
    draw: { as: 'line', x: 'at', y: SHOWN, flag: 'flag', stacked: false },
    columns: [
      dimensionColumn('at', grain === 'day' ? 'Day' : 'Week from', 'day'),
      ...metrics.value.map((metric) => metricColumn(metric, scope.currency)),
      flagColumn(),
    ],
    rows: rows.map(({ at, values }) => {
      const day = at ?? scope.period.from;
      const partial = grain === 'day' && partialDays.includes(day) ? 'partial' : null;
      return { key: day, cells: [day, ...SHOWN.map((id) => values.get(id)?.value ?? null), partial] };
    }),
    notes: rateNotes,
  });
}

/** Net revenue, margin and spend over time. */
export const TREND: TileDefinition = { id: 'finance.trend', read, method: metricColumnMethod };
