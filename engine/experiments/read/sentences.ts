import { formatNumber } from '../../serializer/index.ts';
import { normalCdf } from '../../stats/index.ts';
import type { Gap } from './compare.ts';
import type { AdjustedComparison } from './families.ts';
import type { Inference } from './infer.ts';
import type { Reads } from './reads.ts';

/** Why there is no effect, to a colleague. */
export const GAPS: Readonly<Record<Gap, string>> = Object.freeze({
  no_units: 'No unit counts for this metric in one of the variations yet.',
  no_variance: 'All units have the same value so far, or there are too few of them, so nothing can be told.',
  no_denominator: 'Nothing to divide by: the denominator is zero in one of the variations so far.',
  zero_baseline: 'The control is at zero, so there is no effect relative to it.',
});

/** What is said of every metric while no outcomes were ever loaded. */
export const UNMEASURED_GAP = 'No data: ab_outcomes was never loaded. Load it to read the metrics.';

/** What is said of every metric while a check fails. */
export const UNHEALTHY_GAP = 'The data can not be trusted, so no effect is shown.';

/** "9 of 10 plausible effects are above zero". */
export function plausible({ distribution: { center, spread } }: Inference): string {
  const above = normalCdf(center / spread);
  const [share, side] = above >= 0.5 ? [above, 'above'] : [1 - above, 'below'];
  const tenths = Math.round(share * 10);
  const count = share >= 0.995 ? 'Nearly all' : tenths === 10 ? 'More than 9 of 10' : `${formatNumber(tenths)} of 10`;
  return `${count} plausible effects are ${side} zero`;
}

const WORDS: Readonly<Record<Reads, string>> = {
  better: 'Better',
  worse: 'Worse',
  cant_tell: "Can't tell",
  no_read: 'No read',
};

/** One comparison in a sentence. */
export function comparisonSentence(
  { relative, gap, tests }: AdjustedComparison,
  reads: Reads,
  { alpha, peek }: { readonly alpha: number; readonly peek: boolean },
): string {
  if (relative === null) return GAPS[gap ?? 'no_units'];
  const found = plausible(relative);
  if (peek) return `A look before the planned end: ${found.toLowerCase()}, and that may still change.`;
  if (reads !== 'cant_tell') return `${WORDS[reads]}: ${found.toLowerCase()}.`;
  const alone = relative.pValue !== null && relative.pValue <= alpha;
  if (alone && tests > 1)
    return `Can't tell among ${formatNumber(tests)} comparisons, though alone it would count: ${found.toLowerCase()}.`;
  return `Can't tell: ${found.toLowerCase()}.`;
}
