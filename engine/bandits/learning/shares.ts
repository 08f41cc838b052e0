import type { Generator } from '../../stats/rng/index.ts';

const EPSILON = 2 ** -52;

const NEGATIVE = 'shares below zero can not be drawn from';

/**
 * A draw of shares around `expected` for each of `count` rows: Dirichlet with the expected shares as its parameters. An arm
 * is the largest somewhat more evenly than its share says.
 */
export function drawnShares(random: Generator, expected: readonly number[], count: number): Float64Array {
  if (expected.some((share) => share < 0)) throw new RangeError(NEGATIVE);
  const alpha = expected.map((share) => share + EPSILON);
  return Float64Array.from(Array.from({ length: count }, () => random.dirichlet(alpha)).flat());
}

/**
 * Numbers from 0 to 1 for each of `count` rows, of which an arm's is the largest with just the chance its share says, and the
 * k largest are k arms drawn one after the other without putting back: a race in which arm a arrives after a time that is
 * exponential with rate `shares[a]`. Source: Efraimidis & Spirakis 2006, "Weighted random sampling with a reservoir".
 */
export function racedShares(random: Generator, shares: readonly number[], count: number): Float64Array {
  if (shares.some((share) => share < 0)) throw new RangeError(NEGATIVE);
  const all = new Float64Array(count * shares.length);
  for (let index = 0; index < all.length; index += 1) {
    const share = shares[index % shares.length] ?? 0;
    const drawn = random.standardExponential();
    all[index] = share === 0 ? 0 : share / (share + drawn);
  }
  return all;
}
