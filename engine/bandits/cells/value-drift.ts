/** Evidence against values that come in no order, and where they most likely changed. */
export interface ValueDrift {
  /** The largest e-value so far: at most 1 on average while the values are exchangeable. */
  readonly evidence: number;
  /** Place of the first value after the change; null with fewer than four. */
  readonly changedOn: number | null;
}

/** Exponents of the bets: the smaller, the more is won by extreme ranks. */
const BETS = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

/** What a bet of exponent ε pays at p: ε p^(ε − 1), 1 on average for uniform p, and less for the middle of a step. */
const pays = (bet: number, p: number): number => bet * p ** (bet - 1);

/**
 * Whether the level of a series changed, by the ranks of its values alone: no shape of their distribution is assumed. Each
 * value's mid-rank among those so far is a p-value that is uniform while the order does not matter; bets on high and on
 * low ranks that start after each value k, weighted 1 / k(k + 1), win when the level changes. Passes 1/α ever with
 * probability α at most (Ville's inequality). Source: Vovk, Nouretdinov & Gammerman 2003, "Testing exchangeability
 * on-line"; the start weights as in Shin, Ramdas & Rinaldo 2024, "E-detectors".
 */
export function valueDrift(values: readonly number[]): ValueDrift {
  const running = BETS.map(() => [0, 0]);
  let evidence = 0;
  for (let t = 1; t <= values.length; t += 1) {
    const high = rankOf(values, t);
    let sum = 0;
    for (const [index, bet] of BETS.entries()) {
      const pair = running[index];
      if (pair === undefined) continue;
      const begins = t === 1 ? 0 : 1 / ((t - 1) * t);
      pair[0] = ((pair[0] ?? 0) + begins) * pays(bet, high);
      pair[1] = ((pair[1] ?? 0) + begins) * pays(bet, 1 - high);
      sum += (pair[0] + pair[1]) / 2;
    }
    evidence = Math.max(evidence, sum / BETS.length + 1 / t);
  }
  return { evidence, changedOn: likeliestChange(values) };
}

/** Mid-rank from above of value t (from 1) among the first t, as a share of them. */
function rankOf(values: readonly number[], t: number): number {
  const own = values[t - 1] ?? Number.NaN;
  let above = 0;
  let alike = 0;
  for (let i = 0; i < t; i += 1) {
    const other = values[i] ?? Number.NaN;
    if (other > own) above += 1;
    else if (other === own) alike += 1;
  }
  return (above + alike / 2) / t;
}

/** The split in two with the smallest squares around the two means, at least two values a side. */
function likeliestChange(values: readonly number[]): number | null {
  const n = values.length;
  if (n < 4) return null;
  const total = values.reduce((sum, value) => sum + value, 0);
  let before = values[0] ?? 0;
  let found: number | null = null;
  let most = Number.NEGATIVE_INFINITY;
  for (let k = 2; k <= n - 2; k += 1) {
    before += values[k - 1] ?? 0;
    const between = before ** 2 / k + (total - before) ** 2 / (n - k);
    if (between <= most) continue;
    most = between;
    found = k;
  }
  return found;
}
