import { z } from 'zod';
import { sourceSchema } from './freshness.ts';
import { daySchema, intervalSchema, probabilitySchema } from './primitives.ts';

/**
 * What one test comes to when all tests are read together.
 *
 * - `holds`: its winner beats every other variant, adjusted for the number of tests.
 * - `not_shown`: its winner leads, but no more than chance may do among so many tests.
 * - `behind`: another variant has the higher rate than the one declared the winner.
 * - `unhealthy`: the split is uneven, so it is left out.
 * - `several`: more than one variant is declared the winner, so it is left out.
 * - `no_data`: fewer than two variants with impressions, or no clicks to compare.
 */
export const togetherStateSchema = z.enum(['holds', 'not_shown', 'behind', 'unhealthy', 'several', 'no_data']);
export type TogetherState = z.infer<typeof togetherStateSchema>;

const effectSchema = z.object({ estimate: z.number(), interval: intervalSchema }).readonly();

/** One test among all. Effects are differences of rates; lifts are shares of the other variant's rate. */
export const togetherTestSchema = z
  .object({
    testId: z.string(),
    name: z.string(),
    firstDay: daySchema,
    lastDay: daySchema,
    variants: z.int(),
    impressions: z.int(),
    clicks: z.int(),
    state: togetherStateSchema,
    /** A winner was declared; else the read is of the variant with the highest rate. */
    declared: z.boolean(),
    /** The variant that is read; null when the test is left out. */
    variantId: z.string().nullable(),
    label: z.string().nullable(),
    /** The variant that it has most trouble to beat. */
    otherLabel: z.string().nullable(),
    /** Against that variant. */
    effect: effectSchema.nullable(),
    /** Against all other variants together. */
    rest: effectSchema.nullable(),
    lift: z.number().nullable(),
    /** The lift after shrinkage over all tests, with its 95 % credible interval. */
    shrunken: effectSchema.nullable(),
    /** Two-sided, against the other variant; 1 when that one leads. */
    p: probabilitySchema.nullable(),
    holm: probabilitySchema.nullable(),
    benjaminiHochberg: probabilitySchema.nullable(),
    /** Better than the other variants together, times the number of variants that could have been chosen. */
    restP: probabilitySchema.nullable(),
    restHolm: probabilitySchema.nullable(),
    restBenjaminiHochberg: probabilitySchema.nullable(),
    /** Holds however often somebody looked before the test was ended. */
    sequentialP: probabilitySchema.nullable(),
    sequentialBenjaminiHochberg: probabilitySchema.nullable(),
  })
  .readonly();
export type TogetherTest = z.infer<typeof togetherTestSchema>;

export const togetherSummarySchema = z
  .object({
    tests: z.int(),
    /** Tests that are compared: healthy, with data. */
    compared: z.int(),
    declared: z.int(),
    /** Declared winners of tests that are compared. */
    declaredCompared: z.int(),
    /** Of these: better than every other variant at 5 % without adjustment. */
    unadjusted: z.int(),
    /** Holding at a false discovery rate of 5 % over all compared tests (Benjamini and Hochberg). */
    holdFdr: z.int(),
    /** Holding at a chance of 5 % for any false one (Holm). */
    holdFwer: z.int(),
    /** Holding at a false discovery rate of 5 % also if somebody looked at the tests as they ran. */
    holdSequential: z.int(),
    /** Declared winners better than the other variants together, not each of them: by Benjamini and Hochberg, by Holm. */
    restFdr: z.int(),
    restFwer: z.int(),
    /** Another variant has the higher rate. */
    behind: z.int(),
    unhealthy: z.int(),
    unhealthyDeclared: z.int(),
    several: z.int(),
    noData: z.int(),
    /** No winner declared, but the leader holds at a false discovery rate of 5 %. */
    undeclaredHold: z.int(),
    /** Medians over declared winners that are compared; null without any. */
    medianLift: z.number().nullable(),
    medianShrunkenLift: z.number().nullable(),
    /** Standard deviation of true ln rates between variants of one test, by REML; null when it can not be told. */
    deviation: z.number().nullable(),
  })
  .readonly();
export type TogetherSummary = z.infer<typeof togetherSummarySchema>;

/** All creative tests of the data as one family. */
export const creativeTogetherSchema = z
  .object({
    tests: z.array(togetherTestSchema).readonly(),
    summary: togetherSummarySchema,
    /** Who declared the winners: a column of the data, or the workbench by its verdict where the data have none. */
    declaredBy: z.enum(['data', 'workbench']),
    /** "152 of 576 declared winners hold …" */
    sentence: z.string(),
    method: z.string(),
    caveats: z.array(z.string()).readonly(),
    dataThrough: daySchema.nullable(),
    sources: z.array(sourceSchema).readonly(),
  })
  .readonly();
export type CreativeTogether = z.infer<typeof creativeTogetherSchema>;
