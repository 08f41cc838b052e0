export { Generator } from './generator.ts';
export { Mt19937 } from './mt19937.ts';
export { pairwiseSum } from './pairwise-sum.ts';
export type { Pcg64State } from './pcg64.ts';
export { seedPool, seedState } from './seed-sequence.ts';
