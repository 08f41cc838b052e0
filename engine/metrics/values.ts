import type { Dimension } from '../contract/index.ts';
import { ok, type Result } from '../core/index.ts';
import { worded } from '../serializer/index.ts';
import type { AnalyticsEngine } from '../store/cache/types.ts';
import { valuesQuery } from './queries.ts';

export interface DimensionValue {
  readonly id: string;
  readonly name: string;
  /** The channel of a campaign, the country of a geo; null for the others. */
  readonly of: string | null;
}

/** The values a dimension has in the data, by name. Ids without a name of their own are worded. */
export async function readDimensionValues(
  engine: AnalyticsEngine,
  dimension: Dimension,
  signal?: AbortSignal,
): Promise<Result<readonly DimensionValue[]>> {
  const found = await engine.query(valuesQuery(dimension), {}, signal);
  if (!found.ok) return found;
  return ok(found.value.rows.map((row) => ({ ...row, name: row.name === row.id ? worded(row.id) : row.name })));
}
