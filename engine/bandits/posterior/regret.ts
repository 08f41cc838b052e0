import type { Interval } from './distribution.ts';
import { DRAWS, type DrawOptions, drawQuantile, jointDraws, largestDraws } from './draws.ts';
import type { Posterior } from './posterior.ts';

/** Plays of each arm in a period, in the order of the posteriors. */
export interface PlayedPeriod {
  readonly plays: readonly number[];
}

/** What playing the best arm alone would have brought more, by what is known now. */
export interface RegretEstimate extends Interval {
  readonly mean: number;
  /** The mean up to each period, that included. */
  readonly cumulative: readonly number[];
  readonly plays: number;
}

/**
 * Regret of the plays of `history`, Σ plays of an arm × (largest mean reward − its own), over seeded draws of all arms. Each
 * period is judged by today's posteriors. Source: Lattimore & Szepesvári 2020, "Bandit algorithms", §4.5.
 * @param level of the interval.
 */
export function regretEstimate(
  history: readonly PlayedPeriod[],
  posteriors: readonly Posterior[],
  { level = 0.95, ...options }: DrawOptions & { readonly level?: number },
): RegretEstimate {
  const { draws = DRAWS } = options;
  const all = jointDraws(posteriors, options);
  const best = largestDraws(all, draws);
  const played = posteriors.map((_, arm) => history.reduce((sum, { plays }) => sum + (plays[arm] ?? 0), 0));
  const losses = posteriors.map((_, arm) => best.map((most, draw) => most - (all[arm * draws + draw] ?? Number.NaN)));
  const total = new Float64Array(draws);
  for (const [arm, loss] of losses.entries()) {
    for (let draw = 0; draw < draws; draw += 1)
      total[draw] = (total[draw] ?? 0) + (played[arm] ?? 0) * (loss[draw] ?? Number.NaN);
  }
  const expected = losses.map((loss) => loss.reduce((sum, value) => sum + value, 0) / draws);
  let sum = 0;
  const cumulative = history.map(({ plays }) => {
    for (const [arm, loss] of expected.entries()) sum += (plays[arm] ?? 0) * loss;
    return sum;
  });
  const out = (1 - level) / 2;
  return {
    mean: sum,
    low: drawQuantile(total, out),
    high: drawQuantile(total, 1 - out),
    cumulative,
    plays: played.reduce((all, own) => all + own, 0),
  };
}
