import { expect, it } from 'vitest';
import { splitRows } from './split.ts';

/** scikit-learn 1.2.1: `train_test_split(range(n), test_size=share, random_state=seed)`. */
const SKLEARN = [
  { count: 10, testShare: 0.3, seed: 42, train: [0, 7, 2, 9, 4, 3, 6], test: [8, 1, 5] },
  { count: 7, testShare: 0.5, seed: 1, train: [4, 3, 5], test: [6, 2, 1, 0] },
  { count: 11, testShare: 0.25, seed: 0, train: [10, 6, 1, 7, 8, 3, 0, 5], test: [4, 9, 2] },
];

it.each(SKLEARN)(
  "[BA16] $count rows with seed $seed are split as scikit-learn's",
  ({ count, testShare, seed, ...sides }) => {
    expect(splitRows(count, { kind: 'random', testShare, seed })).toEqual(sides);
  },
);

it('[BA16] in order the last rows are played', () => {
  expect(splitRows(7, { kind: 'ordered', testShare: 0.3 })).toEqual({ train: [0, 1, 2, 3], test: [4, 5, 6] });
});
