import { type Difference, effectOf } from './effect.ts';
import { fixedHorizon } from './fixed-horizon.ts';
import type { Metric } from './metric.ts';
import { sampleRatioPValue } from './sample-ratio.ts';
import { confidenceSequence } from './sequential.ts';

/** What there is to see of an experiment on one day, from its start. */
export interface Look {
  readonly control: Metric;
  readonly treatment: Metric;
}

/** An experiment whose true effect is known, such as 0 for a split of one arm. */
export interface Trial {
  readonly looks: readonly Look[];
  readonly truth: number;
}

/** How many trials' intervals left the truth out. For a truth of zero these are false alarms. */
export interface Calibration {
  readonly trials: number;
  /** Welch's interval at the last look. */
  readonly fixedAtEnd: number;
  /** Welch's interval at any look: what peeking does. */
  readonly fixedAtAnyLook: number;
  readonly sequentialAtAnyLook: number;
  /** Trials whose arms' sizes at the last look have p < `ratioAlarm` under an equal split. */
  readonly ratioAlarms: number;
}

export interface CalibrationOptions {
  /** Default 0.05. */
  readonly alpha?: number;
  /** Default 0.001. */
  readonly ratioAlarm?: number;
  /** Units at which the confidence sequence is tightest. Default 5000. */
  readonly tuning?: number;
  /** What the effect, and so the truth of the trials, is. Default `absolute`. */
  readonly difference?: Difference;
}

const unitsOf = (metric: Metric): number => {
  switch (metric.kind) {
    case 'mean':
      return metric.moments.n;
    case 'ratio':
    case 'cuped':
      return metric.joint.x.n;
    default:
      return metric.n;
  }
};

type Rules = Required<Omit<CalibrationOptions, 'ratioAlarm'>>;

/** Whether the fixed and the sequential interval at a look leave the truth out; neither does without an effect to read. */
function missesAt({ control, treatment }: Look, truth: number, { alpha, tuning, difference }: Rules) {
  const effect = effectOf(control, treatment, { difference });
  if (!effect.known) return { fixed: false, sequential: false };
  const outside = ([low, high]: readonly [number, number]): boolean => truth < low || truth > high;
  return {
    fixed: outside(fixedHorizon(effect, { alpha }).interval),
    sequential: outside(confidenceSequence(effect, { alpha, tuning }).interval),
  };
}

/** Counts over trials how often the intervals are wrong: to be held against α. */
export function calibrationOf(trials: Iterable<Trial>, options: CalibrationOptions = {}): Calibration {
  const { alpha = 0.05, ratioAlarm = 0.001, tuning = 5000, difference = 'absolute' } = options;
  const count = { trials: 0, fixedAtEnd: 0, fixedAtAnyLook: 0, sequentialAtAnyLook: 0, ratioAlarms: 0 };
  for (const { looks, truth } of trials) {
    const misses = looks.map((look) => missesAt(look, truth, { alpha, tuning, difference }));
    const last = looks.at(-1);
    if (last === undefined) continue;
    const arms = [last.control, last.treatment].map((metric) => ({ units: unitsOf(metric), weight: 1 }));
    count.trials += 1;
    count.fixedAtEnd += misses.at(-1)?.fixed ? 1 : 0;
    count.fixedAtAnyLook += misses.some(({ fixed }) => fixed) ? 1 : 0;
    count.sequentialAtAnyLook += misses.some(({ sequential }) => sequential) ? 1 : 0;
    count.ratioAlarms += sampleRatioPValue(arms) < ratioAlarm ? 1 : 0;
  }
  return count;
}

export interface SimulatedTrial {
  readonly looks: number;
  /** Units of both arms that come between two looks. */
  readonly unitsPerLook: number;
  /** Share of the control's units that convert. */
  readonly rate: number;
  /** What treatment adds to it. */
  readonly effect: number;
}

/** An experiment on conversions, each unit put into an arm by a fair coin; its truth is the absolute effect. */
export function simulateTrial(uniform: () => number, { looks, unitsPerLook, rate, effect }: SimulatedTrial): Trial {
  const control = { n: 0, successes: 0 };
  const treatment = { n: 0, successes: 0 };
  const seen: Look[] = [];
  for (let look = 0; look < looks; look += 1) {
    for (let unit = 0; unit < unitsPerLook; unit += 1) {
      const [arm, chance] = uniform() < 0.5 ? [control, rate] : [treatment, rate + effect];
      arm.n += 1;
      if (uniform() < chance) arm.successes += 1;
    }
    seen.push({ control: { kind: 'proportion', ...control }, treatment: { kind: 'proportion', ...treatment } });
  }
  return { looks: seen, truth: effect };
}
