import { appError, err, ok, type Result } from '../../core/index.ts';
import { Generator } from '../../stats/rng/index.ts';
import { type Caveat, caveatsOf, MOST_UNSUPPORTED } from './caveats.ts';
import { crossFit } from './cross-fit.ts';
import { directMethod } from './direct.ts';
import {
  type IntervalKind,
  type IntervalOptions,
  meanEstimate,
  type PolicyEstimate,
  ratioEstimate,
} from './estimates.ts';
import { type Overlap, overlapOf } from './overlap.ts';
import { type LoggedRounds, roundsFault, type TargetPolicy } from './rounds.ts';
import { type Interval, type MeanRead, meanRead, meanVariance, normalInterval, percentileInterval } from './spread.ts';
import { shareAbove } from './switch-bias.ts';
import { chooseThreshold, type SwitchChoice, switchedValues } from './switch-threshold.ts';
import { importanceWeights } from './weights.ts';

export interface EvaluateOptions {
  readonly level?: number;
  readonly interval?: IntervalKind;
  /** Weights above are cut to it; none by default. What is cut makes IPS, SNIPS and DR biased towards too little. */
  readonly clip?: number;
  /** Switch-DR leaves weights above to the model; chosen from the logs by default. */
  readonly threshold?: number;
  /** Parts of the cross-fit. */
  readonly folds?: number;
  readonly ridge?: number;
  readonly resamples?: number;
  /** Of the resamples. */
  readonly seed?: number;
}

/** What logs of one policy tell about another. */
export interface OffPolicyRead {
  readonly estimates: readonly PolicyEstimate[];
  /** What the logging policy brought a round. */
  readonly logged: MeanRead & { readonly interval: Interval };
  readonly overlap: Overlap;
  readonly switch: SwitchChoice;
  readonly caveats: readonly Caveat[];
  /** False: "can't tell yet". */
  readonly canTell: boolean;
}

const DEFAULTS = { level: 0.95, interval: 'normal', folds: 5, ridge: 10, resamples: 1000, seed: 1 } as const;
/** Of the direct method, which is fitted anew each time. */
const REFITS = 200;

const rangeOf = (values: Float64Array): number => {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) [low, high] = [Math.min(low, value), Math.max(high, value)];
  return high - low;
};

/**
 * What a policy would have brought a round, from the logs of another: inverse propensity scores (IPS), the same with weights
 * that add up to one (SNIPS), a reward model alone (DM), both together (DR: Dudík, Langford & Li 2011; cross-fitted), and
 * DR that leaves large weights to the model (switch-DR: Wang, Agarwal & Dudík 2017). The interval of switch-DR takes the
 * threshold as given and has no bias in it; `switch.biasBound` bounds that.
 * Errors: OFF_POLICY_ROUNDS, OFF_POLICY_UNSUPPORTED.
 */
export function evaluatePolicy(
  rounds: LoggedRounds,
  target: TargetPolicy,
  options: EvaluateOptions = {},
): Result<OffPolicyRead> {
  const reason = roundsFault(rounds, target);
  if (reason !== null) return err(appError('OFF_POLICY_ROUNDS', { reason }));
  const { level, interval: kind, folds, ridge, resamples, seed } = { ...DEFAULTS, ...options };
  const weights = importanceWeights(rounds, target, options.clip ?? null);
  const overlap = overlapOf(rounds, target, weights);
  if (overlap.unsupportedShare > MOST_UNSUPPORTED)
    return err(appError('OFF_POLICY_UNSUPPORTED', { share: (100 * overlap.unsupportedShare).toFixed(1) }));
  if (overlap.maxWeight === 0) return err(appError('OFF_POLICY_UNSUPPORTED', { share: '100' }));

  const random = Generator.seeded(seed);
  const how: IntervalOptions = { kind, level, resamples, random };
  const below = weights.values;
  const above = below.map((weight, round) => weight * (rounds.rewards[round] ?? 0));
  const { factual, expected } = crossFit(rounds, target, { folds, ridge });
  const corrections = below.map((weight, round) => weight * ((rounds.rewards[round] ?? 0) - (factual[round] ?? 0)));
  const doubly = expected.map((value, round) => value + (corrections[round] ?? 0));
  const largest = rounds.rewards.reduce((most, reward) => Math.max(most, Math.abs(reward)), 0);
  const parts = { corrections, expected };
  const heavy = shareAbove(rounds, target, below);
  const biasOf = (threshold: number): number => largest * heavy(threshold);
  const { threshold } = options;
  const chosen =
    threshold === undefined ? chooseThreshold(parts, below, biasOf) : { threshold, biasBound: biasOf(threshold) };
  const switched = switchedValues(parts, below, chosen.threshold);
  // How far apart parts can lie: a weight times the range of rewards, on either side of the model for DR.
  const reach = overlap.maxWeight * Math.max(largest, rangeOf(rounds.rewards));

  const direct = directMethod(rounds, target, { ridge, resamples: Math.min(resamples, REFITS), random });
  const logged = meanRead(rounds.rewards);
  const caveats = caveatsOf(overlap);
  return ok({
    estimates: [
      meanEstimate('IPS', above, reach, how),
      ratioEstimate({ above, below }, how),
      {
        name: 'DM',
        value: direct.value,
        standardError: Math.sqrt(meanVariance(direct.resampled).variance),
        interval: percentileInterval(direct.resampled, level),
        level,
        method: `bootstrap of the rounds, model fitted anew ${direct.resampled.length} times; its bias is not in it`,
      },
      meanEstimate('DR', doubly, 2 * reach + rangeOf(expected), how),
      meanEstimate('SwitchDR', switched, 2 * reach + rangeOf(expected), how),
    ],
    logged: { ...logged, interval: normalInterval(logged, level) },
    overlap,
    switch: chosen,
    caveats,
    canTell: !caveats.some(({ blocks }) => blocks),
  });
}
