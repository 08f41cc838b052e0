import type { CreativeTest, CreativeTestList } from '../contract/index.ts';
import { appError, err, ok, type Result } from '../core/index.ts';
import type { AnalyticsEngine } from '../store/cache/types.ts';
import { testList } from './list.ts';
import { ALL_VARIANT_TOTALS, VARIANT_TOTALS } from './queries.ts';
import { CREATIVE_RULES, type CreativeRules } from './rules.ts';
import { testView } from './view.ts';

/** Every creative test with its verdict, newest first. */
export async function readCreativeTests(
  engine: AnalyticsEngine,
  signal?: AbortSignal,
  rules: CreativeRules = CREATIVE_RULES,
): Promise<Result<CreativeTestList>> {
  const found = await engine.query(ALL_VARIANT_TOTALS, {}, signal);
  return found.ok ? ok(testList(found.value.rows, found.value.sources, rules)) : found;
}

/** One creative test with its variants. NOT_FOUND when the data does not hold it. */
export async function readCreativeTest(
  engine: AnalyticsEngine,
  { testId }: { readonly testId: string },
  signal?: AbortSignal,
  rules: CreativeRules = CREATIVE_RULES,
): Promise<Result<CreativeTest>> {
  const found = await engine.query(VARIANT_TOTALS, { test_id: testId }, signal);
  if (!found.ok) return found;
  if (found.value.rows.length === 0) return err(appError('NOT_FOUND', { what: 'Creative test', id: testId }));
  return ok(testView(found.value.rows, found.value.sources, rules));
}
