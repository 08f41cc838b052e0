import type { Generator } from '../../stats/rng/index.ts';

const EPSILON = 2 ** -52;

/** A draw of shares around `expected` for each of `count` rows: Dirichlet with the expected shares as its parameters. */
export function drawnShares(random: Generator, expected: readonly number[], count: number): Float64Array {
  if (expected.some((share) => share < 0)) throw new RangeError('shares below zero can not be drawn from');
  const alpha = expected.map((share) => share + EPSILON);
  return Float64Array.from(Array.from({ length: count }, () => random.dirichlet(alpha)).flat());
}
