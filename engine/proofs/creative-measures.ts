import {
  type CreativeTest,
  type CreativeVariant,
  type ProofMeasure,
  type ProofValue,
  verdictSchema,
} from '../contract/index.ts';
import { CAVEATS, CREATIVE_RULES, testList, type VariantTotals, VERDICT_WORDS } from '../creative/index.ts';
import { formatInterval } from '../serializer/index.ts';
import {
  COUNTED,
  EXPECTED_LOSS,
  P_BEST,
  POSTERIOR,
  type ProofMethod,
  SAMPLE_RATIO,
  UPLIFT,
  VERDICT,
} from './methods.ts';

/** A number with what it is called and how it was made. */
export interface Measured {
  readonly label: string;
  readonly value: ProofValue;
  readonly method: ProofMethod;
  readonly caveats: readonly string[];
}

const counted = (label: string, value: number, caveats: readonly string[] = []): Measured => ({
  label,
  value: { kind: 'count', value },
  method: COUNTED,
  caveats,
});

const NOT_SHOWN = 'No probability is shown for a test whose verdict is unhealthy or no data.';

/** A caveat in front when the number is held back. */
const heldBack = (value: number | null): readonly string[] => (value === null ? [NOT_SHOWN, ...CAVEATS] : CAVEATS);

/** A number of one variant; null for a measure that is not one of a variant. */
export function measureVariant(measure: ProofMeasure, variant: CreativeVariant): Measured | null {
  const of = `variant ${variant.label}`;
  switch (measure) {
    case 'creative.p_best':
      return {
        label: `P(best) of ${of}`,
        value: { kind: 'probability', value: variant.pBest },
        method: P_BEST,
        caveats: heldBack(variant.pBest),
      };
    case 'creative.expected_loss':
      return {
        label: `Expected loss of choosing ${of}`,
        value: { kind: 'percentage_points', value: variant.expectedLoss },
        method: EXPECTED_LOSS,
        caveats: heldBack(variant.expectedLoss),
      };
    case 'creative.rate':
      return {
        label: `Click-through rate of ${of}`,
        value: { kind: 'rate', value: variant.mean },
        method: POSTERIOR,
        caveats: [`95 % interval ${formatInterval(variant.interval95, 'rate')}`, ...CAVEATS],
      };
    case 'creative.clicks':
      return counted(`Clicks on ${of}`, variant.clicks, CAVEATS.slice(1, 2));
    case 'creative.impressions':
      return counted(`Impressions of ${of}`, variant.impressions, CAVEATS.slice(0, 2));
    default:
      return null;
  }
}

/** A number of one whole test; null for a measure that is not one of a test. */
export function measureTest(measure: ProofMeasure, view: CreativeTest): Measured | null {
  switch (measure) {
    case 'creative.uplift': {
      const { uplift } = view;
      return {
        label: uplift === null ? 'Uplift of the leader' : `Uplift of ${view.test.bestLabel} over ${uplift.against}`,
        value: { kind: 'percentage_points', value: uplift?.estimate ?? null },
        method: UPLIFT,
        caveats:
          uplift === null
            ? heldBack(null)
            : [`95 % interval ${formatInterval(uplift.interval, 'percentage_points')}`, ...CAVEATS],
      };
    }
    case 'creative.srm':
      return {
        label: 'Even split, p-value',
        value: { kind: 'number', value: view.srm?.pValue ?? null },
        method: SAMPLE_RATIO,
        caveats: CAVEATS.slice(0, 2),
      };
    case 'creative.test_impressions':
      return counted('Impressions of the test', view.test.impressions, CAVEATS.slice(0, 2));
    case 'creative.test_clicks':
      return counted('Clicks in the test', view.test.clicks, CAVEATS.slice(1, 2));
    case 'creative.verdict':
      return {
        label: 'Verdict',
        value: { kind: 'text', value: VERDICT_WORDS[view.test.verdict] },
        method: VERDICT,
        caveats: [view.reason, ...CAVEATS],
      };
    default:
      return null;
  }
}

/** A number of the whole list; null for a measure that is not one, or a verdict that does not exist. */
export function measureList(
  measure: ProofMeasure,
  keys: readonly string[],
  rows: readonly VariantTotals[],
): Measured | null {
  switch (measure) {
    case 'creative.count': {
      const verdict = verdictSchema.safeParse(keys[0]);
      if (!verdict.success) return null;
      const label = `Tests with the verdict “${VERDICT_WORDS[verdict.data]}”`;
      const { summary } = testList(rows, [], CREATIVE_RULES);
      return { ...counted(label, summary[verdict.data], CAVEATS), method: VERDICT };
    }
    case 'creative.tests':
      return counted('Creative tests', new Set(rows.map((row) => row.test_id)).size);
    case 'creative.variants':
      return counted('Variants in creative tests', rows.length);
    default:
      return null;
  }
}
