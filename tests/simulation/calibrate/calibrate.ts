import { bayesLines } from './bayes.ts';
import { coverageLines } from './coverage.ts';
import { familyLines } from './families.ts';
import type { Line } from './line.ts';
import { ratioLines } from './ratio.ts';
import { madeUpVariants, sameLines } from './same.ts';
import type { Counted } from './split.ts';

/** One part of the calibration, so that it can be told as it goes. */
export interface Part {
  readonly name: string;
  readonly run: () => readonly Line[];
}

export interface CalibrateOptions {
  /** Splits of the A/A part, and experiments read at every look; other parts draw a multiple of it. */
  readonly times: number;
  readonly seed: number;
  /** Variants of real tests to split; null when there are none at hand. */
  readonly variants: readonly Counted[] | null;
}

/** Everything that is measured, part by part. Seeds of the parts are far enough apart that no two share a stream. */
export function calibrationParts({ times, seed, variants }: CalibrateOptions): readonly Part[] {
  const real: readonly Part[] =
    variants === null
      ? []
      : [{ name: 'A/A on real tests', run: () => sameLines(variants, { times, seed: seed + 1000, of: 'upworthy' }) }];
  const madeUp = () => sameLines(madeUpVariants(seed, 500), { times, seed: seed + 2000, of: 'simulated' });
  return [
    ...real,
    { name: 'A/A on simulated tests', run: madeUp },
    {
      name: 'Coverage',
      run: () => coverageLines({ fixed: 5 * times, sequential: times, seed: seed + 3000 }),
    },
    { name: 'Sample ratio', run: () => ratioLines({ times: 500 * times, seed: seed + 4000 }) },
    {
      name: 'Bayesian',
      run: () => bayesLines({ experiments: 20 * times, creative: 10 * times, seed: seed + 5000 }),
    },
    { name: 'Families', run: () => familyLines({ times: 20 * times, seed: seed + 6000 }) },
  ];
}
