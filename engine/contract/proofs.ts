import { z } from 'zod';
import { sourceSchema } from './freshness.ts';
import { instantSchema } from './primitives.ts';

/**
 * Names a number so that its proof can be made: `<measure>/<key>/…`, each part URI-encoded,
 * such as `creative.p_best/<testId>/<variantId>`.
 */
export const proofRefSchema = z.string().regex(/^[a-z_]+(\.[a-z0-9_]+)+(\/[^/]+)*$/);

export const proofIdSchema = z.string().regex(/^pf_[0-9a-f]{32}$/);

/**
 * How the serializer is to show a value. Fractions for rate, percentage_points and probability; minor units of a currency
 * for money; a factor for ratio (3.2×); `YYYY-MM-DD` for day; a UTC instant for instant; milliseconds for duration; a
 * number of days for days.
 */
export const valueKindSchema = z.enum([
  'count',
  'rate',
  'percentage_points',
  'probability',
  'money',
  'number',
  'ratio',
  'day',
  'instant',
  'duration',
  'days',
  'text',
]);
export type ValueKind = z.infer<typeof valueKindSchema>;

export const proofValueSchema = z
  .object({
    kind: valueKindSchema,
    value: z.union([z.number(), z.string()]).nullable(),
    currency: z.string().optional(),
  })
  .readonly();
export type ProofValue = z.infer<typeof proofValueSchema>;

export const proofSchema = z
  .object({
    id: proofIdSchema,
    ref: proofRefSchema,
    /** What the number is, as a title: "P(best) of variant C". */
    label: z.string(),
    value: proofValueSchema,
    query: z
      .object({
        id: z.string(),
        sql: z.string(),
        params: z.array(z.object({ name: z.string(), value: z.union([z.string(), z.number()]).nullable() })).readonly(),
      })
      .readonly(),
    sources: z.array(sourceSchema).readonly(),
    method: z
      .object({
        name: z.string(),
        version: z.string(),
        /** null: the method uses no randomness. */
        seed: z.int().nullable(),
        parameters: z.array(z.object({ name: z.string(), value: z.string() })).readonly(),
        assumptions: z.array(z.string()).readonly(),
        reference: z.string(),
      })
      .readonly(),
    caveats: z.array(z.string()).readonly(),
    computedAt: instantSchema,
  })
  .readonly();
export type Proof = z.infer<typeof proofSchema>;

export const proofRunSchema = z
  .object({
    proofId: proofIdSchema,
    holds: z.boolean(),
    was: proofValueSchema,
    now: proofValueSchema,
    /** One sentence: why it differs (a newer load, fewer rows), or that it holds. */
    explanation: z.string(),
    sources: z.array(sourceSchema).readonly(),
    ranAt: instantSchema,
    elapsedMs: z.number(),
  })
  .readonly();
export type ProofRun = z.infer<typeof proofRunSchema>;
