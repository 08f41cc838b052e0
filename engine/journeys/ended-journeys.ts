import { type Journeys, journeysOf } from '../attribution/index.ts';
import type { Days, Filters } from '../contract/index.ts';
import { type Day, ok, type Result } from '../core/index.ts';
import type { AnalyticsEngine } from '../store/cache/types.ts';
import { type EndedRow, endedQuery, journeyParams, pathCountsQuery, SEPARATOR } from './queries/index.ts';

export interface JourneysRequest {
  readonly days: Days;
  readonly filters: Filters;
}

export interface CreditedJourneys {
  readonly journeys: Journeys;
  /** Conversions without a value in the reporting currency. */
  readonly unvalued: number;
}

/** The journeys that ended in a period, by their path of channels. Errors: those of the engine. */
export async function readPathCounts(
  engine: AnalyticsEngine,
  { days, filters, currency }: JourneysRequest & { readonly currency: string },
  signal?: AbortSignal,
): Promise<Result<CreditedJourneys>> {
  const params = { ...journeyParams(days, filters), currency };
  const found = await engine.query(pathCountsQuery(days, filters), params, signal);
  if (!found.ok) return found;
  const counts = found.value.rows.map(({ path, conversions, losses, value, value_squares: valueSquares }) => ({
    touches: path.split(SEPARATOR),
    conversions,
    losses,
    value,
    valueSquares,
  }));
  return ok({
    journeys: journeysOf(counts),
    unvalued: found.value.rows.reduce((sum, row) => sum + row.unvalued, 0),
  });
}

export interface EndedJourneys {
  readonly total: EndedRow;
  readonly daily: readonly (EndedRow & { readonly day: Day })[];
}

/** Conversions, days to convert and touches of the journeys that ended in a period; null when none did. */
export async function readEnded(
  engine: AnalyticsEngine,
  { days, filters }: JourneysRequest,
  signal?: AbortSignal,
): Promise<Result<EndedJourneys | null>> {
  const found = await engine.query(endedQuery(days, filters), journeyParams(days, filters), signal);
  if (!found.ok) return found;
  const { rows } = found.value;
  const total = rows.find(({ day }) => day === null);
  const daily = rows.flatMap((row) => (row.day === null ? [] : [{ ...row, day: row.day }]));
  return ok(total === undefined || total.journeys === 0 ? null : { total, daily });
}
