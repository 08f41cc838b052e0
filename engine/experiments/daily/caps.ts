import { ok, type Result } from '../../core/index.ts';
import type { Asking } from './asking.ts';
import { scalesOf } from './metric-scales.ts';
import { askSums, baseOf, type Origin } from './origin.ts';
import type { PlannedMetric } from './plan.ts';
import type { SumQuery } from './queries/relations.ts';
import { cappedByShare, capQuery } from './queries/values.ts';

/** Caps that the design gives as a value. */
export function fixedCaps(query: SumQuery): ReadonlyMap<string, bigint> {
  return new Map(
    query.plan.metrics.flatMap((planned) => {
      const { metric } = planned;
      if ((metric.kind !== 'mean' && metric.kind !== 'ratio') || metric.capping.kind !== 'value') return [];
      return [[metric.id, BigInt(Math.round(metric.capping.value * scalesOf(query, planned).x))]];
    }),
  );
}

/**
 * The most a unit's sum may be, by metric, in whole numbers. A percentile is that of all the data there are: it holds for
 * every day of the series alike, and moves with each new day.
 */
export async function readCaps(
  asking: Asking,
  query: SumQuery,
  origin: Origin,
  asked: readonly PlannedMetric[],
): Promise<Result<SumQuery['caps']>> {
  const fixed = fixedCaps(query);
  const capped = cappedByShare(asked);
  if (capped.length === 0) return ok(fixed);
  const found = await askSums({ asking, query, origin }, capQuery(capped, baseOf(origin, query, capped)));
  if (!found.ok) return found;
  const shares = found.value.flatMap(({ metric, cap }): [string, bigint][] => {
    const id = query.plan.metrics[metric]?.metric.id;
    return id === undefined ? [] : [[id, cap]];
  });
  return ok(new Map([...fixed, ...shares]));
}
