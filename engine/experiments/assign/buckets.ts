/** From (included) to (not included), on [0, 1]. */
export type BucketRange = readonly [number, number];

export const inRange = (point: number, [from, to]: BucketRange): boolean => point >= from && point < to;

/** The same weight for each of `count` variations; none for none. */
export const equalWeights = (count: number): readonly number[] =>
  count <= 0 ? [] : Array.from({ length: count }, () => 1 / count);

/** How far weights may be from a sum of 1 before they are thought a mistake. */
const WEIGHT_SLACK = 0.01;

function usableWeights(count: number, weights: readonly number[] | undefined): readonly number[] {
  if (weights === undefined || weights.length !== count) return equalWeights(count);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return total < 1 - WEIGHT_SLACK || total > 1 + WEIGHT_SLACK ? equalWeights(count) : weights;
}

/**
 * One range for each variation. A variation's range begins where the weights before it end, whatever the coverage, so
 * raising the coverage only brings units in and moves none. Weights that do not fit (their number, their sum) are
 * equal weights; coverage is held to [0, 1].
 */
export function bucketRanges(
  count: number,
  coverage: number | undefined,
  weights?: readonly number[],
): readonly BucketRange[] {
  const share = Math.min(1, Math.max(0, coverage ?? 1));
  let start = 0;
  return usableWeights(count, weights).map((weight): BucketRange => {
    const from = start;
    start += weight;
    return [from, from + share * weight];
  });
}

/** The first range that holds the point; −1 for none. */
export const chooseVariation = (point: number, ranges: readonly BucketRange[]): number =>
  ranges.findIndex((range) => inRange(point, range));
