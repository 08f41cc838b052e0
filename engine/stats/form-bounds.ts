import { isDefinite } from './matrix.ts';

const at = (values: Float64Array, index: number): number => values[index] ?? Number.NaN;

/** Bounds are at most this much above the best there is. */
const NEAR = 1.01;
/** Beyond this many times the least that is possible no bound is looked for. */
const FAR = 2 ** 20;

/** A quadratic form that bounds others: xᵀ Mₖ x ≤ `factors[k]` · xᵀ `reference` x for every x. */
export interface FormBounds {
  readonly reference: Float64Array;
  /** Infinity where rounding leaves no bound. */
  readonly factors: Float64Array;
}

/**
 * Bounds of the forms of positive definite n × n matrices by their mean. c bounds M by G exactly when cG − M is positive
 * definite (Horn & Johnson 2013, "Matrix Analysis", §7.7), which Cholesky's factor tells; the least such c is found by
 * halving.
 */
export function formBounds(matrices: readonly Float64Array[], n: number): FormBounds {
  const reference = new Float64Array(n * n);
  for (const matrix of matrices)
    for (let index = 0; index < reference.length; index += 1)
      reference[index] = at(reference, index) + at(matrix, index) / matrices.length;
  return { reference, factors: Float64Array.from(matrices, (matrix) => leastFactor(matrix, reference, n)) };
}

function leastFactor(matrix: Float64Array, reference: Float64Array, n: number): number {
  const [rest, factor] = [new Float64Array(n * n), new Float64Array(n * n)];
  const bounds = (by: number): boolean => {
    for (let index = 0; index < rest.length; index += 1) rest[index] = by * at(reference, index) - at(matrix, index);
    return isDefinite(rest, n, factor);
  };
  let low = 0;
  for (let index = 0; index < rest.length; index += n + 1)
    low = Math.max(low, at(matrix, index) / at(reference, index));
  const most = FAR * low;
  let high = NEAR * low;
  while (!bounds(high)) {
    low = high;
    high = 2 * high;
    if (!(high <= most)) return Number.POSITIVE_INFINITY;
  }
  while (high > NEAR * low) {
    const middle = Math.sqrt(low * high);
    if (bounds(middle)) high = middle;
    else low = middle;
  }
  return high;
}
