import { calibrationOf } from '../../../engine/experiments/stats/index.ts';
import { normalDraw, seededUniform } from '../../../engine/stats/index.ts';
import { type Line, rateLine } from './line.ts';
import { type Counted, splits } from './split.ts';

/** Variants like those of an archive of headline tests: some thousand impressions, click rates of one or two per cent. */
export function madeUpVariants(seed: number, count: number): readonly Counted[] {
  const uniform = seededUniform(seed);
  return Array.from({ length: count }, () => {
    const impressions = Math.round(3200 * Math.exp(0.4 * normalDraw(uniform)));
    return { impressions, clicks: Math.round(impressions * 0.013 * Math.exp(0.5 * normalDraw(uniform))) };
  });
}

export interface SameOptions {
  readonly times: number;
  readonly seed: number;
  /** Starts the ids, such as `upworthy`. */
  readonly of: string;
}

/** False alarms where there is no effect: A/A tests made by splitting variants, read once and read every day. */
export function sameLines(variants: readonly Counted[], { times, seed, of }: SameOptions): readonly Line[] {
  const daily = calibrationOf(splits(seededUniform(seed), variants, { times, looks: 14 }), { ratioAlarm: 0.05 });
  const often = calibrationOf(splits(seededUniform(seed + 1), variants, { times, looks: 100 }));
  const fixed = { from: 0.035, to: 0.065 };
  const atMost = { from: 0, to: 0.05 };
  return [
    rateLine(
      { id: `${of}.fixed`, what: 'A/A, Welch at the planned end: false alarms', bar: fixed },
      daily.fixedAtEnd,
      daily.trials,
    ),
    rateLine(
      { id: `${of}.sequential`, what: 'A/A, sequence at any of 14 daily looks: false alarms', bar: atMost },
      daily.sequentialAtAnyLook,
      daily.trials,
    ),
    rateLine(
      { id: `${of}.sequential_often`, what: 'A/A, sequence at any of 100 looks: false alarms', bar: atMost },
      often.sequentialAtAnyLook,
      often.trials,
    ),
    rateLine(
      { id: `${of}.peeking`, what: 'A/A, Welch at any of 14 daily looks (nobody should)', bar: null },
      daily.fixedAtAnyLook,
      daily.trials,
    ),
    rateLine(
      { id: `${of}.sample_ratio`, what: 'A/A, uneven split called at p < 0.05', bar: fixed },
      daily.ratioAlarms,
      daily.trials,
    ),
  ];
}
