import type { TileColumn } from '../../contract/index.ts';
import { appError, err, ok, type Result } from '../../core/index.ts';
import { type MetricDefinition, metricMethod } from '../../metrics/index.ts';
import type { ProofMethod, TileContext } from '../tile.ts';

/** A metric of the catalogue by its id. Errors: NOT_FOUND. */
export function metricOf({ metrics }: Pick<TileContext, 'metrics'>, id: string): Result<MetricDefinition> {
  const metric = metrics.get(id);
  return metric === undefined ? err(appError('NOT_FOUND', { what: 'The metric', id })) : ok(metric);
}

/** The metrics by their ids, in order. Errors: NOT_FOUND. */
export function metricsOf(
  context: Pick<TileContext, 'metrics'>,
  ids: readonly string[],
): Result<readonly MetricDefinition[]> {
  const found: MetricDefinition[] = [];
  for (const id of ids) {
    const metric = metricOf(context, id);
    if (!metric.ok) return metric;
    found.push(metric.value);
  }
  return ok(found);
}

/** How a column that shows a metric of the catalogue is made. */
export function metricColumnMethod(
  column: TileColumn,
  { metrics, scope }: Pick<TileContext, 'metrics' | 'scope'>,
): ProofMethod {
  const metric = metrics.get(column.metric ?? column.of ?? column.id);
  if (metric === undefined) throw new Error(`the column ${column.id} shows no metric`);
  const method = metricMethod(metric, scope.currency);
  if (column.role === 'before' && scope.compare !== null) {
    const value = `${scope.compare.from} to ${scope.compare.to}`;
    return { ...method, parameters: [...method.parameters, { name: 'Period', value }] };
  }
  if (column.role === 'change' || column.role === 'ratio_change') {
    const name = column.role === 'change' ? 'Difference to the comparison' : 'Relative difference to the comparison';
    return { ...method, name: `${metric.label}: ${name.toLowerCase()}` };
  }
  return method;
}
