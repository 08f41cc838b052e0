import { addDays, appError, type Day, daysBetween, err, ok, type Result } from '../../core/index.ts';
import { type MetricRow, type MetricTable, readMetrics } from '../../metrics/index.ts';
import { dimensionColumn, flagColumn, metricColumn } from '../parts/columns.ts';
import { metricColumnMethod } from '../parts/metric-tile.ts';
import { DIMENSION_LABELS, readNames } from '../parts/names.ts';
import { writtenDays } from '../parts/wording.ts';
import type { TileContent, TileContext, TileDefinition } from '../tile.ts';
import { choiceOf, requestOf } from './choice.ts';
import { largest } from './trend.ts';

const FACETS = 12;

/** The value of the comparison on the day that stands at the same place of its period. */
function beforeAt(table: MetricTable | null, shift: number) {
  const keyed = new Map((table?.rows ?? []).map((row) => [`${row.at}`, row]));
  return (day: Day): MetricRow | undefined => keyed.get(addDays(day, -shift));
}

async function read(context: TileContext): Promise<Result<TileContent>> {
  const { scope, engine, signal, partialDays } = context;
  const choice = choiceOf(context);
  if (!choice.ok) return choice;
  const { metric, by } = choice.value;
  const request = { ...requestOf(context), metrics: [metric], by: [by], grain: 'day' as const };
  const now = await readMetrics(engine, { ...request, days: scope.period }, signal);
  if (!now.ok) return now;
  const before = scope.compare === null ? null : await readMetrics(engine, { ...request, days: scope.compare }, signal);
  if (before !== null && !before.ok) return before;
  if (now.value.rows.length === 0) return err(appError('NO_DATA', { what: metric.label }));
  const nameOf = await readNames(context, by);
  if (!nameOf.ok) return nameOf;
  const shift = scope.compare === null ? 0 : daysBetween(scope.compare.from, scope.period.from);
  const facets = largest(now.value, choice.value, FACETS);
  return ok({
    title: `${metric.label}, ${DIMENSION_LABELS[by].toLowerCase()} by ${DIMENSION_LABELS[by].toLowerCase()}`,
    sentence: `${metric.label} by day for each ${DIMENSION_LABELS[by].toLowerCase()} in ${writtenDays(scope.period)}, all on one scale${scope.compare === null ? '' : `; dashed: ${writtenDays(scope.compare)}`}.`,
    draw: { as: 'multiples', facet: 'facet', x: 'at', y: 'value', before: 'value_before' },
    columns: [
      dimensionColumn('facet', DIMENSION_LABELS[by]),
      dimensionColumn('at', 'Day', 'day'),
      metricColumn(metric, scope.currency, 'value'),
      { ...metricColumn(metric, scope.currency, 'value_before'), label: 'Before', role: 'before', of: 'value' },
      flagColumn(),
    ],
    rows: facets.flatMap((key) => {
      const own = (table: MetricTable) => ({ ...table, rows: table.rows.filter(({ dims }) => dims[by] === key) });
      const past = beforeAt(before === null ? null : own(before.value), shift);
      return own(now.value).rows.map(({ at, values }) => {
        const day = at ?? scope.period.from;
        return {
          key: `${key}|${day}`,
          cells: [
            nameOf.value(key),
            day,
            values.get(metric.id)?.value ?? null,
            past(day)?.values.get(metric.id)?.value ?? null,
            partialDays.includes(day) ? 'partial' : null,
          ],
        };
      });
    }),
    notes: now.value.rateNotes,
  });
}

/** The chosen metric by day, a small chart for each value of the dimension. */
export const MULTIPLES: TileDefinition = { id: 'growth.multiples', read, method: metricColumnMethod };
