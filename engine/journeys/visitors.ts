import type { Days } from '../contract/index.ts';
import { ok, type Result } from '../core/index.ts';
import type { AnalyticsEngine } from '../store/cache/types.ts';
import { ANONYMOUS_EVENTS, VISITORS, VISITORS_BY_DAY, type VisitorsRow } from './queries/index.ts';

/** Visitors of each day, new and returning. Errors: those of the engine. */
export async function readDailyVisitors(
  engine: AnalyticsEngine,
  { from, to }: Days,
  signal?: AbortSignal,
): Promise<Result<readonly VisitorsRow[]>> {
  const found = await engine.query(VISITORS_BY_DAY, { from, to }, signal);
  return found.ok ? ok(found.value.rows) : found;
}

/** Visitors of the whole period, each once; null when there were none. Errors: those of the engine. */
export async function readVisitors(
  engine: AnalyticsEngine,
  { from, to }: Days,
  signal?: AbortSignal,
): Promise<Result<VisitorsRow | null>> {
  const found = await engine.query(VISITORS, { from, to }, signal);
  if (!found.ok) return found;
  const [row] = found.value.rows;
  return ok(row === undefined || row.rows_read === 0 ? null : row);
}

/** Events that no visitor id came with. Errors: those of the engine. */
export async function readAnonymousEvents(
  engine: AnalyticsEngine,
  { from, to }: Days,
  signal?: AbortSignal,
): Promise<Result<number>> {
  const found = await engine.query(ANONYMOUS_EVENTS, { from, to }, signal);
  return found.ok ? ok(found.value.rows[0]?.events ?? 0) : found;
}
