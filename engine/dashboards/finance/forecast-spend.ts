import { addDays, addMonths, type Day, daysFrom, monthOf, ok, type Result } from '../../core/index.ts';
import { type MetricDefinition, type MetricTable, readMetrics } from '../../metrics/index.ts';
import { fitEts, forecastEts, normalCdf } from '../../stats/index.ts';
import { metricOf } from '../parts/metric-tile.ts';
import type { TileContext } from '../tile.ts';

/** Days the model is fitted to, and days at the end that are left out when they are not complete. */
const HISTORY = 180;
const Z90 = 1.6448536269514722;
/** While days are left nothing is certain. */
const UNSURE = 1 - 1e-9;

/** A month's spend: what was spent by each day so far, and what the rest is likely to bring. */
export interface SpendOutlook {
  readonly days: readonly Day[];
  /** Last day with data. */
  readonly through: Day;
  /** Running total of each day so far. */
  readonly spent: readonly number[];
  /** Running total of each day to come with its 90 % bounds; empty when it can't be told. */
  readonly ahead: readonly { readonly total: number; readonly low: number; readonly high: number }[];
  /** The whole month. */
  readonly end: {
    readonly total: number;
    readonly low: number;
    readonly high: number;
    readonly deviation: number;
  } | null;
}

const runningTotals = (values: readonly number[]): readonly number[] =>
  values.reduce<number[]>((sums, value) => {
    sums.push((sums.at(-1) ?? 0) + value);
    return sums;
  }, []);

/** The outlook of one series of daily spend, which ends on `through`; days without rows spent nothing. */
export function outlook(spendOf: (day: Day) => number, through: Day): SpendOutlook {
  const first = monthOf(through);
  const days = daysFrom(first, addDays(addMonths(first, 1), -1));
  const history = daysFrom(addDays(through, 1 - HISTORY), through).map(spendOf);
  const spent = runningTotals(days.filter((day) => day <= through).map(spendOf));
  const total = spent.at(-1) ?? 0;
  const left = days.length - spent.length;
  const fit = fitEts(history);
  if (fit === null) return { days, through, spent, ahead: [], end: null };
  if (left === 0) return { days, through, spent, ahead: [], end: { total, low: total, high: total, deviation: 0 } };
  const forecast = forecastEts(fit, left);
  // Nobody spends less than nothing, and what is spent is spent.
  const ahead = runningTotals(forecast.mean.map((value) => Math.max(0, value))).map((sum, index) => {
    const half = Z90 * (forecast.sumDeviation[index] ?? 0);
    return { total: total + sum, low: total + Math.max(0, sum - half), high: total + sum + half };
  });
  const last = ahead.at(-1);
  return {
    days,
    through,
    spent,
    ahead,
    end: last === undefined ? null : { ...last, deviation: forecast.sumDeviation.at(-1) ?? 0 },
  };
}

/** How likely the month ends above a budget; null when it can't be told. */
export const overBudget = ({ end }: SpendOutlook, budget: number): number | null => {
  if (end === null) return null;
  if (end.deviation === 0) return end.total > budget ? 1 : 0;
  return Math.min(UNSURE, Math.max(1 - UNSURE, normalCdf((end.total - budget) / end.deviation)));
};

/** Daily spend of the last 180 days, by channel. Errors: those of `readMetrics`. */
export async function readSpend(
  context: TileContext,
): Promise<Result<{ readonly metric: MetricDefinition; readonly table: MetricTable }>> {
  const { engine, scope, signal } = context;
  const metric = metricOf(context, 'spend');
  if (!metric.ok) return metric;
  const { to } = scope.period;
  const days = { from: addDays(to, 1 - HISTORY), to };
  const table = await readMetrics(
    engine,
    {
      metrics: [metric.value],
      by: ['channel'],
      grain: 'day',
      days,
      filters: scope.filters,
      currency: scope.currency,
    },
    signal,
  );
  return table.ok ? ok({ metric: metric.value, table: table.value }) : table;
}

/** Spend by day of one channel, or of all. */
export function spendByDay({ rows }: MetricTable, channel: string | null): (day: Day) => number {
  const totals = new Map<Day, number>();
  for (const { at, dims, values } of rows) {
    if (at === null || (channel !== null && dims.channel !== channel)) continue;
    totals.set(at, (totals.get(at) ?? 0) + (values.get('spend')?.value ?? 0));
  }
  return (day) => totals.get(day) ?? 0;
}
