import { appError, err, ok, type Result } from '../../core/index.ts';
import { type MetricTable, metricInterval, readMetrics } from '../../metrics/index.ts';
import { boundColumns, dimensionColumn, flagColumn, metricColumn } from '../parts/columns.ts';
import { metricColumnMethod } from '../parts/metric-tile.ts';
import { DIMENSION_LABELS, readNames } from '../parts/names.ts';
import { writtenDays } from '../parts/wording.ts';
import type { TileContent, TileContext, TileDefinition } from '../tile.ts';
import { type Choice, choiceOf, requestOf } from './choice.ts';

/** Lines that can be told apart. */
const SERIES = 6;

/** The values of the dimension with the most behind them, largest first. */
export function largest(table: MetricTable, { metric, by }: Choice, count = SERIES): readonly string[] {
  const sizes = new Map<string, number>();
  for (const { dims, values } of table.rows) {
    const key = dims[by] ?? '';
    const value = values.get(metric.id);
    sizes.set(key, (sizes.get(key) ?? 0) + Math.abs(value?.denominator ?? value?.numerator ?? 0));
  }
  return [...sizes]
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, count)
    .map(([key]) => key);
}

const GRAIN_WORDS = { day: 'day', week: 'week (from Monday)', month: 'month' } as const;

async function read(context: TileContext): Promise<Result<TileContent>> {
  const { scope, engine, signal, partialDays } = context;
  const choice = choiceOf(context);
  if (!choice.ok) return choice;
  const { metric, by, grain } = choice.value;
  const request = { ...requestOf(context), metrics: [metric], by: [by], grain, days: scope.period };
  const table = await readMetrics(engine, request, signal);
  if (!table.ok) return table;
  if (table.value.rows.length === 0) return err(appError('NO_DATA', { what: metric.label }));
  const nameOf = await readNames(context, by);
  if (!nameOf.ok) return nameOf;
  const shown = largest(table.value, choice.value);
  const count = new Set(table.value.rows.map(({ dims }) => dims[by])).size;
  return ok({
    title: `${metric.label} by ${GRAIN_WORDS[grain]}`,
    sentence: `${metric.label} by ${DIMENSION_LABELS[by].toLowerCase()} in ${writtenDays(scope.period)}${count > shown.length ? `: the ${shown.length} largest of ${count}` : ''}.`,
    draw: { as: 'line', x: 'at', y: ['value'], series: 'series', flag: 'flag', stacked: false },
    columns: [
      dimensionColumn('at', 'Day', 'day'),
      dimensionColumn('series', DIMENSION_LABELS[by]),
      metricColumn(metric, scope.currency, 'value'),
      ...boundColumns(metric, scope.currency, 'value'),
      flagColumn(),
    ],
    rows: shown.flatMap((key) =>
      table.value.rows
        .filter(({ dims }) => dims[by] === key)
        .map(({ at, values }) => {
          const day = at ?? scope.period.from;
          const value = values.get(metric.id);
          const bounds = value === undefined ? null : metricInterval(metric, value);
          const partial = grain === 'day' && partialDays.includes(day) ? 'partial' : null;
          return {
            key: `${key}|${day}`,
            cells: [day, nameOf.value(key), value?.value ?? null, bounds?.low ?? null, bounds?.high ?? null, partial],
          };
        }),
    ),
    notes: table.value.rateNotes,
  });
}

/** The chosen metric over time, a line for each of the largest values of the dimension. */
export const TREND: TileDefinition = { id: 'growth.trend', read, method: metricColumnMethod };
