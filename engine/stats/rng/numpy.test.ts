import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Generator, type Pcg64State, pairwiseSum, seedPool, seedState } from './index.ts';

/** Numbers numpy 1.24.2 gave: one file of seeds and one of sums. */
const FOLDER = new URL('../../../../shared/data/mab/', import.meta.url);
const there = existsSync(FOLDER);
const vectors = (name: string): unknown => (there ? JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')) : null);

const stateSchema = z.object({ state: z.string(), inc: z.string(), has_uint32: z.int(), uinteger: z.int() });
const drawn = <T extends z.ZodType>(value: T) => z.object({ values: z.array(value), state_after: stateSchema });
const numbers = drawn(z.number());
const seedSchema = z.object({
  seed: z.union([z.number(), z.string()]),
  seed_sequence: z.object({
    pool_uint32: z.array(z.number()),
    generate_state_4_uint64: z.array(z.string()),
  }),
  initial_state: stateSchema,
  random: numbers,
  standard_normal: numbers,
  standard_exponential: numbers,
  integers_0_10: numbers,
  integers_0_3_odd_count: numbers,
  integers_int32max: numbers,
  integers_0_1: numbers,
  integers_0_2p40: numbers,
  integers_0_2p32: numbers,
  choice_5_size1: numbers,
  choice_5_size1_p: numbers.extend({ p: z.array(z.number()) }),
  beta: z.array(numbers.extend({ a: z.number(), b: z.number() })),
  standard_gamma: z.array(numbers.extend({ shape: z.number() })),
  dirichlet: z.array(drawn(z.array(z.number())).extend({ alpha: z.array(z.number()) })),
  multivariate_normal_cholesky: z.array(
    drawn(z.array(z.number())).extend({ mean: z.array(z.number()), cov: z.array(z.array(z.number())) }),
  ),
  digests: z.record(
    z.string(),
    z.object({ n: z.int(), sha256_f64le: z.string(), sha256_f32le: z.string(), state_after: stateSchema }),
  ),
});
type Seed = z.infer<typeof seedSchema>;

const numpyState = ({ state, inc, hasUint32, uinteger }: Pcg64State) => ({
  state,
  inc,
  has_uint32: hasUint32 ? 1 : 0,
  uinteger,
});

/** Draws as many as there are and holds them, and the state after, to numpy's. `digits` null: equal to the bit. */
function holds<T extends number | number[]>(
  { values, state_after }: { readonly values: readonly T[]; readonly state_after: z.infer<typeof stateSchema> },
  draw: { readonly seed: Seed['seed']; readonly next: (generator: Generator) => T; readonly relative?: number },
): void {
  const generator = Generator.seeded(BigInt(draw.seed));
  const found = values.map(() => draw.next(generator));
  const [own, theirs] = [found.flat(), values.flat()];
  if (draw.relative === undefined) expect(own).toEqual(theirs);
  for (const [index, value] of own.entries()) {
    const expected = Number(theirs[index]);
    expect(Math.abs(Number(value) - expected)).toBeLessThanOrEqual((draw.relative ?? 0) * Math.abs(expected));
  }
  expect(numpyState(generator.state)).toEqual(state_after);
}

function cholesky(covariance: readonly (readonly number[])[]): Float64Array {
  const n = covariance.length;
  const factor = new Float64Array(n * n);
  const at = (row: number, column: number): number => factor[row * n + column] ?? 0;
  for (let row = 0; row < n; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      let rest = covariance[row]?.[column] ?? 0;
      for (let k = 0; k < column; k += 1) rest -= at(row, k) * at(column, k);
      factor[row * n + column] = row === column ? Math.sqrt(rest) : rest / at(column, column);
    }
  }
  return factor;
}

/** The streams whose 100,000 numbers are hashed. `exact`: to the bit; else rounded to single precision. */
const STREAMS: Readonly<
  Record<string, { readonly exact: boolean; readonly next: (g: Generator) => readonly number[] }>
> = {
  random: { exact: true, next: (g) => [g.random()] },
  standard_normal: { exact: true, next: (g) => [g.standardNormal()] },
  standard_exponential: { exact: true, next: (g) => [g.standardExponential()] },
  integers_0_12: { exact: true, next: (g) => [g.integer(12)] },
  integers_int32max: { exact: true, next: (g) => [g.integer(2_147_483_647)] },
  beta_1_1: { exact: true, next: (g) => [g.beta(1, 1)] },
  beta_3_8: { exact: true, next: (g) => [g.beta(3, 8)] },
  beta_1_5: { exact: true, next: (g) => [g.beta(1, 5)] },
  beta_4000_9000: { exact: true, next: (g) => [g.beta(4000, 9000)] },
  'gamma_0.4': { exact: false, next: (g) => [g.standardGamma(0.4)] },
  'dirichlet_.2_.3_.5': { exact: false, next: (g) => g.dirichlet([0.2, 0.3, 0.5]) },
};

const sha256 = (bytes: ArrayBufferView): string =>
  createHash('sha256')
    .update(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength))
    .digest('hex');

describe.skipIf(!there)("numpy's generator (skipped without the shared vectors)", () => {
  const file = z.object({ seeds: z.array(seedSchema) });
  const seeds = there ? file.parse(vectors('numpy_rng.json')).seeds : [];

  describe.each(seeds)('seed $seed', (of) => {
    const { seed } = of;

    it('[BA1] is seeded as numpy seeds', () => {
      const pool = seedPool(BigInt(seed));
      expect(pool).toEqual(of.seed_sequence.pool_uint32);
      expect(seedState(pool, 4).map(String)).toEqual(of.seed_sequence.generate_state_4_uint64);
      expect(numpyState(Generator.seeded(BigInt(seed)).state)).toEqual(of.initial_state);
    });

    it('[BA1] draws uniform, normal, exponential and whole numbers equal to the bit', () => {
      holds(of.random, { seed, next: (g) => g.random() });
      holds(of.standard_normal, { seed, next: (g) => g.standardNormal() });
      holds(of.standard_exponential, { seed, next: (g) => g.standardExponential() });
      holds(of.integers_0_10, { seed, next: (g) => g.integer(10) });
      holds(of.integers_0_3_odd_count, { seed, next: (g) => g.integer(3) });
      holds(of.integers_int32max, { seed, next: (g) => g.integer(2_147_483_647) });
      holds(of.integers_0_1, { seed, next: (g) => g.integer(1) });
      holds(of.integers_0_2p40, { seed, next: (g) => g.integer(2 ** 40) });
      holds(of.integers_0_2p32, { seed, next: (g) => g.integer(2 ** 32) });
      holds(of.choice_5_size1, { seed, next: (g) => g.integer(5) });
      holds(of.choice_5_size1_p, { seed, next: (g) => g.choice(of.choice_5_size1_p.p) });
    });

    it('[BA1] draws Gamma, Beta, Dirichlet and multivariate normal numbers to 1e-12 and ends in the same state', () => {
      const relative = 1e-12;
      for (const set of of.beta) holds(set, { seed, relative, next: (g) => g.beta(set.a, set.b) });
      for (const set of of.standard_gamma) holds(set, { seed, relative, next: (g) => g.standardGamma(set.shape) });
      for (const set of of.dirichlet) holds(set, { seed, relative, next: (g) => g.dirichlet(set.alpha) });
      for (const set of of.multivariate_normal_cholesky) {
        const factor = cholesky(set.cov);
        holds(set, { seed, relative: 1e-9, next: (g) => g.multivariateNormal(set.mean, factor) });
      }
    });

    it.each(Object.entries(STREAMS))('[BA1] 100,000 numbers of %s have numpy’s digest', (name, { exact, next }) => {
      const expected = of.digests[name];
      if (expected === undefined) throw new Error(`the vectors have no ${name}`);
      const generator = Generator.seeded(BigInt(seed));
      const values = new Float64Array(expected.n);
      for (let filled = 0; filled < expected.n; ) for (const value of next(generator)) values[filled++] = value;
      expect(sha256(exact ? values : Float32Array.from(values))).toBe(
        exact ? expected.sha256_f64le : expected.sha256_f32le,
      );
      expect(numpyState(generator.state)).toEqual(expected.state_after);
    });
  });

  it('[BA2] sums as numpy sums', () => {
    const cases = z.object({ cases: z.array(z.object({ values: z.array(z.number()), numpy_sum: z.number() })) });
    for (const { values, numpy_sum } of cases.parse(vectors('numpy_sum.json')).cases) {
      expect(pairwiseSum(values)).toBe(numpy_sum);
    }
  });
});

describe('a generator', () => {
  it('[BA1] goes on from its state, and a clone draws the same without moving it', () => {
    const generator = Generator.seeded(7);
    generator.integer(5);
    const kept = generator.state;
    const clone = generator.clone();
    const numbersOf = (g: Generator) =>
      Array.from({ length: 50 }, (_, k) => (k % 2 === 0 ? g.integer(9) : g.beta(2, 3)));
    const own = numbersOf(generator);
    expect(numbersOf(clone)).toEqual(own);
    expect(numbersOf(Generator.of(kept))).toEqual(own);
    expect(generator.state).toEqual(clone.state);
  });

  it('[BA1] refuses a seed below zero', () => {
    expect(() => Generator.seeded(-1)).toThrow(RangeError);
  });
});
