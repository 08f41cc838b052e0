import type { CreativeTest, CreativeTestList } from '../contract/index.ts';
import { appError, err, ok, type Result } from '../core/index.ts';
import { formatNumber, formatProbability } from '../serializer/index.ts';
import type { AnalyticsEngine } from '../store/cache/types.ts';
import { analyseTest } from './analysis.ts';
import { ALL_VARIANT_TOTALS, VARIANT_TOTALS, type VariantTotals } from './queries.ts';
import { CREATIVE_RULES, type CreativeRules } from './rules.ts';
import { testRow, testView } from './view.ts';

/** The rows of each test, in the order they come. */
function byTest(rows: readonly VariantTotals[]): VariantTotals[][] {
  const tests = new Map<string, VariantTotals[]>();
  for (const row of rows) {
    const known = tests.get(row.test_id);
    if (known === undefined) tests.set(row.test_id, [row]);
    else known.push(row);
  }
  return [...tests.values()];
}

const methodSentence = ({ prior, winnerProbability }: CreativeRules): string =>
  `click-through rate · Beta(${formatNumber(prior.alpha)}, ${formatNumber(prior.beta)}) prior · ` +
  `winner from P(best) ${formatProbability(winnerProbability)}`;

/** Every creative test with its verdict, newest first. */
export async function readCreativeTests(
  engine: AnalyticsEngine,
  signal?: AbortSignal,
  rules: CreativeRules = CREATIVE_RULES,
): Promise<Result<CreativeTestList>> {
  const found = await engine.query(ALL_VARIANT_TOTALS, {}, signal);
  if (!found.ok) return found;
  const tests = byTest(found.value.rows).map((rows) => testRow(rows, analyseTest(rows, rules)));
  tests.sort((a, b) => (a.lastDay === b.lastDay ? compareText(a.testId, b.testId) : compareText(b.lastDay, a.lastDay)));
  const summary = { winner: 0, keep_testing: 0, no_difference: 0, unhealthy: 0, no_data: 0 };
  for (const test of tests) summary[test.verdict] += 1;
  return ok({
    tests,
    summary,
    variants: found.value.rows.length,
    dataThrough: found.value.sources[0]?.dataThrough ?? null,
    sources: found.value.sources,
    method: methodSentence(rules),
  });
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

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
