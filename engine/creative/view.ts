import type { CreativeTest, CreativeTestRow, CreativeVariant, Source } from '../contract/index.ts';
import { cleanText } from '../serializer/index.ts';
import { type Beta, betaMean, betaQuantile } from '../stats/index.ts';
import { analyseTest, type TestAnalysis } from './analysis.ts';
import { densityGrid, densityOn } from './density.ts';
import { variantLabel } from './labels.ts';
import type { VariantTotals } from './queries.ts';
import type { CreativeRules } from './rules.ts';
import { explain } from './wording.ts';

/** Said under every number of a creative test. */
export const CAVEATS: readonly string[] = Object.freeze([
  'Impressions are not unique people, so the intervals are a little too narrow.',
  'All channels, segments and days of the test are added together.',
  'Each look at a running test is one more chance to call a lucky variant the winner.',
]);

/** The list's row of one test. `rows` holds its variants, at least one, in the order of the data. */
export function testRow(rows: readonly VariantTotals[], analysis: TestAnalysis): CreativeTestRow {
  const first = rows[0];
  if (first === undefined) throw new Error('a test has at least one variant');
  const found = analysis.comparison;
  const at = found?.best ?? -1;
  return {
    testId: first.test_id,
    name: cleanText(first.test_name ?? '') || first.test_id,
    firstDay: rows.map((row) => row.first_day).sort()[0] ?? first.first_day,
    lastDay:
      rows
        .map((row) => row.last_day)
        .sort()
        .at(-1) ?? first.last_day,
    variants: rows.length,
    impressions: analysis.enough.impressions,
    clicks: analysis.enough.clicks,
    bestVariantId: rows[at]?.variant_id ?? null,
    bestLabel: found === null ? null : variantLabel(at),
    pBest: found?.pBest[at] ?? null,
    expectedLoss: found?.expectedLoss[at] ?? null,
    verdict: analysis.verdict,
  };
}

/** The central interval of a posterior. */
function central(posterior: Beta, level: number) {
  const outside = (1 - level) / 2;
  return { low: betaQuantile(posterior, outside), high: betaQuantile(posterior, 1 - outside), level };
}

function variantViews(rows: readonly VariantTotals[], analysis: TestAnalysis): CreativeVariant[] {
  const x = densityGrid(analysis.posteriors);
  return rows.flatMap((row, i) => {
    const posterior = analysis.posteriors[i];
    if (posterior === undefined) return [];
    return {
      variantId: row.variant_id,
      label: variantLabel(i),
      headline: cleanText(row.headline ?? ''),
      body: cleanText(row.body ?? ''),
      impressions: row.impressions,
      clicks: row.clicks,
      rate: row.impressions === 0 ? null : row.clicks / row.impressions,
      posterior: { alpha: posterior.alpha, beta: posterior.beta },
      mean: betaMean(posterior),
      interval50: central(posterior, 0.5),
      interval80: central(posterior, 0.8),
      interval95: central(posterior, 0.95),
      density: { x, y: densityOn(x, posterior) },
      pBest: analysis.comparison?.pBest[i] ?? null,
      expectedLoss: analysis.comparison?.expectedLoss[i] ?? null,
      publication: 'none',
    };
  });
}

/** One test as its page shows it. `publication` of each variant is for the main process to fill in. */
export function testView(
  rows: readonly VariantTotals[],
  sources: readonly Source[],
  rules: CreativeRules,
): CreativeTest {
  const analysis = analyseTest(rows, rules);
  const found = analysis.comparison;
  const gap = found?.uplift();
  return {
    test: testRow(rows, analysis),
    variants: variantViews(rows, analysis),
    ...explain(rows, analysis, rules),
    enoughData: { enough: analysis.enough.enough, rule: analysis.enough.rule },
    srm: analysis.srm,
    uplift:
      found === null || gap === undefined
        ? null
        : {
            estimate: gap.estimate,
            interval: { low: gap.low, high: gap.high, level: gap.level },
            against: variantLabel(found.runnerUp),
          },
    caveats: CAVEATS,
    sources,
  };
}
