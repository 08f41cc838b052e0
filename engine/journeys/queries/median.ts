/** The probabilities of a spread: quartiles and the 90 % point. */
export const QUARTILES = '[0.25, 0.5, 0.75, 0.9]';

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
