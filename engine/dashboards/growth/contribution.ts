import { appError, err, ok, type Result } from '../../core/index.ts';
import {
  type Group,
  type MetricTable,
  type MetricValue,
  ratioContributions,
  readMetrics,
} from '../../metrics/index.ts';
import { comparisonCells, comparisonColumns, dimensionColumn, flagColumn, metricColumn } from '../parts/columns.ts';
import { metricColumnMethod } from '../parts/metric-tile.ts';
import { DIMENSION_LABELS, readNames } from '../parts/names.ts';
import { writtenDays } from '../parts/wording.ts';
import type { TileContent, TileContext, TileDefinition } from '../tile.ts';
import { type Choice, choiceOf, requestOf } from './choice.ts';

interface Contribution {
  readonly key: string;
  readonly now: MetricValue | undefined;
  readonly before: MetricValue | undefined;
  readonly change: number;
}

/** What each value of the dimension adds to the change of the total. */
export function contributions({ metric, by }: Choice, now: MetricTable, before: MetricTable): readonly Contribution[] {
  const keyed = (table: MetricTable) =>
    new Map(table.rows.map(({ dims, values }) => [dims[by] ?? '', values.get(metric.id)]));
  const [current, past] = [keyed(now), keyed(before)];
  const keys = [...new Set([...current.keys(), ...past.keys()])];
  const groups = keys.map(
    (key): Group => ({
      key,
      volume: current.get(key)?.denominator ?? 0,
      outcome: current.get(key)?.numerator ?? 0,
      volumeBefore: past.get(key)?.denominator ?? 0,
      outcomeBefore: past.get(key)?.numerator ?? 0,
    }),
  );
  const ratio = metric.denominator === undefined ? null : ratioContributions(groups);
  return groups
    .map(({ key, outcome, outcomeBefore }) => ({
      key,
      now: current.get(key),
      before: past.get(key),
      change: ratio === null ? outcome - outcomeBefore : (ratio.get(key) ?? 0),
    }))
    .toSorted((a, b) => Math.abs(b.change) - Math.abs(a.change));
}

async function read(context: TileContext): Promise<Result<TileContent>> {
  const { scope, engine, signal } = context;
  const choice = choiceOf(context);
  if (!choice.ok) return choice;
  if (scope.compare === null) return err(appError('NO_COMPARISON'));
  const { metric, by } = choice.value;
  const request = { ...requestOf(context), metrics: [metric], by: [by], grain: null };
  const now = await readMetrics(engine, { ...request, days: scope.period }, signal);
  if (!now.ok) return now;
  const before = await readMetrics(engine, { ...request, days: scope.compare }, signal);
  if (!before.ok) return before;
  const parts = contributions(choice.value, now.value, before.value);
  if (parts.length === 0) return err(appError('NO_DATA', { what: metric.label }));
  const nameOf = await readNames(context, by);
  if (!nameOf.ok) return nameOf;
  const [top] = parts;
  const [change] = comparisonColumns(metric, scope.currency, 'value').filter(({ role }) => role === 'change');
  if (change === undefined) throw new Error('a comparison has a change');
  return ok({
    title: `Where the change in ${metric.label.toLowerCase()} comes from`,
    sentence:
      top === undefined || top.change === 0
        ? `Nothing changed against ${writtenDays(scope.compare)}.`
        : `${nameOf.value(top.key)} moves the total most, ${top.change > 0 ? 'upwards' : 'downwards'}, against ${writtenDays(scope.compare)}.`,
    draw: { as: 'bars', label: 'what', value: 'contribution', flag: 'flag' },
    columns: [
      dimensionColumn('what', DIMENSION_LABELS[by]),
      { ...change, id: 'contribution', label: 'Contribution', role: 'measure' },
      metricColumn(metric, scope.currency, 'value'),
      ...comparisonColumns(metric, scope.currency, 'value'),
      flagColumn(),
    ],
    rows: parts.map(({ key, now: current, before: past, change: part }) => ({
      key,
      cells: [
        nameOf.value(key),
        part,
        current?.value ?? null,
        ...comparisonCells(current?.value ?? null, past?.value ?? null),
        part > 0 ? 'up' : part < 0 ? 'down' : 'info',
      ],
    })),
    notes: [
      metric.denominator === undefined
        ? 'The contributions add up to the change of the total.'
        : 'Of a ratio, a contribution is the change of its own ratio and of its share; together they add up to the change of the total.',
      ...now.value.rateNotes,
    ],
  });
}

/** Which values of the dimension the change of the total comes from. */
export const CONTRIBUTION: TileDefinition = {
  id: 'growth.contribution',
  read,
  method: (column, context) => {
    const method = metricColumnMethod(column, context);
    return column.id === 'contribution'
      ? { ...method, name: 'Contribution to the change of the total', reference: 'Kitagawa 1955' }
      : method;
  },
};
