import { z } from 'zod';
import type { Side } from './fixed-horizon.ts';

const count = z.number().int().nonnegative();
const sums = z.discriminatedUnion('type', [
  z.object({ type: z.literal('mean'), n: count, sum: z.number(), sum_squares: z.number() }),
  z.object({ type: z.literal('proportion'), n: count, sum: z.number() }),
]);
const quantile = {
  n: count,
  n_star: count,
  nu: z.number().gt(0).lt(1),
  quantile_hat: z.number(),
  quantile_lower: z.number(),
  quantile_upper: z.number(),
};
const statistic = z.discriminatedUnion('type', [
  ...sums.options,
  z.object({ type: z.literal('ratio'), n: count, m: sums, d: sums, m_d_sum_of_products: z.number() }),
  z.object({
    type: z.literal('cuped'),
    n: count,
    post: sums,
    pre: sums,
    post_pre_sum_of_products: z.number(),
    theta: z.number().nullish(),
  }),
  z.object({ type: z.literal('quantile'), ...quantile }),
  z.object({
    type: z.literal('quantile_clustered'),
    ...quantile,
    main_sum: z.number(),
    main_sum_squares: z.number(),
    denominator_sum: z.number(),
    denominator_sum_squares: z.number(),
    main_denominator_sum_product: z.number(),
    n_clusters: count,
  }),
]);
export type Statistic = z.infer<typeof statistic>;
export type Sums = z.infer<typeof sums>;

const prior = z.object({
  mean: z.number().default(0),
  variance: z.number().positive().default(1),
  proper: z.boolean().default(false),
});

const configuration = z.object({
  difference_type: z.enum(['relative', 'absolute', 'scaled']).default('relative'),
  alpha: z.number().gt(0).lt(1).default(0.05),
  sequential_tuning_parameter: z.number().positive().default(5000),
  prior: prior.nullish(),
  prior_type: z.enum(['relative', 'absolute']).default('relative'),
  inverse: z.boolean().default(false),
  traffic_percentage: z.number().default(1),
  phase_length_days: z.number().default(1),
  total_users: z.number().nullish(),
});
export type Configuration = z.infer<typeof configuration>;

const powerConfiguration = z.object({
  difference_type: z.enum(['relative', 'absolute']).default('relative'),
  alpha: z.number().gt(0).lt(1).default(0.05),
  target_power: z.number().gt(0).lt(1).default(0.8),
  target_mde: z.number().default(0.01),
  num_goal_metrics: z.number().int().positive().default(1),
  num_variations: z.number().int().min(2).default(2),
  sequential: z.boolean().default(false),
  sequential_tuning_parameter: z.number().positive().default(5000),
  prior: prior.nullish(),
});

/** The methods by name: whether they may be looked at again and again, and which way they test. */
export const METHODS = {
  two_sided_t: { sequential: false, side: 'two' },
  one_sided_greater_t: { sequential: false, side: 'greater' },
  one_sided_lesser_t: { sequential: false, side: 'lesser' },
  sequential_two_sided: { sequential: true, side: 'two' },
  sequential_one_sided_greater: { sequential: true, side: 'greater' },
  sequential_one_sided_lesser: { sequential: true, side: 'lesser' },
} as const satisfies Record<string, { sequential: boolean; side: Side }>;

const id = z.string();
/** One case of GrowthBook's gbstats vectors. */
export const vectorCase = z.discriminatedUnion('family', [
  z.object({
    id,
    family: z.literal('ab_test'),
    method: z.enum([
      'bayesian',
      'two_sided_t',
      'one_sided_greater_t',
      'one_sided_lesser_t',
      'sequential_two_sided',
      'sequential_one_sided_greater',
      'sequential_one_sided_lesser',
    ]),
    a: statistic,
    b: statistic,
    config: configuration.default(configuration.parse({})),
  }),
  z.object({ id, family: z.literal('srm'), users: z.array(z.number()), weights: z.array(z.number()) }),
  z.object({
    id,
    family: z.literal('mid_experiment_power'),
    a: statistic,
    b: statistic,
    config: powerConfiguration,
  }),
]);
export type VectorCase = z.infer<typeof vectorCase>;
export type TestCase = Extract<VectorCase, { family: 'ab_test' }>;
