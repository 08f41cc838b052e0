import { describe, expect, it } from 'vitest';
import { computeVector } from './vectors.ts';

const mean = (n: number, sum: number, sumSquares: number) => ({ type: 'mean', n, sum, sum_squares: sumSquares });

describe('units still missing, over two goals and three variations', () => {
  const arms = { a: mean(500, 500, 1500), b: mean(500, 525, 1551.25) };
  const config = { target_mde: 0.05, num_goal_metrics: 2, num_variations: 3 };

  // gbstats' classes with scipy 1.10.1, our own run.
  it.each([
    ['as gbstats does by default', {}, 33.740_234_375],
    ['when p-values are not corrected', { p_value_corrected: false }, 33.740_234_375],
    ['when they are', { p_value_corrected: true }, 46.353_515_625],
    ['of a sequence', { sequential: true }, 68.375],
    ['of a sequence when they are', { sequential: true, p_value_corrected: true }, 83.324_218_75],
  ])('[ES9] %s', (_, extra, scalingFactor) => {
    const given = { id: 'x', family: 'mid_experiment_power', ...arms, config: { ...config, ...extra } };
    expect(computeVector(given).output).toEqual({
      scaling_factor: scalingFactor,
      converged: true,
      upper_bound_achieved: false,
      error: '',
    });
  });
});

it('[ES9] units still missing are not found where sums so far apart leave no number, and it is said', () => {
  // gbstats' classes with scipy 1.10.1, our own run.
  const arm = mean(2, 2e-10, 1e300);
  const config = { prior: { mean: 1, variance: 1, proper: true } };
  expect(computeVector({ id: 'x', family: 'mid_experiment_power', a: arm, b: arm, config }).output).toEqual({
    scaling_factor: 1,
    converged: false,
    upper_bound_achieved: false,
    error: 'bisection search did not converge',
  });
});

describe('a statistic with a covariate', () => {
  const of = (n: number, post: object, pre: object, products: number) => ({
    type: 'cuped',
    n,
    post,
    pre,
    post_pre_sum_of_products: products,
    theta: null,
  });

  it('[ES18] has post and pre of one type in both arms, or no output', () => {
    const rate = { type: 'proportion', n: 10, sum: 4 };
    const [even, odd] = [of(10, rate, rate, 4), of(10, rate, mean(10, 4, 4), 4)];
    const problem = 'post and pre of a and b are of different types';
    for (const [a, b] of [
      [odd, odd],
      [even, odd],
      [even, of(10, mean(10, 4, 4), mean(10, 4, 4), 4)],
    ]) {
      expect(computeVector({ id: 'x', family: 'ab_test', method: 'bayesian', a, b, config: {} })).toEqual({
        id: 'x',
        output: null,
        problem,
      });
    }
  });

  it('[ES1] that tells the measure exactly is left with the rounding of gbstats', () => {
    // The measure is a third of the covariate and a seventh. gbstats' classes with numpy 1.24.2, our own run.
    const a = of(
      8,
      mean(8, 12.676_190_476_190_476, 25.796_281_179_138_322),
      mean(8, 34.6, 201.040_000_000_000_02),
      71.956_190_476_190_47,
    );
    const b = of(
      9,
      mean(9, 17.419_047_619_047_618, 35.895_419_501_133_79),
      mean(9, 48.4, 279.919_999_999_999_96),
      100.220_952_380_952_37,
    );
    const given = { id: 'x', family: 'ab_test', method: 'two_sided_t', a, b, config: { difference_type: 'absolute' } };
    expect(computeVector(given).output).toMatchObject({
      _theta: 0.333_333_333_333_333_2,
      _dof: expect.closeTo(11.736_680_955_296_995, 9),
      uplift: { stddev: expect.closeTo(1.510_670_416_131_173e-8, 16) },
    });
  });
});
