import { type LoggedRounds, shareOf, type TargetPolicy } from './rounds.ts';

/** How many times as likely each logged action is under the policy asked about, with those above `clip` cut to it. */
export interface Weights {
  readonly values: Float64Array;
  /** Share of the rounds whose weight was cut. */
  readonly clippedShare: number;
}

/** Importance weights π(a | x) / p. `clip` null: none is cut. Source: Horvitz & Thompson 1952; Ionides 2008 for the cut. */
export function importanceWeights(rounds: LoggedRounds, target: TargetPolicy, clip: number | null): Weights {
  let clipped = 0;
  const values = rounds.propensities.map((propensity, round) => {
    const weight = shareOf(target, round, rounds.actions[round] ?? 0) / propensity;
    if (clip === null || weight <= clip) return weight;
    clipped += 1;
    return clip;
  });
  return { values, clippedShare: clipped / values.length };
}

/** Effective number: (Σ v)² / Σ v². As many equal ones would leave as much variance. Source: Kish 1965, §11.7. */
export function effectiveSize(values: Float64Array): number {
  let [sum, squares] = [0, 0];
  for (const value of values) {
    sum += value;
    squares += value * value;
  }
  return squares === 0 ? 0 : (sum * sum) / squares;
}
