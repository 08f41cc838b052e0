import { Bandit, type Policy } from '../../../../engine/bandits/index.ts';
import { Generator } from '../../../../engine/stats/rng/index.ts';

/** Arms of which one pays half the time and the others `gap` less: Chapelle & Li 2011, §2. */
export interface StandardArms {
  readonly arms: number;
  readonly gap: number;
}

const BEST = 0.5;
export const ratesOf = ({ arms, gap }: StandardArms): readonly number[] =>
  Array.from({ length: arms }, (_, arm) => (arm === 0 ? BEST : BEST - gap));

/** Kullback-Leibler divergence between two Bernoulli rates. */
export const divergence = (p: number, q: number): number => p * Math.log(p / q) + (1 - p) * Math.log((1 - p) / (1 - q));

/** Σ Δ / KL over the arms that are not best: regret grows at least so much for each unit of ln t. Lai & Robbins 1985. */
export function laiRobbins(standard: StandardArms): number {
  return ratesOf(standard).reduce((sum, rate) => (rate < BEST ? sum + (BEST - rate) / divergence(rate, BEST) : sum), 0);
}

/** Regret after the plays asked for. */
export interface RegretPath {
  readonly plays: readonly number[];
  readonly regret: readonly number[];
}

/** `count` numbers of plays from `last` / 10 to `last`, equally far apart in their logarithm. */
export const lastDecade = (last: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, index) => Math.round(last * 10 ** (index / (count - 1) - 1)));

/**
 * Plays the library's policy one by one and learns from each: the sum of what each arm played is worse than the best by,
 * not of what it happened to pay. The best arm has a random place, so that ties favour none.
 */
export function playedRegret(
  standard: StandardArms,
  policy: Policy,
  { seed, at }: { readonly seed: number; readonly at: readonly number[] },
): RegretPath {
  const chance = Generator.seeded(seed * 7919 + 1);
  const best = chance.integer(standard.arms);
  const arms = Array.from({ length: standard.arms }, (_, arm) => arm);
  const bandit = new Bandit({ arms, policy, seed });
  const regret: number[] = [];
  let lost = 0;
  const last = at.at(-1) ?? 0;
  let next = 0;
  for (let play = 1; play <= last; play += 1) {
    const arm = bandit.predict()[0] ?? 0;
    const rate = arm === best ? BEST : BEST - standard.gap;
    lost += BEST - rate;
    bandit.partialFit({ decisions: [arm], rewards: [chance.random() < rate ? 1 : 0], contexts: null });
    while (next < at.length && at[next] === play) {
      regret.push(lost);
      next += 1;
    }
  }
  return { plays: at, regret };
}

/** Least squares of regret on ln plays: how much it grows for each unit. */
export function logSlope({ plays, regret }: RegretPath): number {
  const x = plays.map(Math.log);
  const mean = x.reduce((sum, value) => sum + value, 0) / x.length;
  let [top, bottom] = [0, 0];
  for (const [index, value] of x.entries()) {
    top += (value - mean) * (regret[index] ?? 0);
    bottom += (value - mean) ** 2;
  }
  return top / bottom;
}
