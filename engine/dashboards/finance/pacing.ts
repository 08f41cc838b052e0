import type { TileColumn } from '../../contract/index.ts';
import { appError, err, ok, type Result } from '../../core/index.ts';
import { formatDay, formatMonth, formatProbability } from '../../serializer/index.ts';
import { dimensionColumn, flagColumn, metricColumn } from '../parts/columns.ts';
import { readNames } from '../parts/names.ts';
import { readPlan } from '../parts/plan.ts';
import { written } from '../parts/wording.ts';
import type { TileContent, TileContext, TileDefinition } from '../tile.ts';
import { outlook, overBudget, readSpend, spendByDay } from './forecast-spend.ts';
import { PACING_METHOD } from './methods.ts';

/** Budget of the chosen channels together; null when one of them has none. */
function budgetOf(
  plan: readonly { metric: string; channel: string; target: number }[],
  channels: readonly string[] | undefined,
) {
  const budgets = plan.filter(({ metric }) => metric === 'spend');
  if (channels === undefined) {
    const all = budgets.find(({ channel }) => channel === 'all');
    return all?.target ?? (budgets.length === 0 ? null : budgets.reduce((sum, { target }) => sum + target, 0));
  }
  const own = channels.map((channel) => budgets.find((row) => row.channel === channel)?.target ?? null);
  return own.some((target) => target === null) ? null : own.reduce<number>((sum, target) => sum + (target ?? 0), 0);
}

/** Above these probabilities of ending over budget a row is flagged. */
const flagOf = (over: number | null): string | null =>
  over === null ? 'info' : over > 0.9 ? 'bad' : over > 0.5 ? 'warn' : over < 0.1 ? 'good' : null;

const bound = (column: TileColumn, role: 'low' | 'high'): TileColumn => ({
  ...column,
  id: `${column.id}_${role}`,
  label: `${column.label}, ${role}`,
  role,
  of: column.id,
  level: 0.9,
});

/** Spend of the month so far, the days that are left, and the budget. */
const PACING: TileDefinition = {
  id: 'finance.pacing',
  async read(context: TileContext): Promise<Result<TileContent>> {
    const { scope } = context;
    const spend = await readSpend(context);
    if (!spend.ok) return spend;
    const { metric, table } = spend.value;
    if (table.rows.length === 0) return err(appError('NO_DATA', { what: 'spend' }));
    const plan = await readPlan(context, scope.period.to);
    if (!plan.ok) return plan;
    const budget = budgetOf(plan.value, scope.filters.channel);
    const month = outlook(spendByDay(table, null), scope.period.to);
    const over = budget === null ? null : overBudget(month, budget);
    const money = (value: number | null) => written(metric, value === null ? null : Math.round(value), scope.currency);
    const spent: TileColumn = {
      ...metricColumn(metric, scope.currency, 'spent'),
      label: 'Spent by then',
      better: 'neutral',
    };
    const name = formatMonth(scope.period.to);
    const forecast =
      month.end === null
        ? "How it ends can't be told yet: three weeks of data are needed"
        : `It is likely to end at ${money(month.end.total)} (90 %: ${money(month.end.low)} to ${money(month.end.high)})`;
    return ok({
      sentence: `${money(month.spent.at(-1) ?? 0)} spent in ${name} by ${formatDay(month.through)}${budget === null ? ', with no budget planned' : ` of ${money(budget)}`}. ${forecast}${over === null ? '' : `; over budget with probability ${formatProbability(over)}`}.`,
      draw: { as: 'line', x: 'day', y: ['spent'], goal: 'budget', flag: 'flag', stacked: false },
      columns: [
        dimensionColumn('day', 'Day', 'day'),
        spent,
        bound(spent, 'low'),
        bound(spent, 'high'),
        { ...spent, id: 'budget', label: 'Budget', role: 'goal', of: 'spent' },
        flagColumn(),
      ],
      rows: month.days.flatMap((day, index) => {
        const so = month.spent[index];
        if (so !== undefined) return [{ key: day, cells: [day, so, null, null, budget, null] }];
        const next = month.ahead[index - month.spent.length];
        return next === undefined
          ? []
          : [{ key: day, cells: [day, next.total, next.low, next.high, budget, 'forecast'] }];
      }),
      notes: [
        'The forecast takes spend to go on as in the last 180 days; a change of budget is not in it.',
        ...table.rateNotes,
      ],
    });
  },
  method: () => PACING_METHOD,
};

/** Budget, spend and outlook of each channel. */
const PACING_CHANNELS: TileDefinition = {
  id: 'finance.pacing_channels',
  async read(context: TileContext): Promise<Result<TileContent>> {
    const { scope } = context;
    const spend = await readSpend(context);
    if (!spend.ok) return spend;
    const { metric, table } = spend.value;
    const plan = await readPlan(context, scope.period.to);
    if (!plan.ok) return plan;
    const nameOf = await readNames(context, 'channel');
    if (!nameOf.ok) return nameOf;
    const channels = [...new Set(table.rows.map(({ dims }) => dims.channel ?? ''))];
    if (channels.length === 0) return err(appError('NO_DATA', { what: 'spend' }));
    const rows = channels
      .map((channel) => {
        const budget = budgetOf(plan.value, [channel]);
        const month = outlook(spendByDay(table, channel), scope.period.to);
        const over = budget === null ? null : overBudget(month, budget);
        return { channel, budget, month, over };
      })
      .toSorted((a, b) => (b.over ?? -1) - (a.over ?? -1));
    const bad = rows.filter(({ over }) => over !== null && over > 0.9);
    const money = metricColumn(metric, scope.currency, 'spent');
    const forecast: TileColumn = { ...money, id: 'forecast', label: 'Likely at month end' };
    return ok({
      sentence:
        bad.length === 0
          ? `No channel is nearly sure to end ${formatMonth(scope.period.to)} over its budget.`
          : `${bad.map(({ channel }) => nameOf.value(channel)).join(', ')} will almost surely end ${formatMonth(scope.period.to)} over budget.`,
      draw: { as: 'table', sort: 'over' },
      columns: [
        dimensionColumn('channel', 'Channel'),
        { ...money, id: 'budget', label: 'Budget', role: 'goal', of: 'spent' },
        { ...money, label: 'Spent' },
        forecast,
        bound(forecast, 'low'),
        bound(forecast, 'high'),
        { id: 'over', label: 'P(over budget)', kind: 'probability', role: 'measure', better: 'down' },
        flagColumn(),
      ],
      rows: rows.map(({ channel, budget, month, over }) => ({
        key: channel,
        cells: [
          nameOf.value(channel),
          budget,
          month.spent.at(-1) ?? null,
          month.end?.total ?? null,
          month.end?.low ?? null,
          month.end?.high ?? null,
          over,
          flagOf(over),
        ],
      })),
      notes: ['Each channel has its own forecast; they need not add up to that of the total.', ...table.rateNotes],
    });
  },
  method: () => PACING_METHOD,
};

export const PACING_TILES: readonly TileDefinition[] = [PACING, PACING_CHANNELS];
