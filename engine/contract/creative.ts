import { z } from 'zod';
import { sourceSchema } from './freshness.ts';
import { daySchema, intervalSchema, moneySchema, probabilitySchema } from './primitives.ts';

export const verdictSchema = z.enum(['winner', 'keep_testing', 'no_difference', 'unhealthy', 'no_data']);
export type Verdict = z.infer<typeof verdictSchema>;

/** One test in the list. Rates are fractions (0.041), losses are differences of rates. */
export const creativeTestRowSchema = z
  .object({
    testId: z.string(),
    name: z.string(),
    firstDay: daySchema,
    lastDay: daySchema,
    variants: z.int(),
    impressions: z.int(),
    clicks: z.int(),
    /** null when the verdict is unhealthy or no_data: a number nobody may act on is not shown. */
    bestVariantId: z.string().nullable(),
    /** "A", "B", … in the order the variants have in the data. */
    bestLabel: z.string().nullable(),
    pBest: probabilitySchema.nullable(),
    expectedLoss: z.number().nullable(),
    verdict: verdictSchema,
  })
  .readonly();
export type CreativeTestRow = z.infer<typeof creativeTestRowSchema>;

export const creativeTestListSchema = z
  .object({
    tests: z.array(creativeTestRowSchema).readonly(),
    summary: z
      .object({ winner: z.int(), keep_testing: z.int(), no_difference: z.int(), unhealthy: z.int(), no_data: z.int() })
      .readonly(),
    variants: z.int(),
    dataThrough: daySchema.nullable(),
    sources: z.array(sourceSchema).readonly(),
    /** Sentence naming metric, prior and rule: the page's subtitle. */
    method: z.string(),
  })
  .readonly();
export type CreativeTestList = z.infer<typeof creativeTestListSchema>;

export const creativeVariantSchema = z
  .object({
    variantId: z.string(),
    label: z.string(),
    headline: z.string(),
    body: z.string(),
    impressions: z.int(),
    clicks: z.int(),
    rate: z.number().nullable(),
    /** Beta(alpha, beta) posterior of the click-through rate. */
    posterior: z.object({ alpha: z.number(), beta: z.number() }).readonly(),
    mean: probabilitySchema,
    interval50: intervalSchema,
    interval80: intervalSchema,
    interval95: intervalSchema,
    /** Posterior density on a common grid, for the half-eye: x are rates, y densities. */
    density: z.object({ x: z.array(z.number()).readonly(), y: z.array(z.number()).readonly() }).readonly(),
    pBest: probabilitySchema.nullable(),
    expectedLoss: z.number().nullable(),
    /** What this workbench has live or on its way for this variant, if anything. */
    publication: z.enum(['none', 'proposed', 'approved', 'live_paused', 'failed']),
  })
  .readonly();
export type CreativeVariant = z.infer<typeof creativeVariantSchema>;

export const creativeTestSchema = z
  .object({
    test: creativeTestRowSchema,
    variants: z.array(creativeVariantSchema).readonly(),
    /** Why this verdict, and what would change it. */
    reason: z.string(),
    whatWouldChange: z.string(),
    /** One sentence for the chart: "C is best with probability 0.97. …" */
    sentence: z.string(),
    enoughData: z.object({ enough: z.boolean(), rule: z.string() }).readonly(),
    /** Sample-ratio check against an equal split; alarm below 0.001. */
    srm: z.object({ pValue: probabilitySchema, alarm: z.boolean() }).readonly().nullable(),
    /** Best minus runner-up, as a difference of rates. */
    uplift: z.object({ estimate: z.number(), interval: intervalSchema, against: z.string() }).readonly().nullable(),
    caveats: z.array(z.string()).readonly(),
    sources: z.array(sourceSchema).readonly(),
  })
  .readonly();
export type CreativeTest = z.infer<typeof creativeTestSchema>;

/** What an analyst fills in to promote a variant. */
export const promoteInputSchema = z
  .object({
    testId: z.string().min(1),
    variantId: z.string().min(1),
    dailyBudget: moneySchema,
    /** Where the ad leads, https only. */
    link: z.url({ protocol: /^https$/ }),
    /** ISO 3166-1 alpha-2 countries to show it in. */
    countries: z
      .array(z.string().regex(/^[A-Z]{2}$/))
      .min(1)
      .readonly(),
    /** True for financial products: sets Meta's special ad category. */
    financialProduct: z.boolean(),
  })
  .readonly();
export type PromoteInput = z.infer<typeof promoteInputSchema>;
