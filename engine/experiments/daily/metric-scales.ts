import type { Parts, Scales } from './exact.ts';
import type { PlannedMetric } from './plan.ts';
import type { SumQuery } from './queries/relations.ts';

/** What a value of 1 of the metric's x and y is in whole numbers. */
export function scalesOf({ scales }: Pick<SumQuery, 'scales'>, { metric, readX, readY }: PlannedMetric): Scales {
  const of = (event: string): number => scales.get(event) ?? 1;
  return {
    x: readX === 'any' ? 1 : of(metric.event),
    y: metric.kind === 'ratio' && readY === 'sum' ? of(metric.denominator.event) : 1,
  };
}

export const partsOf = ({ metric, covariate }: PlannedMetric): Parts => ({
  y: metric.kind === 'ratio',
  u: covariate,
});
