import { calibrationOf, type Difference, effectOf, type Look } from '../../../engine/experiments/stats/index.ts';
import { confidenceSequenceBy } from '../../../engine/experiments/stats/sequential.ts';
import { seededUniform } from '../../../engine/stats/index.ts';
import { effectTrials } from './effects.ts';
import { type Line, rateLine } from './line.ts';
import { POPULATIONS } from './units.ts';

const DIFFERENCES: readonly Difference[] = ['absolute', 'relative'];
const FIXED = { from: 0.94, to: 0.96 };
const EVERY_LOOK = { from: 0.95, to: 1 };

/** Whether the sequence of a relative effect on its own scale, which is not the product's, holds the truth at a look. */
function heldOnOwnScale({ control, treatment }: Look, truth: number): boolean {
  const effect = effectOf(control, treatment, { difference: 'relative' });
  if (!effect.known) return true;
  const [low, high] = confidenceSequenceBy('gbstats', effect).interval;
  return truth >= low && truth <= high;
}

/** Why relative effects are read as ln(1 + effect): what their own scale does to revenue with few units a day. */
function ownScaleLine({ sequential, seed }: CoverageOptions): readonly Line[] {
  const [, small] = TRAFFIC;
  const revenue = POPULATIONS.find(({ name }) => name === 'revenue');
  if (revenue === undefined) throw new Error('revenue is one of the populations');
  let held = 0;
  const options = { ...small, times: sequential, difference: 'relative' } as const;
  for (const { looks, truth } of effectTrials(seededUniform(seed + 221), revenue, options))
    if (looks.every((look) => heldOnOwnScale(look, truth))) held += 1;
  const what = 'revenue, relative: the same sequence on the scale of the effect itself (nobody should)';
  return [rateLine({ id: 'coverage.revenue.relative.own_scale', what, bar: null }, held, sequential)];
}

export interface CoverageOptions {
  /** Experiments read once, for each kind and difference. */
  readonly fixed: number;
  /** Experiments read at every look. */
  readonly sequential: number;
  readonly seed: number;
}

/** Looks of an experiment that gets far beyond the sequence's tuning of 5,000 units, and of one with few units a day. */
const TRAFFIC = [
  { name: 'sequential', looks: 40, unitsPerLook: 500 },
  { name: 'sequential_small', looks: 60, unitsPerLook: 100 },
] as const;

/**
 * How often 95 % intervals hold a truth that is known: Welch's at the planned end, after 4,000 units; the confidence
 * sequence at all looks of an experiment together.
 */
export function coverageLines(options: CoverageOptions): readonly Line[] {
  const { fixed, sequential, seed } = options;
  const lines = POPULATIONS.flatMap((population, i) =>
    DIFFERENCES.flatMap((difference, j) => {
      const own = seed + 10 * i + j;
      const once = calibrationOf(
        effectTrials(seededUniform(own), population, { times: fixed, looks: 1, unitsPerLook: 4000, difference }),
        { difference },
      );
      const of = `${population.name}, ${difference}`;
      const id = `coverage.${population.name}.${difference}`;
      return [
        rateLine(
          { id: `${id}.fixed`, what: `${of}: Welch's interval holds the truth`, bar: FIXED },
          once.trials - once.fixedAtEnd,
          once.trials,
        ),
        ...TRAFFIC.map(({ name, looks, unitsPerLook }, k) => {
          const { trials, sequentialAtAnyLook } = calibrationOf(
            effectTrials(seededUniform(own + 100 * (k + 1)), population, {
              times: sequential,
              looks,
              unitsPerLook,
              difference,
            }),
            { difference },
          );
          const what = `${of}: the sequence holds it at all ${looks} looks together, ${unitsPerLook} units each`;
          return rateLine({ id: `${id}.${name}`, what, bar: EVERY_LOOK }, trials - sequentialAtAnyLook, trials);
        }),
      ];
    }),
  );
  return [...lines, ...ownScaleLine(options)];
}
