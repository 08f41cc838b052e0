import { Mt19937 } from '../../stats/rng/index.ts';

/** Which rows are learned from first and which are played: the last ones, or some drawn at random. */
export type Split =
  | { readonly kind: 'ordered'; readonly testShare: number }
  | { readonly kind: 'random'; readonly testShare: number; readonly seed: number };

export interface SplitRows {
  readonly train: readonly number[];
  readonly test: readonly number[];
}

/**
 * The places of the rows on both sides. A random split is scikit-learn's `train_test_split` with the same seed.
 * @throws RangeError for a share that is not between 0 and 1, or that leaves a side without rows.
 */
export function splitRows(count: number, split: Split): SplitRows {
  if (!(split.testShare > 0 && split.testShare < 1)) throw new RangeError('the share of test rows is between 0 and 1');
  const sides = split.kind === 'ordered' ? ordered(count, split.testShare) : drawn(count, split);
  if (sides.train.length === 0 || sides.test.length === 0)
    throw new RangeError(`${count} rows can not be split into rows to learn from and rows to play`);
  return sides;
}

function ordered(count: number, testShare: number): SplitRows {
  const rows = [...Array(count).keys()];
  const size = Math.floor(count * (1 - testShare));
  return { train: rows.slice(0, size), test: rows.slice(size) };
}

function drawn(count: number, { testShare, seed }: { readonly testShare: number; readonly seed: number }): SplitRows {
  const order = new Mt19937(seed).permutation(count);
  const size = Math.ceil(testShare * count);
  return { train: order.slice(size), test: order.slice(0, size) };
}
