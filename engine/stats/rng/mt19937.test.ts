import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { Mt19937 } from './mt19937.ts';

/**
 * numpy 1.24.2: `RandomState(seed)`, its first words (`randint(0, 2**32, 3, dtype=uint64)`), `permutation(12)` and the
 * SHA-256 of `permutation(100000)` as little-endian doubles.
 */
const NUMPY = [
  {
    seed: 0,
    words: [2357136044, 2546248239, 3071714933],
    order: [6, 11, 4, 10, 2, 8, 1, 7, 9, 3, 0, 5],
    digest: 'fe4782ed17fa903a9f2752987c4bcd41e321997ef6b92be5196a92530d6ff250',
  },
  {
    seed: 42,
    words: [1608637542, 3421126067, 4083286876],
    order: [10, 9, 0, 8, 5, 2, 1, 11, 4, 7, 3, 6],
    digest: '2b6594c76bc052d6a37f470af98c0f86c506a991c1c797a7077268d4db71c6df',
  },
  {
    seed: 123456,
    words: [545331265, 2211535594, 4152021490],
    order: [8, 9, 4, 7, 5, 6, 3, 0, 11, 2, 10, 1],
    digest: '309bd6e0a417d80e1e5bcd7f18aff9d9c28e6781ae137abbb46b7fdf191dce12',
  },
  {
    seed: 4294967295,
    words: [419326371, 479346978, 3918654476],
    order: [11, 8, 5, 9, 1, 10, 6, 0, 4, 7, 2, 3],
    digest: 'efb6456f2e8454c0c02ac6166176971ca563c565fba13cd8a168bd781b2ad6e4',
  },
];

it.each(NUMPY)("[BA16] words and permutations of seed $seed are numpy's", ({ seed, words, order, digest }) => {
  const generator = new Mt19937(seed);
  expect(words.map(() => generator.word32())).toEqual(words);
  expect(new Mt19937(seed).permutation(12)).toEqual(order);
  const many = Float64Array.from(new Mt19937(seed).permutation(100_000));
  expect(createHash('sha256').update(new Uint8Array(many.buffer)).digest('hex')).toBe(digest);
});

it.each([-1, 0.5, 2 ** 32, Number.NaN])('[BA16] %s is no seed of 32 bits', (seed) => {
  expect(() => new Mt19937(seed)).toThrow(RangeError);
});

it('[BA16] numbers up to a bound are within it, and nothing is drawn for a bound of zero', () => {
  const generator = new Mt19937(7);
  expect(generator.upTo(0)).toBe(0);
  expect(generator.word32()).toBe(new Mt19937(7).word32());
  const drawn = new Set(Array.from({ length: 200 }, () => generator.upTo(4)));
  expect([...drawn].sort()).toEqual([0, 1, 2, 3, 4]);
});
