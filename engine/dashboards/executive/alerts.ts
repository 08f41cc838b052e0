import { addDays, monthOf, ok, type Result } from '../../core/index.ts';
import { readMetrics } from '../../metrics/index.ts';
import { formatDay, formatRate } from '../../serializer/index.ts';
import { dimensionColumn, flagColumn, textColumn } from '../parts/columns.ts';
import { metricOf } from '../parts/metric-tile.ts';
import { readNames } from '../parts/names.ts';
import { readPlan } from '../parts/plan.ts';
import { DATA_THROUGH } from '../parts/queries.ts';
import { written } from '../parts/wording.ts';
import type { ProofMethod, TileContent, TileContext, TileDefinition } from '../tile.ts';
import { elapsedShare, readGoals } from './goals.ts';
import { type UnusualDay, unusualDays } from './unusual.ts';

export interface Alert {
  readonly key: string;
  readonly title: string;
  readonly text: string;
  readonly flag: 'bad' | 'warn' | 'info';
  readonly link: string;
}

/** Channels that spent more than this over their pace are named. */
const OVER_PACE = 0.1;
/** Days looked back at for unusual spend: eight weeks to know what is usual, and the weeks shown. */
const LOOK_BACK = 120;

async function staleSources({ engine, signal }: TileContext): Promise<Result<readonly Alert[]>> {
  const loaded = await engine.query(DATA_THROUGH, {}, signal);
  if (!loaded.ok) return loaded;
  const datasets = loaded.value.rows.map(({ dataset }) => dataset);
  const found = await engine.query({ ...DATA_THROUGH, datasets }, {}, signal);
  if (!found.ok) return found;
  return ok(
    found.value.sources
      .filter(({ freshness }) => freshness === 'stale' || freshness === 'late')
      .map(({ dataset, freshness, dataThrough }) => ({
        key: `source:${dataset}`,
        title: `${dataset} is ${freshness}`,
        text: dataThrough === null ? 'It has never been loaded.' : `Its last day is ${formatDay(dataThrough)}.`,
        flag: freshness === 'stale' ? 'bad' : 'warn',
        link: `/data?dataset=${dataset}`,
      })),
  );
}

async function unusualSpend(context: TileContext): Promise<Result<readonly Alert[]>> {
  const { engine, scope, signal } = context;
  const metric = metricOf(context, 'spend');
  if (!metric.ok) return metric;
  const days = { from: addDays(scope.period.from, -LOOK_BACK), to: scope.period.to };
  const table = await readMetrics(
    engine,
    { metrics: [metric.value], by: ['channel'], grain: 'day', days, filters: scope.filters, currency: scope.currency },
    signal,
  );
  if (!table.ok) return table;
  const nameOf = await readNames(context, 'channel');
  if (!nameOf.ok) return nameOf;
  const channels = [...new Set(table.value.rows.map(({ dims }) => dims.channel ?? ''))];
  return ok(
    channels.flatMap((channel) => {
      const spendAlert = (days: readonly UnusualDay[], how: 'high' | 'low'): Alert | null => {
        const worst = days.toSorted(
          (a, b) => Math.abs(Math.log(b.value / b.usual)) - Math.abs(Math.log(a.value / a.usual)),
        )[0];
        if (worst === undefined) return null;
        const money = (value: number) => written(metric.value, Math.round(value), scope.currency);
        const many = days.length === 1 ? `on ${formatDay(worst.day)}` : `on ${days.length} days`;
        const since =
          days.length === 1 ? '' : `First on ${formatDay(days[0]?.day)}; most of all on ${formatDay(worst.day)}: `;
        return {
          key: `spend:${channel}:${how}`,
          title: `${nameOf.value(channel)} spend was unusually ${how} ${many}`,
          text: `${since}${money(worst.value)}, usually about ${money(worst.usual)} on that weekday.`,
          flag: 'warn',
          link: `/growth?channel=${channel}&metric=spend`,
        };
      };
      const series = table.value.rows.flatMap(({ at, dims, values }) =>
        dims.channel === channel && at !== null ? [{ day: at, value: values.get('spend')?.value ?? 0 }] : [],
      );
      const found = unusualDays(series, scope.period.from);
      return [
        spendAlert(
          found.filter(({ value, usual }) => value > usual),
          'high',
        ),
        spendAlert(
          found.filter(({ value, usual }) => value <= usual),
          'low',
        ),
      ].flatMap((alert) => alert ?? []);
    }),
  );
}

async function budgetPace(context: TileContext): Promise<Result<readonly Alert[]>> {
  const { engine, scope, signal } = context;
  const plan = await readPlan(context, scope.period.to);
  if (!plan.ok) return plan;
  const metric = metricOf(context, 'spend');
  if (!metric.ok) return metric;
  const days = { from: monthOf(scope.period.to), to: scope.period.to };
  const table = await readMetrics(
    engine,
    { metrics: [metric.value], by: ['channel'], grain: null, days, filters: {}, currency: scope.currency },
    signal,
  );
  if (!table.ok) return table;
  const nameOf = await readNames(context, 'channel');
  if (!nameOf.ok) return nameOf;
  const elapsed = elapsedShare(scope.period.to);
  return ok(
    table.value.rows.flatMap(({ dims, values }) => {
      const channel = dims.channel ?? '';
      const budget = plan.value.find((row) => row.metric === 'spend' && row.channel === channel);
      const spent = values.get('spend')?.value ?? 0;
      if (budget === undefined || budget.target === 0) return [];
      const over = spent / (budget.target * elapsed) - 1;
      if (over <= OVER_PACE) return [];
      return [
        {
          key: `pace:${channel}`,
          title: `${nameOf.value(channel)} spends ${formatRate(over)} over its budget's pace`,
          text: `${written(metric.value, spent, scope.currency)} of ${written(metric.value, budget.target, scope.currency)} with ${formatRate(elapsed)} of the month over.`,
          flag: spent > budget.target ? ('bad' as const) : ('warn' as const),
          link: `/finance?channel=${channel}`,
        },
      ];
    }),
  );
}

async function missedGoals(context: TileContext): Promise<Result<readonly Alert[]>> {
  const goals = await readGoals(context);
  if (!goals.ok) return goals;
  return ok(
    goals.value.flatMap(({ metric, actual, byNow, flag }) =>
      flag !== 'bad' || metric.id === 'spend'
        ? []
        : [
            {
              key: `goal:${metric.id}`,
              title: `${metric.label} is off its goal`,
              text: `${written(metric, actual, context.scope.currency)}, should stand at ${written(metric, byNow, context.scope.currency)} by now.`,
              flag: 'bad' as const,
              link: `/growth?metric=${metric.id}`,
            },
          ],
    ),
  );
}

const incomplete = ({ partialDays }: TileContext): readonly Alert[] =>
  partialDays.length === 0
    ? []
    : [
        {
          key: 'partial',
          title: partialDays.length === 1 ? 'One day is not complete' : `${partialDays.length} days are not complete`,
          text: `${partialDays
            .slice(-3)
            .map((day) => formatDay(day))
            .join(', ')}${partialDays.length > 3 ? ' and earlier' : ''}. Totals that hold them may still rise.`,
          flag: 'info',
          link: '/data',
        },
      ];

const WEIGHT = { bad: 0, warn: 1, info: 2 } as const;

async function read(context: TileContext): Promise<Result<TileContent>> {
  const alerts: Alert[] = [...incomplete(context)];
  for (const look of [missedGoals, budgetPace, unusualSpend, staleSources]) {
    const found = await look(context);
    if (!found.ok) return found;
    alerts.push(...found.value);
  }
  const sorted = alerts.toSorted((a, b) => WEIGHT[a.flag] - WEIGHT[b.flag]);
  const bad = sorted.filter(({ flag }) => flag === 'bad').length;
  return ok({
    sentence:
      sorted.length === 0
        ? 'Nothing needs a look: goals, budgets, spend and sources are as they should be.'
        : `${sorted.length} ${sorted.length === 1 ? 'thing needs' : 'things need'} a look${bad === 0 ? '' : `, ${bad} of them soon`}.`,
    draw: { as: 'list', title: 'title', text: 'text', flag: 'flag', link: 'link' },
    columns: [dimensionColumn('title', 'What'), textColumn('text', 'More'), flagColumn(), textColumn('link', 'Page')],
    rows: sorted.map(({ key, title, text, flag, link }) => ({ key, cells: [title, text, flag, link] })),
    notes: [
      'Looked at: goals of the month, budgets by channel, spend by channel and day, freshness and completeness of the sources.',
    ],
  });
}

const METHOD: ProofMethod = {
  name: 'Rules over goals, budgets, daily spend and sources',
  version: '1.0',
  seed: null,
  parameters: [
    { name: 'Over pace', value: `more than ${formatRate(OVER_PACE)}` },
    { name: 'Unusual spend', value: '5 robust standard deviations and a factor of 1.5 from its weekday' },
  ],
  assumptions: ['The eight weeks before say what a weekday usually has'],
  reference: 'Rousseeuw and Croux 1993, Alternatives to the median absolute deviation',
};

/** What needs a look, worst first. */
export const ALERTS: TileDefinition = { id: 'executive.alerts', read, method: () => METHOD };
