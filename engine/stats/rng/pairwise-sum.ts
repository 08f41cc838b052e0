/** numpy sums blocks of so many numbers with eight running sums. */
const BLOCK = 128;

function blockSum(values: ArrayLike<number>, from: number, to: number): number {
  if (to - from < 8) {
    let sum = 0;
    for (let index = from; index < to; index += 1) sum += values[index] ?? 0;
    return sum;
  }
  const sums = new Float64Array(8);
  for (let lane = 0; lane < 8; lane += 1) sums[lane] = values[from + lane] ?? 0;
  const whole = from + 8 * Math.floor((to - from) / 8);
  for (let index = from + 8; index < whole; index += 8) {
    for (let lane = 0; lane < 8; lane += 1) sums[lane] = (sums[lane] ?? 0) + (values[index + lane] ?? 0);
  }
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = sums;
  let sum = a + b + (c + d) + (e + f + (g + h));
  for (let index = whole; index < to; index += 1) sum += values[index] ?? 0;
  return sum;
}

/**
 * The sum numpy gives for a contiguous array of doubles: by halves, so that rounding grows with the logarithm of the
 * length. Source: numpy/core/src/umath/loops_utils, `pairwise_sum`; Higham 1993, "The accuracy of floating point summation".
 */
export function pairwiseSum(values: ArrayLike<number>, from = 0, to = values.length): number {
  const length = to - from;
  if (length <= BLOCK) return blockSum(values, from, to);
  const half = Math.floor(length / 2);
  const middle = from + half - (half % 8);
  return pairwiseSum(values, from, middle) + pairwiseSum(values, middle, to);
}
