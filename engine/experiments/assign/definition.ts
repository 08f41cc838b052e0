import { z } from 'zod';
import type { Json } from '../../core/index.ts';

/**
 * What is assigned by: experiments, features and the context they are judged in, in the shape of GrowthBook's payload
 * (SDK specification 0.8), so that its files can be read and its kits give the same answers. Fields that are not known
 * are dropped.
 */

const jsonSchema: z.ZodType<Json> = z.json();
/** A field that may be missing; null says no more than that, as GrowthBook's kits read it. */
const said = <T extends z.ZodType>(schema: T) => z.preprocess((given) => given ?? undefined, schema.optional());
const rangeSchema = z.tuple([z.number(), z.number()]).readonly();
const conditionSchema = z.record(z.string(), jsonSchema);
const namespaceSchema = z.tuple([z.string(), z.number(), z.number()]).readonly();

const filterSchema = z.object({
  seed: z.string(),
  ranges: z.array(rangeSchema).readonly(),
  attribute: said(z.string()),
  hashVersion: said(z.number()),
});

const variationMetaSchema = z.object({
  key: said(z.string()),
  name: said(z.string()),
  /** Units in this variation go on to the next rule: how a holdout lets the others through. */
  passthrough: said(z.boolean()),
});

const parentConditionSchema = z.object({
  id: z.string(),
  condition: said(conditionSchema),
  /** Whether a parent that does not meet the condition blocks the whole feature, and not just this rule. */
  gate: said(z.boolean()),
});

const bucketingFields = {
  coverage: z.number().optional(),
  weights: said(z.array(z.number()).readonly()),
  ranges: said(z.array(rangeSchema).readonly()),
  hashAttribute: said(z.string()),
  fallbackAttribute: said(z.string()),
  hashVersion: said(z.number()),
  seed: said(z.string()),
  disableStickyBucketing: said(z.boolean()),
  bucketVersion: z.number().optional(),
  minBucketVersion: z.number().optional(),
  namespace: said(namespaceSchema),
  filters: said(z.array(filterSchema).readonly()),
  meta: said(z.array(variationMetaSchema).readonly()),
  name: said(z.string()),
  phase: said(z.string()),
  condition: said(conditionSchema),
} as const;

const statusSchema = z.enum(['draft', 'running', 'stopped']);

export const experimentSchema = z.object({
  key: z.string(),
  variations: z.array(jsonSchema).readonly(),
  ...bucketingFields,
  parentConditions: said(z.array(parentConditionSchema).readonly()),
  /** The variation everybody gets who would be assigned any. */
  force: z.number().optional(),
  active: said(z.boolean()),
  status: said(statusSchema),
  groups: said(z.array(z.string()).readonly()),
  /** A regular expression on the address. */
  url: said(z.string()),
  urlPatterns: said(
    z.array(z.object({ include: said(z.boolean()), type: z.string(), pattern: z.string() })).readonly(),
  ),
  contextualBandit: said(
    z.object({
      leafId: z.number(),
      variationWeights: z.array(z.number()).readonly(),
      banditVersion: z.number().optional(),
    }),
  ),
});

export const ruleSchema = z.object({
  ...bucketingFields,
  id: said(z.string()),
  key: said(z.string()),
  parentConditions: said(z.array(parentConditionSchema).readonly()),
  force: jsonSchema.optional(),
  range: said(rangeSchema),
  variations: said(z.array(jsonSchema).readonly()),
  /** The variations of a contextual bandit, under a name that kits without bandits pass over. */
  contextualVariations: said(z.array(jsonSchema).readonly()),
  contextualBanditRef: said(z.string()),
});

export const featureSchema = z.object({
  defaultValue: jsonSchema.optional(),
  rules: said(z.array(ruleSchema).readonly()),
  /** False switches the feature off: nobody gets a value of it. */
  enabled: said(z.boolean()),
  /** Names of its values, for those who ask for a variant and not a value. */
  variants: z.record(z.string(), jsonSchema).optional(),
  metadata: z.record(z.string(), jsonSchema).nullish(),
});

const contextualBanditSchema = z.object({
  banditVersion: z.number().optional(),
  contexts: said(
    z
      .array(
        z.object({
          leafId: z.number(),
          condition: said(conditionSchema),
          weights: z.array(z.number()).readonly(),
        }),
      )
      .readonly(),
  ),
});

const overrideSchema = z.object({
  condition: said(conditionSchema),
  weights: said(z.array(z.number()).readonly()),
  active: said(z.boolean()),
  status: said(statusSchema),
  force: z.number().optional(),
  coverage: z.number().optional(),
  groups: said(z.array(z.string()).readonly()),
  namespace: said(namespaceSchema),
  url: said(z.string()),
});

export const contextSchema = z.object({
  attributes: said(z.record(z.string(), jsonSchema)),
  /** Win over `attributes`. */
  attributeOverrides: said(z.record(z.string(), jsonSchema)),
  features: said(z.record(z.string(), featureSchema)),
  /** Experiments outside features: only what their units are found by is read. */
  experiments: said(
    z.array(z.object({ hashAttribute: said(z.string()), fallbackAttribute: said(z.string()) })).readonly(),
  ),
  savedGroups: said(z.record(z.string(), jsonSchema)),
  contextualBandits: said(z.record(z.string(), contextualBanditSchema)),
  /** False: nobody is in any experiment. */
  enabled: said(z.boolean()),
  /** Only variations that are forced. */
  qaMode: said(z.boolean()),
  url: said(z.string()),
  groups: said(z.record(z.string(), z.boolean())),
  forcedVariations: said(z.record(z.string(), z.number())),
  forcedFeatureValues: said(z.record(z.string(), jsonSchema)),
  overrides: said(z.record(z.string(), overrideSchema)),
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
