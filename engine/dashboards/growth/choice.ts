import type { Dimension, Filters } from '../../contract/index.ts';
import { ok, type Result } from '../../core/index.ts';
import type { Grain, MetricDefinition } from '../../metrics/index.ts';
import { metricOf } from '../parts/metric-tile.ts';
import { dimensionOption } from '../parts/names.ts';
import type { TileContext } from '../tile.ts';

/** What the page is asked to show: options `metric`, `by` and `grain`. */
export interface Choice {
  readonly metric: MetricDefinition;
  readonly by: Dimension;
  readonly grain: Grain;
}

const grainOf = (chosen: string | undefined): Grain => (chosen === 'week' || chosen === 'month' ? chosen : 'day');

/** Errors: NOT_FOUND for a metric the catalogue does not have. */
export function choiceOf(context: TileContext): Result<Choice> {
  const { options } = context.scope;
  const metric = metricOf(context, options.metric ?? 'new_customers');
  if (!metric.ok) return metric;
  return ok({ metric: metric.value, by: dimensionOption(options, 'by', 'channel'), grain: grainOf(options.grain) });
}

export const requestOf = ({ scope }: TileContext): { readonly filters: Filters; readonly currency: string } => ({
  filters: scope.filters,
  currency: scope.currency,
});
