import type { CreativeTest, GuardrailEvaluation } from '../../contract/index.ts';
import { formatCount, formatProbability } from '../../serializer/index.ts';

/** Whether the test's verdict is "winner" for exactly this variant. `null`: the test could not be read. */
export function enoughData(test: CreativeTest | null, variantId: string): GuardrailEvaluation {
  const base = { guardrail: 'enough-data', title: 'Enough data' };
  if (test === null) {
    const evidence = 'The test can not be read now, so nothing says that the variant wins.';
    return { ...base, outcome: 'unknown', evidence, measured: {}, dataThrough: null };
  }
  const { verdict, bestVariantId, pBest, impressions, clicks } = test.test;
  return {
    ...base,
    outcome: verdict === 'winner' && bestVariantId === variantId ? 'pass' : 'block',
    evidence: evidenceOf(test, variantId),
    measured: {
      verdict,
      impressions,
      clicks,
      ...(bestVariantId === null ? {} : { best: bestVariantId }),
      ...(pBest === null ? {} : { pBest }),
    },
    dataThrough: test.sources[0]?.dataThrough ?? null,
  };
}

function evidenceOf({ test, variants, reason }: CreativeTest, variantId: string): string {
  const counts = `${formatCount(test.impressions)} impressions and ${formatCount(test.clicks)} clicks`;
  const label = variants.find((variant) => variant.variantId === variantId)?.label;
  if (label === undefined) return `The variant is not in this test (${counts}).`;
  if (test.verdict !== 'winner') return `${label} is not a winner, after ${counts}. ${reason}`;
  const best = `best with probability ${formatProbability(test.pBest)} after ${counts}`;
  return test.bestVariantId === variantId
    ? `${label} is ${best}.`
    : `${test.bestLabel ?? 'Another variant'}, not ${label}, is ${best}.`;
}
