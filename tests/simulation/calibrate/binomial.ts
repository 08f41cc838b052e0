import { logGamma } from '../../../engine/stats/index.ts';

/** P(K ≤ k) for k = from, from + 1, …, where the mass is; the rest of 1e-18 is left out. */
interface Cumulative {
  readonly from: number;
  readonly below: Float64Array;
}

function cumulative(n: number, p: number): Cumulative {
  const reach = 9.5 * Math.sqrt(n * p * (1 - p)) + 12;
  const [from, to] = [Math.max(0, Math.floor(n * p - reach)), Math.min(n, Math.ceil(n * p + reach))];
  const below = new Float64Array(to - from + 1);
  let sum = 0;
  for (let k = from; k <= to; k += 1) {
    const choose = logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
    sum += Math.exp(choose + k * Math.log(p) + (n - k) * Math.log1p(-p));
    below[k - from] = sum;
  }
  return { from, below };
}

/** Draws Binomial(n, p) by inverting its distribution function; tables are kept, so one n and p is cheap many times. */
export class BinomialDraws {
  readonly #uniform: () => number;
  readonly #tables = new Map<string, Cumulative>();

  constructor(uniform: () => number) {
    this.#uniform = uniform;
  }

  draw(n: number, p: number): number {
    if (n === 0 || p <= 0) return 0;
    if (p >= 1) return n;
    const key = `${n} ${p}`;
    let table = this.#tables.get(key);
    if (table === undefined) {
      table = cumulative(n, p);
      this.#tables.set(key, table);
    }
    const { from, below } = table;
    const u = this.#uniform() * (below.at(-1) ?? 1);
    let [low, high] = [0, below.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((below[middle] ?? 1) < u) low = middle + 1;
      else high = middle;
    }
    return from + low;
  }
}
