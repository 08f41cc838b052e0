import type { CreativeTestList, Source } from '../contract/index.ts';
import { formatNumber, formatProbability } from '../serializer/index.ts';
import { analyseTest } from './analysis.ts';
import type { VariantTotals } from './queries.ts';
import type { CreativeRules } from './rules.ts';
import { testRow } from './view.ts';

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

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Every test with its verdict, newest first, from the variant totals of all tests. Pure. */
export function testList(
  rows: readonly VariantTotals[],
  sources: readonly Source[],
  rules: CreativeRules,
): CreativeTestList {
  const tests = byTest(rows).map((variants) => testRow(variants, analyseTest(variants, rules)));
  tests.sort((a, b) => compareText(b.lastDay, a.lastDay) || compareText(a.testId, b.testId));
  const summary = { winner: 0, keep_testing: 0, no_difference: 0, unhealthy: 0, no_data: 0 };
  for (const test of tests) summary[test.verdict] += 1;
  return {
    tests,
    summary,
    variants: rows.length,
    dataThrough: sources[0]?.dataThrough ?? null,
    sources,
    method: methodSentence(rules),
  };
}
