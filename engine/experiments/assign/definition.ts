import { z } from 'zod';
import type { Json } from '../../core/index.ts';

/**
 * What is assigned by: experiments, features and the context they are judged in, in the shape of GrowthBook's payload
 * (SDK specification 0.8), so that its files can be read and its kits give the same answers. Fields that are not known
 * are dropped.
 */

const jsonSchema: z.ZodType<Json> = z.json();
const rangeSchema = z.tuple([z.number(), z.number()]).readonly();
const conditionSchema = z.record(z.string(), jsonSchema);
const namespaceSchema = z.tuple([z.string(), z.number(), z.number()]).readonly();

const filterSchema = z.object({
  seed: z.string(),
  ranges: z.array(rangeSchema).readonly(),
  attribute: z.string().optional(),
  hashVersion: z.number().optional(),
});

const variationMetaSchema = z.object({
  key: z.string().optional(),
  name: z.string().optional(),
  /** Units in this variation go on to the next rule: how a holdout lets the others through. */
  passthrough: z.boolean().optional(),
});

const parentConditionSchema = z.object({
  id: z.string(),
  condition: conditionSchema.optional(),
  /** Whether a parent that does not meet the condition blocks the whole feature, and not just this rule. */
  gate: z.boolean().optional(),
});

const bucketingFields = {
  coverage: z.number().optional(),
  weights: z.array(z.number()).readonly().optional(),
  ranges: z.array(rangeSchema).readonly().optional(),
  hashAttribute: z.string().optional(),
  fallbackAttribute: z.string().optional(),
  hashVersion: z.number().optional(),
  seed: z.string().optional(),
  disableStickyBucketing: z.boolean().optional(),
  bucketVersion: z.number().optional(),
  minBucketVersion: z.number().optional(),
  namespace: namespaceSchema.optional(),
  filters: z.array(filterSchema).readonly().optional(),
  meta: z.array(variationMetaSchema).readonly().optional(),
  name: z.string().optional(),
  phase: z.string().optional(),
  condition: conditionSchema.optional(),
} as const;

const statusSchema = z.enum(['draft', 'running', 'stopped']);

export const experimentSchema = z.object({
  key: z.string(),
  variations: z.array(jsonSchema).readonly(),
  ...bucketingFields,
  parentConditions: z.array(parentConditionSchema).readonly().optional(),
  /** The variation everybody gets who would be assigned any. */
  force: z.number().optional(),
  active: z.boolean().optional(),
  status: statusSchema.optional(),
  groups: z.array(z.string()).readonly().optional(),
  /** A regular expression on the address. */
  url: z.string().optional(),
  urlPatterns: z
    .array(z.object({ include: z.boolean().optional(), type: z.string(), pattern: z.string() }))
    .readonly()
    .optional(),
  contextualBandit: z
    .object({
      leafId: z.number(),
      variationWeights: z.array(z.number()).readonly(),
      banditVersion: z.number().optional(),
    })
    .optional(),
});

export const ruleSchema = z.object({
  ...bucketingFields,
  id: z.string().optional(),
  key: z.string().optional(),
  parentConditions: z.array(parentConditionSchema).readonly().optional(),
  force: jsonSchema.optional(),
  range: rangeSchema.optional(),
  variations: z.array(jsonSchema).readonly().optional(),
  /** The variations of a contextual bandit, under a name that kits without bandits pass over. */
  contextualVariations: z.array(jsonSchema).readonly().optional(),
  contextualBanditRef: z.string().optional(),
});

export const featureSchema = z.object({
  defaultValue: jsonSchema.optional(),
  rules: z.array(ruleSchema).readonly().optional(),
  /** False switches the feature off: nobody gets a value of it. */
  enabled: z.boolean().optional(),
  /** Names of its values, for those who ask for a variant and not a value. */
  variants: z.record(z.string(), jsonSchema).optional(),
  metadata: z.record(z.string(), jsonSchema).nullish(),
});

const contextualBanditSchema = z.object({
  banditVersion: z.number().optional(),
  contexts: z
    .array(
      z.object({
        leafId: z.number(),
        condition: conditionSchema.optional(),
        weights: z.array(z.number()).readonly(),
      }),
    )
    .readonly()
    .optional(),
});

const overrideSchema = z.object({
  condition: conditionSchema.optional(),
  weights: z.array(z.number()).readonly().optional(),
  active: z.boolean().optional(),
  status: statusSchema.optional(),
  force: z.number().optional(),
  coverage: z.number().optional(),
  groups: z.array(z.string()).readonly().optional(),
  namespace: namespaceSchema.optional(),
  url: z.string().optional(),
});

export const contextSchema = z.object({
  attributes: z.record(z.string(), jsonSchema).optional(),
  /** Win over `attributes`. */
  attributeOverrides: z.record(z.string(), jsonSchema).optional(),
  features: z.record(z.string(), featureSchema).optional(),
  /** Experiments outside features: only what their units are found by is read. */
  experiments: z
    .array(z.object({ hashAttribute: z.string().optional(), fallbackAttribute: z.string().optional() }))
    .readonly()
    .optional(),
  savedGroups: z.record(z.string(), jsonSchema).optional(),
  contextualBandits: z.record(z.string(), contextualBanditSchema).optional(),
  /** False: nobody is in any experiment. */
  enabled: z.boolean().optional(),
  /** Only variations that are forced. */
  qaMode: z.boolean().optional(),
  url: z.string().optional(),
  groups: z.record(z.string(), z.boolean()).optional(),
  forcedVariations: z.record(z.string(), z.number()).optional(),
  forcedFeatureValues: z.record(z.string(), jsonSchema).optional(),
  overrides: z.record(z.string(), overrideSchema).optional(),
});

/** What was assigned to one value of one attribute, by `experiment__bucketVersion`: the key of a variation. */
export const stickyDocSchema = z.object({
  attributeName: z.string(),
  attributeValue: z.string(),
  assignments: z.record(z.string(), z.string()),
});

export type Experiment = z.infer<typeof experimentSchema>;
export type FeatureRule = z.infer<typeof ruleSchema>;
export type Feature = z.infer<typeof featureSchema>;
export type ParentCondition = z.infer<typeof parentConditionSchema>;
export type Filter = z.infer<typeof filterSchema>;
export type AssignmentContext = z.infer<typeof contextSchema>;
export type StickyDoc = z.infer<typeof stickyDocSchema>;
