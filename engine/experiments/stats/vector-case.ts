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

/** Fields without a value count as left out. */
const givenFields = (fields: unknown): unknown =>
  typeof fields !== 'object' || fields === null || Array.isArray(fields)
    ? (fields ?? {})
    : Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));

const prior = z
  .object({ mean: z.number().default(0), variance: z.number().default(1), proper: z.boolean().default(false) })
  .refine(({ variance, proper }) => !proper || variance > 0, {
    error: 'a proper prior has a variance above 0',
    path: ['variance'],
  });

const configuration = z.object({
  difference_type: z.enum(['relative', 'absolute', 'scaled']).default('relative'),
  alpha: z.number().gt(0).lt(1).default(0.05),
  sequential_tuning_parameter: z.number().positive().default(5000),
  prior: prior.optional(),
  prior_type: z.enum(['relative', 'absolute']).default('relative'),
  inverse: z.boolean().default(false),
  traffic_percentage: z.number().default(1),
  phase_length_days: z.number().default(1),
  total_users: z.number().optional(),
});
export type Configuration = z.infer<typeof configuration>;

const powerConfiguration = z.object({
  difference_type: z.enum(['relative', 'absolute']).default('relative'),
  alpha: z.number().gt(0).lt(1).default(0.05),
  target_power: z.number().gt(0).lt(1).default(0.8),
  target_mde: z.number().default(0.01),
  num_goal_metrics: z.number().int().positive().default(1),
  num_variations: z.number().int().min(2).default(2),
  p_value_corrected: z.boolean().default(false),
  sequential: z.boolean().default(false),
  sequential_tuning_parameter: z.number().positive().default(5000),
  prior: prior.optional(),
});
export type PowerConfiguration = z.infer<typeof powerConfiguration>;

/** The methods by name: whether they may be looked at again and again, and which way they test. */
export const METHODS = {
  two_sided_t: { sequential: false, side: 'two' },
  one_sided_greater_t: { sequential: false, side: 'greater' },
  one_sided_lesser_t: { sequential: false, side: 'lesser' },
  sequential_two_sided: { sequential: true, side: 'two' },
  sequential_one_sided_greater: { sequential: true, side: 'greater' },
  sequential_one_sided_lesser: { sequential: true, side: 'lesser' },
} as const satisfies Record<string, { sequential: boolean; side: Side }>;

/** One case of GrowthBook's gbstats vectors. */
const vectorCase = z.discriminatedUnion('family', [
  z.object({
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
    config: z.preprocess(givenFields, configuration),
  }),
  z
    .object({ family: z.literal('srm'), users: z.array(z.number().nonnegative()), weights: z.array(z.number()) })
    .refine(({ users, weights }) => users.length === weights.length, {
      error: 'there are not as many weights as users',
      path: ['weights'],
    }),
  z.object({
    family: z.literal('mid_experiment_power'),
    a: statistic,
    b: statistic,
    config: z.preprocess(givenFields, powerConfiguration),
  }),
]);
export type VectorCase = z.infer<typeof vectorCase>;
export type TestCase = Extract<VectorCase, { family: 'ab_test' }>;

const named = z.looseObject({ id: z.union([z.string(), z.number()]).transform(String) });

/** What a case says, or why it can't be read. Without an id of its own it goes by its place in the file, from 1. */
export type CaseRead = { readonly id: string } & ({ readonly of: VectorCase } | { readonly problem: string });

export function readVectorCase(given: unknown, index: number): CaseRead {
  const id = named.safeParse(given).data?.id ?? `#${index + 1}`;
  const parsed = vectorCase.safeParse(given);
  if (!parsed.success) {
    const issues = parsed.error.issues
      .slice(0, 3)
      .map(({ path, message }) => `${path.join('.') || 'the case'}: ${message}`);
    return { id, problem: issues.join('; ') };
  }
  const of = parsed.data;
  if (of.family !== 'srm' && of.a.type !== of.b.type) {
    return { id, problem: `a is of type ${of.a.type}, b of type ${of.b.type}` };
  }
  if (of.family !== 'srm' && of.a.type === 'cuped' && of.b.type === 'cuped') {
    const parts = new Set([of.a.post, of.a.pre, of.b.post, of.b.pre].map(({ type }) => type));
    if (parts.size > 1) return { id, problem: 'post and pre of a and b are of different types' };
  }
  return { id, of };
}
