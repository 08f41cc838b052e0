import type { DecisionRule, ExperimentMetric, Interval } from '../../contract/index.ts';
import { normalLevel, normalQuantile } from '../../stats/index.ts';
import { confidenceSequence, fixedHorizon, type KnownEffect, posteriorOf, type Side } from '../stats/index.ts';
import { READ_RULES } from './rules.ts';

/** An effect read by the rule's method. */
export interface Inference {
  readonly estimate: number;
  readonly interval: Interval;
  /** null for a Bayesian read. */
  readonly pValue: number | null;
  /** Of choosing the treatment, with the rule's prior where it has one, else flat. */
  readonly chanceToWin: number;
  /** In the effect's unit. */
  readonly expectedLoss: number;
  /** The distribution whose central interval is `interval`: normal, on the scale of ln(1 + effect) when `log`. */
  readonly distribution: { readonly center: number; readonly spread: number; readonly log: boolean };
}

/** Which way a metric is tested. Guardrails always both ways: a rule that only looks for gains would not see harm. */
export function sideOf({ sides }: DecisionRule, { role, better }: ExperimentMetric): Side {
  if (sides === 'two' || role === 'guardrail') return 'two';
  return better === 'higher' ? 'greater' : 'lesser';
}

interface Reach {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  readonly pValue: number | null;
}

/**
 * Reads an effect by the method of the rule. The interval of a one-sided rule has its α on each side, level 1 − 2α: its
 * end on the tested side is that of the test.
 */
export function infer(effect: KnownEffect, rule: DecisionRule, metric: ExperimentMetric): Inference {
  const { alpha, method } = rule;
  const bayesian = method === 'bayesian';
  const side = bayesian ? 'two' : sideOf(rule, metric);
  const tail = side === 'two' ? alpha / 2 : alpha;
  const prior =
    bayesian && rule.prior !== null ? { mean: rule.prior.mean, variance: rule.prior.sd * rule.prior.sd } : null;
  const posterior = posteriorOf(effect, { alpha, lowerIsBetter: metric.better === 'lower', prior });
  const [low, high] = posterior.interval;
  const { estimate, pValue, ...ends } = bayesian
    ? { estimate: posterior.mean, low, high, pValue: null }
    : tested(effect, rule, side);
  const log = method === 'sequential' && effect.difference === 'relative' && ends.low > -1;
  const onScale = log ? Math.log1p : (value: number): number => value;
  return {
    estimate,
    interval: { ...ends, level: 1 - 2 * tail },
    pValue,
    chanceToWin: posterior.chanceToWin,
    expectedLoss: posterior.risk[1],
    distribution: {
      center: onScale(estimate),
      spread: (onScale(ends.high) - onScale(ends.low)) / (2 * normalLevel(1 - tail)),
      log,
    },
  };
}

/** An effect and its interval by the method of the rule, without what is said about it. */
export interface Extent {
  readonly estimate: number;
  readonly interval: Interval;
}

/** The estimate and interval of {@link infer} alone. */
export function extentOf(effect: KnownEffect, rule: DecisionRule, metric: ExperimentMetric): Extent {
  if (rule.method === 'bayesian') return infer(effect, rule, metric);
  const side = sideOf(rule, metric);
  const { estimate, low, high } = tested(effect, rule, side);
  return { estimate, interval: { low, high, level: side === 'two' ? 1 - rule.alpha : 1 - 2 * rule.alpha } };
}

/** A test's estimate, both ends of its interval, and its p-value. */
function tested(effect: KnownEffect, { alpha, method }: DecisionRule, side: Side): Reach {
  const by = (which: Side) =>
    method === 'fixed'
      ? fixedHorizon(effect, { alpha, side: which })
      : confidenceSequence(effect, { alpha, side: which, tuning: READ_RULES.tuning });
  const { estimate } = effect;
  const { interval, pValue } = by(side);
  if (side === 'two') return { estimate, low: interval[0], high: interval[1], pValue };
  return { estimate, low: by('greater').interval[0], high: by('lesser').interval[1], pValue };
}

const DOTS = Array.from({ length: 50 }, (_, index) => normalQuantile((index + 0.5) / 50));

/** Fifty quantiles of the effect, ascending; the interval of the read holds its share of them. */
export const dotsOf = ({ distribution: { center, spread, log } }: Inference): readonly number[] =>
  DOTS.map((z) => (log ? Math.expm1(center + z * spread) : center + z * spread));
