import { Generator } from '../../stats/rng/index.ts';
import type { LoggedRounds, TargetPolicy } from './rounds.ts';

/** A bandit whose truth is known: reward rates by situation × action, what was logged with which shares, and what is asked. */
export interface KnownBandit {
  readonly rates: readonly (readonly number[])[];
  readonly logging: readonly (readonly number[])[];
  readonly target: readonly (readonly number[])[];
}

/** Two situations, four actions; the policy asked about shifts to what is good. */
export const SMALL: KnownBandit = {
  rates: [
    [0.1, 0.2, 0.3, 0.4],
    [0.45, 0.3, 0.2, 0.1],
  ],
  logging: [
    [0.4, 0.3, 0.2, 0.1],
    [0.1, 0.2, 0.3, 0.4],
  ],
  target: [
    [0.1, 0.1, 0.2, 0.6],
    [0.5, 0.3, 0.1, 0.1],
  ],
};

const dot = (a: readonly number[] = [], b: readonly number[] = []): number =>
  a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);

/** What the policy asked about brings a round; situations are equally likely. */
export const truthOf = ({ rates, target }: KnownBandit): number =>
  rates.reduce((sum, row, situation) => sum + dot(row, target[situation]), 0) / rates.length;

/** Rounds drawn from it. A situation is both the position and a context of the round. */
export function drawLogs(
  { rates, logging, target }: KnownBandit,
  { rounds, seed, contexts = false }: { readonly rounds: number; readonly seed: number; readonly contexts?: boolean },
): { readonly logs: LoggedRounds; readonly asked: TargetPolicy } {
  const random = Generator.seeded(seed);
  const situations = new Int32Array(rounds);
  const actions = new Int32Array(rounds);
  const rewards = new Float64Array(rounds);
  const propensities = new Float64Array(rounds);
  for (let round = 0; round < rounds; round += 1) {
    const situation = random.integer(rates.length);
    const shares = logging[situation] ?? [];
    const action = random.choice(shares);
    situations[round] = situation;
    actions[round] = action;
    propensities[round] = shares[action] ?? 0;
    rewards[round] = random.random() < (rates[situation]?.[action] ?? 0) ? 1 : 0;
  }
  const known = { values: Float64Array.from(situations), count: rounds, columns: 1 };
  return {
    logs: {
      actions,
      rewards,
      propensities,
      positions: contexts ? null : situations,
      contexts: contexts ? known : null,
    },
    asked: { actions: rates[0]?.length ?? 0, shares: Float64Array.from(target.flat()), situations },
  };
}
