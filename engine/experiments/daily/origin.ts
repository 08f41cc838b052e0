import type { z } from 'zod';
import type { Result } from '../../core/index.ts';
import type { QueryDefinition } from '../../store/cache/index.ts';
import type { Asking } from './asking.ts';
import type { PlannedMetric } from './plan.ts';
import { keptWhole } from './queries/kept.ts';
import { type Base, rowsBase, type SumQuery, sumParams } from './queries/relations.ts';

/** Where sums are read from: what is kept under a number, when that is of the data as they are, or the rows. */
export type Origin = { readonly kept: number } | { readonly kept: null };

export const ROWS: Origin = { kept: null };

/** Units, events and metrics from there. */
export const baseOf = ({ kept }: Origin, query: SumQuery, metrics: readonly PlannedMetric[]): Base =>
  kept === null ? rowsBase(query, metrics) : keptWhole(query, metrics);

interface Sought {
  readonly asking: Asking;
  readonly query: Pick<SumQuery, 'plan' | 'through'>;
  readonly origin: Origin;
}

/** Asks with those of the plan's parameters that the query names. */
export function askSums<Row extends z.ZodType>(
  { asking, query, origin }: Sought,
  definition: QueryDefinition<Row>,
): Promise<Result<readonly z.infer<Row>[]>> {
  const params = Object.entries({ ...sumParams(query), id: origin.kept });
  const named = params.filter(([name]) => new RegExp(`\\$${name}\\b`).test(definition.sql));
  return asking.ask(definition, Object.fromEntries(named));
}
