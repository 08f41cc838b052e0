import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { computeVector, vectorFileSchema } from './vectors.ts';

const FILE = '../shared/data/growthbook/stats_vectors.json';

const expectedSchema = z.object({
  suggested_tolerance: z.object({
    abs: z.number(),
    rel: z.number(),
    sequential_one_sided_pvalue_abs: z.number(),
    power_scaling_factor_rel: z.number(),
  }),
  cases: z.array(z.object({ id: z.string(), method: z.string().optional(), expected: z.record(z.string(), z.json()) })),
});

const numberOf = (x: unknown): number | null =>
  typeof x === 'number' ? x : x === 'Infinity' || x === '-Infinity' ? Number(x) : null;

/** Paths at which `actual` is not `expected` within the tolerance for that path. */
function differences(
  actual: unknown,
  expected: unknown,
  tolerance: (path: string) => { abs: number; rel: number },
  path = '',
): readonly string[] {
  const wanted = numberOf(expected);
  if (wanted !== null) {
    const got = numberOf(actual);
    const { abs, rel } = tolerance(path);
    if (got === wanted) return [];
    if (got === null || !(Math.abs(got - wanted) <= abs + rel * Math.abs(wanted))) {
      return [`${path}: ${got} is not ${wanted}`];
    }
    return [];
  }
  if (Array.isArray(expected)) {
    const list = z.array(z.unknown()).safeParse(actual);
    if (!list.success) return [`${path}: not a list`];
    return expected.flatMap((item, index) => differences(list.data[index], item, tolerance, `${path}.${index}`));
  }
  if (typeof expected === 'object' && expected !== null) {
    const fields = z.record(z.string(), z.unknown()).safeParse(actual);
    if (!fields.success) return [`${path}: not an object`];
    return Object.entries(expected).flatMap(([key, item]) =>
      differences(fields.data[key], item, tolerance, path === '' ? key : `${path}.${key}`),
    );
  }
  return actual === expected ? [] : [`${path}: ${String(actual)} is not ${String(expected)}`];
}

describe('GrowthBook vectors', () => {
  if (!existsSync(FILE)) {
    it.skip(`[ES1] ${FILE} is not here`, () => {});
    return;
  }
  const text = JSON.parse(readFileSync(FILE, 'utf8'));
  const { cases, suggested_tolerance: given } = expectedSchema.parse(text);
  const answers = new Map(
    vectorFileSchema
      .parse(text)
      .cases.map(computeVector)
      .map(({ id, output }) => [id, output]),
  );

  it('[ES1] all of them come out within their tolerance', () => {
    const wrong = cases.flatMap(({ id, method = '', expected }) => {
      const tolerance = (path: string) => {
        if (path === 'scaling_factor') return { abs: 0, rel: given.power_scaling_factor_rel };
        if (path === 'pValue' && method.startsWith('sequential_one_sided')) {
          return { abs: given.sequential_one_sided_pvalue_abs, rel: 0 };
        }
        return { abs: given.abs, rel: given.rel };
      };
      return differences(answers.get(id), expected, tolerance).map((line) => `${id} ${line}`);
    });
    expect(wrong).toEqual([]);
    expect(cases.length).toBeGreaterThan(100);
  });
});

describe('a vector', () => {
  const mean = (n: number, sum: number, sumSquares: number) => ({ type: 'mean', n, sum, sum_squares: sumSquares });
  const output = (given: Readonly<Record<string, unknown>>) =>
    computeVector({ id: 'x', family: 'ab_test', method: 'two_sided_t', ...given }).output;

  it('[ES1] without an answer has the neutral one, with the reason', () => {
    const [a, b] = [mean(1, 3, 9), mean(50, 150, 600)];
    const nothing = { expected: 0, ci: [0, 0], uplift: { dist: 'normal', mean: 0, stddev: 0 } };
    expect(output({ a, b, config: {} })).toEqual({
      ...nothing,
      errorMessage: 'ZERO_NEGATIVE_VARIANCE',
      pValue: 1,
      pValueErrorMessage: null,
    });
    const zero = { a: mean(4, 0, 10), b: mean(4, 4, 10), method: 'bayesian', config: { difference_type: 'absolute' } };
    expect(output(zero)).toEqual({
      ...nothing,
      errorMessage: 'ZERO_NEGATIVE_BASELINE_VARIATION',
      chanceToWin: 0.5,
      risk: [0, 0],
      riskType: 'absolute',
    });
  });

  it('[ES1] of a clustered quantile is wider than of independent events by the spread of the clusters', () => {
    const quantile = {
      n: 400,
      n_star: 400,
      nu: 0.5,
      quantile_hat: 10,
      quantile_lower: 9,
      quantile_upper: 11,
    };
    const clusters = {
      main_sum: 24,
      main_sum_squares: 100,
      denominator_sum: 31,
      denominator_sum_squares: 145,
      main_denominator_sum_product: 118,
      n_clusters: 8,
    };
    const read = (extra: object) => {
      const arm = { ...quantile, ...extra };
      const fields = z.object({ uplift: z.object({ stddev: z.number() }) });
      return fields.parse(output({ a: arm, b: arm, config: {} })).uplift.stddev;
    };
    // variance of the share over these clusters: numpy's covariance matrix and the delta method
    const wider = Math.sqrt((0.004994549586388867 * 400) / 0.25);
    expect(read({ type: 'quantile_clustered', ...clusters }) / read({ type: 'quantile' })).toBeCloseTo(wider, 10);
  });

  it('[ES1] relative to a control of zero has no variance', () => {
    const zero = { a: mean(4, 0, 10), b: mean(4, 4, 10) };
    expect(output({ ...zero, config: { difference_type: 'relative' } })).toMatchObject({
      expected: 0,
      errorMessage: 'ZERO_NEGATIVE_VARIANCE',
    });
    const cuped = (post: object) => ({
      type: 'cuped',
      n: 4,
      post,
      pre: mean(4, 4, 10),
      post_pre_sum_of_products: 5,
    });
    expect(output({ a: cuped(zero.a), b: cuped(zero.b), config: {} })).toMatchObject({
      expected: 0,
      errorMessage: 'ZERO_NEGATIVE_VARIANCE',
    });
  });

  it('[ES1] with sums that no units can have has no variance', () => {
    // The control's covariance of 50 is above what its variances of 10 allow: at a ratio of ½ with θ = 0.1 its part of the
    // relative variance is ¼ · 10 − 2 · ½ · 0.1 · 50 + 0.01 · 10 < 0.
    const arm = (post: object, products: number) => ({
      type: 'cuped',
      n: 10,
      post,
      pre: mean(10, 100, 1090),
      post_pre_sum_of_products: products,
      theta: 0.1,
    });
    const [a, b] = [arm(mean(10, 100, 1090), 1450), arm(mean(10, 50, 259), 500)];
    expect(output({ a, b, config: {} })).toMatchObject({ expected: 0, errorMessage: 'ZERO_NEGATIVE_VARIANCE' });
  });

  it('[ES1] scaled is the absolute effect on all users of a day', () => {
    const given = { a: mean(10, 100, 1002.25), b: mean(10, 105, 1111.5) };
    const scaled = output({
      ...given,
      config: { difference_type: 'scaled', total_users: 1000, traffic_percentage: 0.5, phase_length_days: 10 },
    });
    const plain = z.object({ expected: z.number(), pValue: z.number() });
    const [all, one] = [
      plain.parse(scaled),
      plain.parse(output({ ...given, config: { difference_type: 'absolute' } })),
    ];
    expect(all.expected).toBeCloseTo(200 * one.expected, 10);
    expect(all.pValue).toBe(one.pValue);
  });

  it.each([
    ['without users', { total_users: 0 }, 'mean', 'NO_UNITS_IN_VARIATION'],
    ['without days', { total_users: 9, phase_length_days: 0 }, 'mean', 'ZERO_SCALED_VARIATION_WEIGHT'],
    ['without traffic', { total_users: 9, traffic_percentage: 0 }, 'mean', 'ZERO_SCALED_VARIATION_WEIGHT'],
    ['of a quantile', { total_users: 9 }, 'quantile', expect.stringContaining('For scaled impact')],
  ])('[ES1] scaled %s has the neutral answer, with the reason', (_, config, type, errorMessage) => {
    const quantile = {
      type: 'quantile',
      n: 99,
      n_star: 99,
      nu: 0.5,
      quantile_hat: 9,
      quantile_lower: 8,
      quantile_upper: 10,
    };
    const arm = type === 'mean' ? mean(10, 100, 1002.25) : quantile;
    const scaled = { ...config, difference_type: 'scaled' };
    expect(output({ a: arm, b: arm, config: scaled })).toMatchObject({ expected: 0, pValue: 1, errorMessage });
  });

  it('[ES1] has no one-sided sequence at an alpha of a half', () => {
    const arm = mean(10, 100, 1002.25);
    expect(output({ a: arm, b: arm, method: 'sequential_one_sided_lesser', config: { alpha: 0.5 } })).toMatchObject({
      expected: 0,
      pValue: 1,
      pValueErrorMessage: 'ALPHA_GREATER_THAN_0.5_FOR_SEQUENTIAL_ONE_SIDED_TEST',
    });
    const scaled = { alpha: 0.5, difference_type: 'scaled', total_users: 0 };
    expect(output({ a: arm, b: arm, method: 'sequential_one_sided_lesser', config: scaled })).toMatchObject({
      errorMessage: null,
      pValueErrorMessage: 'ALPHA_GREATER_THAN_0.5_FOR_SEQUENTIAL_ONE_SIDED_TEST',
    });
  });

  it('[ES1] writes numbers that are none by their names', () => {
    const arm = mean(10, 100, 1002.25);
    expect(output({ a: arm, b: arm, method: 'one_sided_lesser_t', config: {} })).toMatchObject({
      ci: ['-Infinity', expect.any(Number)],
    });
  });

  it('[ES1] of large means has the digits that plain sums leave', () => {
    // Python, in the order of gbstats: sums of (1e6 + 1, 1e6), (1e6, 1e6 − 1), (1e6 + 2, 1e6 + 3) and of the same with 1 more; it is 31 / 52 without loss.
    const cuped = (more: number) => {
      const rows = [
        [1e6 + 1, 1e6],
        [1e6, 1e6 - 1],
        [1e6 + 2 + more, 1e6 + 3],
      ].map(([x = 0, y = 0]) => ({ x, y }));
      const sum = (of: (row: { x: number; y: number }) => number) => rows.reduce((total, row) => total + of(row), 0);
      const part = (of: (row: { x: number; y: number }) => number) =>
        mean(
          3,
          sum(of),
          sum((row) => of(row) ** 2),
        );
      const products = sum(({ x, y }) => x * y);
      return {
        type: 'cuped',
        n: 3,
        post: part(({ x }) => x),
        pre: part(({ y }) => y),
        post_pre_sum_of_products: products,
      };
    };
    expect(output({ a: cuped(0), b: cuped(1), config: { difference_type: 'absolute' } })).toMatchObject({
      _theta: expect.closeTo(0.596_146_261_761_225_9, 14),
    });
  });

  it('[ES1] takes settings without a value as left out', () => {
    const [a, b] = [mean(10, 100, 1002.25), mean(10, 105, 1111.5)];
    const config = { alpha: null, prior: null, prior_type: null, total_users: null };
    expect(output({ a, b, config, method: 'bayesian' })).toEqual(output({ a, b, method: 'bayesian' }));
    expect(output({ a, b, config: { prior: { variance: 0, proper: false } } })).toEqual(output({ a, b, config: null }));
  });

  it.each([
    [
      'of two kinds of statistic',
      { a: mean(4, 4, 10), b: { type: 'proportion', n: 4, sum: 1 } },
      'a is of type mean, b of',
    ],
    ['with half a unit', { a: mean(4, 4, 10), b: mean(3.5, 4, 10) }, 'b.n: '],
    ['without numbers', { a: mean(4, 4, 10), b: { type: 'mean', n: 4, sum: 'NaN', sum_squares: 1 } }, 'b.sum: '],
    ['of an unknown family', { family: 'bandit' }, "family: Invalid discriminator value. Expected 'ab_test' |"],
    [
      'with a prior of no width',
      { a: mean(4, 4, 10), b: mean(4, 4, 10), config: { prior: { variance: 0, proper: true } } },
      'config.prior.variance: a proper prior',
    ],
    [
      'with arms without a share',
      { family: 'srm', users: [1, 2, 3], weights: [1, 1] },
      'weights: there are not as many',
    ],
  ])('[ES18] %s has no output and says why', (_, given, problem) => {
    const result = computeVector({ id: 'x', family: 'ab_test', method: 'two_sided_t', ...given });
    expect(result).toEqual({ id: 'x', output: null, problem: expect.stringContaining(problem) });
  });

  it('[ES18] goes by its place in the file without an id', () => {
    expect(computeVector({ family: 'srm', users: [1, 1], weights: [1, 1] }, 4)).toEqual({
      id: '#5',
      output: { pValue: 1 },
    });
    expect(computeVector({ id: 7, family: 'srm', users: [1, 1], weights: [1, 1] }).id).toBe('7');
    expect(computeVector(null, 0)).toEqual({ id: '#1', output: null, problem: expect.stringContaining('the case: ') });
  });
});
