import { appError, type Day, err, monthOf, ok, type Result } from '../../core/index.ts';
import type { TileContext } from '../tile.ts';
import { MONTH_PLAN, type PlanRow } from './queries.ts';

/**
 * Goals and budgets of the month of a day.
 * Errors: FX_RATE_MISSING when one is planned in a currency that is not the reporting one; those of the engine.
 */
export async function readPlan({ engine, scope, signal }: TileContext, day: Day): Promise<Result<readonly PlanRow[]>> {
  const plan = await engine.query(MONTH_PLAN, { day }, signal);
  if (!plan.ok) return plan;
  const other = plan.value.rows.find(({ currency }) => currency !== null && currency !== scope.currency);
  if (other === undefined) return ok(plan.value.rows);
  const detail = { currency: other.currency ?? '', reporting: scope.currency, day: monthOf(day) };
  return err(appError('FX_RATE_MISSING', detail));
}
