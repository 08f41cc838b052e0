/**
 * A quantile of sorted numbers, linear between them.
 * Source: Hyndman & Fan 1996, Sample quantiles in statistical packages, definition 7. NaN without numbers.
 */
export function quantile(sorted: Float64Array, probability: number): number {
  const place = (sorted.length - 1) * probability;
  const below = Math.floor(place);
  const low = sorted[below] ?? Number.NaN;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] ?? Number.NaN;
  return low + (place - below) * (high - low);
}
