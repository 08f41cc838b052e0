/** The probabilities of a spread: quartiles and the 90 % point. */
export const SPREAD = [0.25, 0.5, 0.75, 0.9] as const;

/**
 * SQL for a quantile of a sorted list, linear between its values; NULL of an empty one.
 * Source: Hyndman & Fan 1996, Sample quantiles in statistical packages, definition 7.
 */
export function quantileOf(sorted: string, probability: number): string {
  const place = `(len(${sorted}) - 1) * ${probability}::DOUBLE`;
  const below = `${sorted}[floor(${place})::BIGINT + 1]`;
  const above = `${sorted}[ceil(${place})::BIGINT + 1]`;
  return `${below} + (${place} - floor(${place})) * (${above} - ${below})`;
}

/** Half of the normal quantile of a central 90 %. */
const HALF_Z = 0.8224267681357331;

/**
 * SQL for the ranks between which the median lies with 90 %, among `count` values in order: the order statistics that a
 * binomial count of values below the median leaves, in its normal form.
 * Source: Conover 1999, Practical nonparametric statistics, §3.2.
 */
export const medianRanks = (count: string): { readonly low: string; readonly high: string } => ({
  low: `greatest(1, floor(${count} / 2.0 - ${HALF_Z} * sqrt(${count}))::BIGINT)`,
  high: `least(${count}, ceil(${count} / 2.0 + ${HALF_Z} * sqrt(${count}))::BIGINT + 1)`,
});
