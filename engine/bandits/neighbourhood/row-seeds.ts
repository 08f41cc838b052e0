import type { Generator } from '../../stats/rng/index.ts';

/** Seeds of rows are whole numbers below this. */
const BELOW = 2_147_483_647;

/** A seed for each row, all drawn before the first row is looked at. */
export const rowSeeds = (random: Generator, rows: number): readonly number[] =>
  Array.from({ length: rows }, () => random.integer(BELOW));
