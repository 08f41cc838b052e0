interface Ranked {
  readonly index: number;
  readonly p: number;
}

/** P-values that are there, smallest first. */
const ranked = (pValues: readonly (number | null)[]): readonly Ranked[] =>
  pValues.flatMap((p, index) => (p === null ? [] : [{ index, p }])).toSorted((a, b) => a.p - b.p);

/**
 * Puts adjusted p-values back where they came from, made monotone along `order`: each at least (`Math.max`) or at most
 * (`Math.min`) its neighbour before it.
 */
function monotone(
  pValues: readonly (number | null)[],
  order: readonly (Ranked & { readonly adjusted: number })[],
  keep: (a: number, b: number) => number,
  start: number,
): readonly (number | null)[] {
  const result: (number | null)[] = pValues.map(() => null);
  let last = start;
  for (const { index, adjusted } of order) {
    last = Math.min(1, keep(last, adjusted));
    result[index] = last;
  }
  return result;
}

/**
 * Holm's step-down adjustment (Holm 1979): rejecting what is ≤ α keeps the chance of any false alarm in the family at α,
 * whatever depends on what. Nulls are tests without an answer: they stay null and do not count.
 */
export function holm(pValues: readonly (number | null)[]): readonly (number | null)[] {
  const order = ranked(pValues);
  const adjusted = order.map((test, rank) => ({ ...test, adjusted: test.p * (order.length - rank) }));
  return monotone(pValues, adjusted, Math.max, 0);
}

/**
 * Benjamini and Hochberg's step-up adjustment (Benjamini & Hochberg 1995): rejecting what is ≤ q keeps the expected share
 * of false alarms among the alarms at q, for independent or positively dependent tests. Nulls as in {@link holm}.
 */
export function benjaminiHochberg(pValues: readonly (number | null)[]): readonly (number | null)[] {
  const order = ranked(pValues);
  const adjusted = order.map((test, rank) => ({ ...test, adjusted: (test.p * order.length) / (rank + 1) }));
  return monotone(pValues, adjusted.toReversed(), Math.min, 1);
}
