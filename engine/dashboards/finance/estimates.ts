import { ok, type Result } from '../../core/index.ts';
import type { Estimate } from '../../finance/index.ts';
import { type MetricDefinition, type MetricTable, metricInterval, readMetrics } from '../../metrics/index.ts';
import { metricOf } from '../parts/metric-tile.ts';
import type { TileContext } from '../tile.ts';

const HORIZONS = [3, 6, 12, 18, 24];
const DEFAULT_HORIZON = 12;

/** Months an LTV looks ahead: option `horizon`, one of 3, 6, 12, 18, 24. */
export const horizonOf = ({ scope }: TileContext): number =>
  HORIZONS.find((months) => String(months) === scope.options.horizon) ?? DEFAULT_HORIZON;

/** CAC of one row as an estimate; null without customers or spend. */
export function cacEstimate(metric: MetricDefinition, row: MetricTable['rows'][number] | undefined): Estimate | null {
  const found = row?.values.get(metric.id);
  if (found === undefined || found.value === null) return null;
  const bounds = metricInterval(metric, found);
  return bounds === null ? null : { value: found.value, low: bounds.low, high: bounds.high };
}

/** CAC of the period: of everything, or by channel. Errors: those of `readMetrics`. */
export async function readCac(
  context: TileContext,
  by: readonly 'channel'[],
): Promise<Result<{ readonly metric: MetricDefinition; readonly table: MetricTable }>> {
  const { engine, scope, signal } = context;
  const metric = metricOf(context, 'cac');
  if (!metric.ok) return metric;
  const table = await readMetrics(
    engine,
    {
      metrics: [metric.value],
      by,
      grain: null,
      days: scope.period,
      filters: scope.filters,
      currency: scope.currency,
    },
    signal,
  );
  return table.ok ? ok({ metric: metric.value, table: table.value }) : table;
}
