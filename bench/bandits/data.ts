import type { Plays, Rows } from '../../engine/bandits/index.ts';
import { Generator } from '../../engine/stats/rng/index.ts';

export const ARMS = Array.from({ length: 12 }, (_, arm) => arm);
export const COLUMNS = 20;

export function rows(count: number, seed: number): Rows {
  const random = Generator.seeded(seed);
  const values = Float64Array.from({ length: count * COLUMNS }, () => random.standardNormal());
  return { values, count, columns: COLUMNS };
}

/** Plays of arms taken at random, rewarded one time in ten. */
export function plays(count: number, seed: number, contexts: Rows | null = null): Plays {
  const random = Generator.seeded(seed);
  return {
    decisions: Array.from({ length: count }, () => random.integer(ARMS.length)),
    rewards: Float64Array.from({ length: count }, () => (random.random() < 0.1 ? 1 : 0)),
    contexts,
  };
}
