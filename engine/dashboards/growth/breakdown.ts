import type { TileRow } from '../../contract/index.ts';
import { appError, err, ok, type Result } from '../../core/index.ts';
import { type MetricDefinition, type MetricRow, metricInterval, readMetrics } from '../../metrics/index.ts';
import {
  boundColumns,
  comparisonCells,
  comparisonColumns,
  dimensionColumn,
  flagColumn,
  metricColumn,
} from '../parts/columns.ts';
import { metricColumnMethod, metricsOf } from '../parts/metric-tile.ts';
import { DIMENSION_LABELS, readNames } from '../parts/names.ts';
import { writtenDays } from '../parts/wording.ts';
import type { TileContent, TileContext, TileDefinition } from '../tile.ts';
import { choiceOf, requestOf } from './choice.ts';

/** Shown beside the chosen metric, where the breakdown keeps them. */
const BESIDE = ['spend', 'sessions', 'signups', 'new_customers', 'conversion_rate', 'cac', 'roas'];

interface Shown {
  readonly chosen: MetricDefinition;
  readonly beside: readonly MetricDefinition[];
}

function cellsOf({ chosen, beside }: Shown, row: MetricRow | undefined, before: MetricRow | undefined) {
  const value = row?.values.get(chosen.id);
  const bounds = value === undefined ? null : metricInterval(chosen, value);
  return [
    value?.value ?? null,
    bounds?.low ?? null,
    bounds?.high ?? null,
    ...comparisonCells(value?.value ?? null, before?.values.get(chosen.id)?.value ?? null),
    ...beside.map((metric) => row?.values.get(metric.id)?.value ?? null),
  ];
}

async function read(context: TileContext): Promise<Result<TileContent>> {
  const { scope, engine, signal } = context;
  const choice = choiceOf(context);
  if (!choice.ok) return choice;
  const { metric: chosen, by } = choice.value;
  const besides = metricsOf(
    context,
    BESIDE.filter((id) => id !== chosen.id),
  );
  if (!besides.ok) return besides;
  const beside = besides.value.filter(({ dimensions }) => dimensions.includes(by));
  const shown = { chosen, beside };
  const request = { ...requestOf(context), metrics: [chosen, ...beside], grain: null };
  const now = await readMetrics(engine, { ...request, by: [by], days: scope.period }, signal);
  if (!now.ok) return now;
  const all = await readMetrics(engine, { ...request, by: [], days: scope.period }, signal);
  if (!all.ok) return all;
  const days = scope.compare;
  const before = days === null ? null : await readMetrics(engine, { ...request, by: [by], days }, signal);
  if (before !== null && !before.ok) return before;
  const allBefore = days === null ? null : await readMetrics(engine, { ...request, by: [], days }, signal);
  if (allBefore !== null && !allBefore.ok) return allBefore;
  if (now.value.rows.length === 0) return err(appError('NO_DATA', { what: chosen.label }));
  const nameOf = await readNames(context, by);
  if (!nameOf.ok) return nameOf;
  const past = new Map((before?.value.rows ?? []).map((row) => [row.dims[by] ?? '', row]));
  const rows: TileRow[] = now.value.rows
    .map((row) => {
      const key = row.dims[by] ?? '';
      return { key, cells: [nameOf.value(key), ...cellsOf(shown, row, past.get(key)), null] };
    })
    .toSorted((a, b) => Number(b.cells[1] ?? 0) - Number(a.cells[1] ?? 0));
  const total: TileRow = {
    key: 'total',
    cells: ['Total', ...cellsOf(shown, all.value.rows[0], allBefore?.value.rows[0]), 'total'],
  };
  return ok({
    title: `By ${DIMENSION_LABELS[by].toLowerCase()}`,
    sentence: `${rows.length} ${rows.length === 1 ? 'row' : 'rows'} by ${DIMENSION_LABELS[by].toLowerCase()} in ${writtenDays(scope.period)}, sorted by ${chosen.label.toLowerCase()}.`,
    draw: { as: 'table', sort: chosen.id },
    columns: [
      dimensionColumn('what', DIMENSION_LABELS[by]),
      metricColumn(chosen, scope.currency),
      ...boundColumns(chosen, scope.currency),
      ...comparisonColumns(chosen, scope.currency),
      ...beside.map((metric) => metricColumn(metric, scope.currency)),
      flagColumn(),
    ],
    rows: [...rows, total],
    notes: now.value.rateNotes,
  });
}

/** Every value of the dimension with the chosen metric, its comparison, and the metrics people look at beside it. */
export const BREAKDOWN: TileDefinition = { id: 'growth.breakdown', read, method: metricColumnMethod };
