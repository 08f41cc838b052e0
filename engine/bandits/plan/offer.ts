import type { CellOffer } from '../../contract/index.ts';
import { addDays, type Day, ok, type Result } from '../../core/index.ts';
import type { AnalyticsEngine } from '../../store/cache/types.ts';
import { CAMPAIGNS_OFFERED, OFFERED_THROUGH, TESTS_OFFERED } from './queries.ts';

/** What cells can be made of over the `days` up to `to`; without data, nothing. Fails as reads of the cache do. */
export async function readOffer(
  engine: AnalyticsEngine,
  { days, to }: { readonly days: number; readonly to: Day | null },
  signal?: AbortSignal,
): Promise<Result<CellOffer>> {
  const last = await engine.query(OFFERED_THROUGH, {}, signal);
  if (!last.ok) return last;
  const dataThrough = last.value.rows[0]?.through ?? null;
  const through = to ?? dataThrough;
  if (through === null) return ok({ campaigns: [], tests: [], from: null, dataThrough });
  const from = addDays(through, 1 - days);
  const campaigns = await engine.query(CAMPAIGNS_OFFERED, { from, to: through }, signal);
  if (!campaigns.ok) return campaigns;
  const tests = await engine.query(TESTS_OFFERED, { from, to: through }, signal);
  if (!tests.ok) return tests;
  return ok({
    campaigns: campaigns.value.rows.map(({ campaign_id: campaignId, rows_read: _, ...row }) => ({
      campaignId,
      ...row,
    })),
    tests: tests.value.rows.map(({ test_id: testId, test_name: name, rows_read: _, first_day, last_day, ...row }) => ({
      ...{ testId, name, firstDay: first_day, lastDay: last_day },
      ...row,
    })),
    ...{ from, dataThrough },
  });
}
