import type { ExperimentRecord } from '../../contract/index.ts';
import { appError, type Day, err, ok, type Result } from '../../core/index.ts';
import type { Asking } from './asking.ts';
import { askSums, ROWS } from './origin.ts';
import type { SumPlan } from './plan.ts';
import { sizeQuery } from './queries/exposures.ts';

/** Units whose sums are made in one go; with all ten million of a large experiment the memory runs out. EX119. */
export const UNITS_AT_ONCE = 1_000_000;

/** A draft is read from the rows each time, as long as it may be. */
export const isDraft = ({ status }: ExperimentRecord): boolean => status === 'draft';

/**
 * Whether sums may be made from the rows as they are. What is larger was kept before it is read, unless a load runs.
 * Errors: EXPERIMENT_WAITS; those of the cache.
 */
export async function mayReadRows(
  asking: Asking,
  query: { readonly plan: SumPlan; readonly through: Day },
  unitsAtOnce: number,
): Promise<Result<void>> {
  const found = await askSums({ asking, query, origin: ROWS }, sizeQuery);
  if (!found.ok) return found;
  const units = found.value[0]?.units ?? 0;
  const { key } = query.plan.record.design;
  return units > unitsAtOnce ? err(appError('EXPERIMENT_WAITS', { key })) : ok(undefined);
}
