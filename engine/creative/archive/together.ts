import type { CreativeTogether, Interval, Source, TogetherState, TogetherTest } from '../../contract/index.ts';
import { benjaminiHochberg, holm } from '../../experiments/index.ts';
import { cleanText } from '../../serializer/index.ts';
import { variantLabel } from '../labels.ts';
import type { CreativeRules } from '../rules.ts';
import { type Claim, claimOf, type RateGap } from './claim.ts';
import { type DeclaredBy, declaredBy, type Nominee, nomineeOf } from './nominee.ts';
import type { DeclaredTotals } from './queries.ts';
import { type Lift, shrunkenLift } from './shrink.ts';
import { type LogRate, logRate, varianceBetween } from './spread.ts';
import { summaryOf } from './summary.ts';
import { methodSentence, TOGETHER_CAVEATS, togetherSentence } from './wording.ts';

/** False discovery rate and chance of any false winner that are allowed. */
export const TOGETHER_LEVEL = 0.05;

/** A test with the variant that is read and what can be said of it; `claim` is null when the test is left out. */
interface Judged {
  readonly rows: readonly DeclaredTotals[];
  readonly nominee: Nominee;
  readonly claim: Claim | null;
  readonly rates: readonly LogRate[];
}

function byTest(rows: readonly DeclaredTotals[]): readonly (readonly DeclaredTotals[])[] {
  const tests = new Map<string, DeclaredTotals[]>();
  for (const row of rows) {
    const known = tests.get(row.test_id);
    if (known === undefined) tests.set(row.test_id, [row]);
    else known.push(row);
  }
  return [...tests.values()];
}

function judge(rows: readonly DeclaredTotals[], by: DeclaredBy, rules: CreativeRules): Judged {
  const nominee = nomineeOf(rows, by, rules);
  const claim = nominee.kind === 'variant' ? claimOf(rows, nominee.at) : null;
  return { rows, nominee, claim, rates: claim === null ? [] : rows.map(logRate) };
}

/** What one test adds to the family, and gets back from it. */
interface Adjusted {
  readonly holm: number | null;
  readonly benjaminiHochberg: number | null;
  readonly restHolm: number | null;
  readonly restBenjaminiHochberg: number | null;
  readonly sequentialBenjaminiHochberg: number | null;
  readonly shrunken: Lift | null;
}

function stateOf({ nominee, claim }: Judged, adjusted: Adjusted): TogetherState {
  if (nominee.kind === 'left_out') return nominee.why;
  if (claim === null) return 'no_data';
  if ((adjusted.benjaminiHochberg ?? 1) <= TOGETHER_LEVEL) return 'holds';
  return claim.effect.estimate < 0 ? 'behind' : 'not_shown';
}

const withLevel = ({ low, high }: RateGap): Interval => ({ low, high, level: 0.95 });

function rowOf(judged: Judged, adjusted: Adjusted): TogetherTest {
  const { rows, nominee, claim } = judged;
  const first = rows[0];
  if (first === undefined) throw new Error('a test has at least one variant');
  const total = (of: 'impressions' | 'clicks') => rows.reduce((sum, row) => sum + row[of], 0);
  const at = nominee.kind === 'variant' && claim !== null ? nominee.at : null;
  const own = at === null ? undefined : rows[at];
  const other = claim === null ? undefined : rows[claim.other];
  const base = other === undefined || other.clicks === 0 ? null : other.clicks / other.impressions;
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
    impressions: total('impressions'),
    clicks: total('clicks'),
    state: stateOf(judged, adjusted),
    declared: nominee.declared,
    variantId: own?.variant_id ?? null,
    label: at === null ? null : variantLabel(at),
    otherLabel: claim === null ? null : variantLabel(claim.other),
    effect: claim === null ? null : { estimate: claim.effect.estimate, interval: withLevel(claim.effect) },
    rest: claim === null ? null : { estimate: claim.rest.estimate, interval: withLevel(claim.rest) },
    lift: claim === null || base === null ? null : claim.effect.estimate / base,
    shrunken:
      adjusted.shrunken === null
        ? null
        : { estimate: adjusted.shrunken.estimate, interval: withLevel(adjusted.shrunken) },
    p: claim?.p ?? null,
    holm: adjusted.holm,
    benjaminiHochberg: adjusted.benjaminiHochberg,
    restP: claim?.restP ?? null,
    restHolm: adjusted.restHolm,
    restBenjaminiHochberg: adjusted.restBenjaminiHochberg,
    sequentialP: claim?.sequentialP ?? null,
    sequentialBenjaminiHochberg: adjusted.sequentialBenjaminiHochberg,
  };
}

/**
 * Reads every test as one family: the claim that its declared winner is best (where none is declared, its leader), with
 * p-values adjusted by Holm and by Benjamini and Hochberg over all tests that can be compared, and lifts shrunken by what
 * all tests say about how far variants differ. Pure. Tests with an uneven split are left out and counted.
 */
export function readTogether(
  rows: readonly DeclaredTotals[],
  sources: readonly Source[],
  rules: CreativeRules,
): CreativeTogether {
  const by = declaredBy(rows);
  const judged = byTest(rows).map((test) => judge(test, by, rules));
  const between = varianceBetween(judged.map(({ rates }) => rates).filter((rates) => rates.length > 1));
  const claims = judged.map(({ claim }) => claim);
  const best = claims.map((claim) => claim?.p ?? null);
  const rest = claims.map((claim) => claim?.restP ?? null);
  const [holmed, discovered] = [holm(best), benjaminiHochberg(best)];
  const [restHolmed, restDiscovered] = [holm(rest), benjaminiHochberg(rest)];
  const watched = benjaminiHochberg(claims.map((claim) => claim?.sequentialP ?? null));
  const tests = judged.map((test, i) => {
    const { nominee, claim, rates } = test;
    const shrunken =
      nominee.kind === 'variant' && claim !== null && between !== null
        ? shrunkenLift(rates, { of: nominee.at, over: claim.other, between, level: 0.95 })
        : null;
    return rowOf(test, {
      holm: holmed[i] ?? null,
      benjaminiHochberg: discovered[i] ?? null,
      restHolm: restHolmed[i] ?? null,
      restBenjaminiHochberg: restDiscovered[i] ?? null,
      sequentialBenjaminiHochberg: watched[i] ?? null,
      shrunken,
    });
  });
  tests.sort((a, b) => (a.p ?? 2) - (b.p ?? 2) || (a.testId < b.testId ? -1 : 1));
  const summary = summaryOf(tests, between, TOGETHER_LEVEL);
  return {
    tests,
    summary,
    declaredBy: by,
    sentence: togetherSentence(summary, by),
    method: methodSentence(TOGETHER_LEVEL),
    caveats: TOGETHER_CAVEATS,
    dataThrough: sources[0]?.dataThrough ?? null,
    sources,
  };
}
