import { z } from 'zod';
import type { Json } from '../core/index.ts';
import {
  experimentChangeSchema,
  experimentDesignSchema,
  experimentMetricSchema,
  experimentRecordSchema,
  experimentStatusSchema,
  metricBaselineSchema,
} from './experiment-design.ts';
import { sourceSchema } from './freshness.ts';
import { daySchema, intervalSchema, probabilitySchema } from './primitives.ts';

/**
 * ship: a variation is better and no guardrail is worse. roll_back: worse on a goal, or a guardrail lost more than its
 * margin. ready_for_review: the planned end is reached or goals disagree; a person has to weigh. keep_running: not enough
 * yet. unhealthy: the data can not be trusted, so no verdict is shown. no_data: nobody was exposed, or no
 * outcomes were ever loaded.
 */
export const experimentVerdictSchema = z.enum([
  'ship',
  'roll_back',
  'ready_for_review',
  'keep_running',
  'unhealthy',
  'no_data',
]);
export type ExperimentVerdict = z.infer<typeof experimentVerdictSchema>;

export const verdictReadSchema = z
  .object({
    state: experimentVerdictSchema,
    /** Variation it is about; null when it is about none. */
    variation: z.string().nullable(),
    /** Why, with the numbers, in one or two sentences. */
    reason: z.string(),
    /** What would change it. */
    change: z.string(),
    /** Days it will still take at the present pace; null when that can't be told or it is done. */
    daysLeft: z.number().nullable(),
  })
  .readonly();
export type VerdictRead = z.infer<typeof verdictReadSchema>;

export const healthOutcomeSchema = z.enum(['pass', 'warn', 'fail', 'unknown']);
export type HealthOutcome = z.infer<typeof healthOutcomeSchema>;

/** `fail` makes the experiment unhealthy. */
export const experimentCheckSchema = z
  .object({
    id: z.enum([
      'sample_ratio',
      'multiple_exposure',
      'pre_exposure_bias',
      'unknown_variation',
      'enough_units',
      'whole_weeks',
      'freshness',
      'novelty',
      'suspicious_effect',
    ]),
    title: z.string(),
    outcome: healthOutcomeSchema,
    /** What was found, with numbers, as a sentence. */
    evidence: z.string(),
    /** What to do when it is not a pass; null otherwise. */
    next: z.string().nullable(),
    pValue: probabilitySchema.nullable(),
  })
  .readonly();
export type ExperimentCheck = z.infer<typeof experimentCheckSchema>;

/** The difference of a variation to the control in one metric. Relative: a share of the control's value. */
export const comparisonSchema = z
  .object({
    variation: z.string(),
    /** null: there is none, and `gap` says why. */
    estimate: z.number().nullable(),
    interval: intervalSchema.nullable(),
    /** Of the rule's method; adjusted for all goals and variations by the rule's correction. */
    pValue: probabilitySchema.nullable(),
    adjustedPValue: probabilitySchema.nullable(),
    chanceToWin: probabilitySchema.nullable(),
    /** What is lost on average if it is shipped and was worse; a share of the control. */
    expectedLoss: z.number().nullable(),
    /** Absolute difference in the metric's unit. */
    difference: z.number().nullable(),
    differenceInterval: intervalSchema.nullable(),
    /** 50 quantiles of the effect for a dotplot, ascending; empty without an estimate. */
    dots: z.array(z.number()).readonly(),
    /** Share of the variance the covariate took away; null when none is used. */
    varianceReduction: z.number().nullable(),
    /** Taking into account which direction is better. */
    reads: z.enum(['better', 'worse', 'cant_tell', 'no_read']),
    gap: z.string().nullable(),
    /** "9 of 10 plausible effects are above zero." */
    sentence: z.string(),
  })
  .readonly();
export type Comparison = z.infer<typeof comparisonSchema>;

export const metricReadSchema = z
  .object({
    metric: experimentMetricSchema,
    /** In the order of the design. `value` in the metric's unit; `units` those that count for it. */
    arms: z
      .array(
        z
          .object({
            variation: z.string(),
            units: z.int(),
            value: z.number().nullable(),
            interval: intervalSchema.nullable(),
            /** Sum of the values, or how many units have the event. */
            total: z.number().nullable(),
          })
          .readonly(),
      )
      .readonly(),
    comparisons: z.array(comparisonSchema).readonly(),
  })
  .readonly();
export type MetricRead = z.infer<typeof metricReadSchema>;

/** The effect of one metric as it stood at the end of each day, with the interval of the rule's method. */
export const effectDaySchema = z
  .object({
    day: daySchema,
    metric: z.string(),
    variation: z.string(),
    estimate: z.number().nullable(),
    low: z.number().nullable(),
    high: z.number().nullable(),
  })
  .readonly();
export type EffectDay = z.infer<typeof effectDaySchema>;

export const exposureDaySchema = z
  .object({
    day: daySchema,
    variation: z.string(),
    /** Units first exposed on the day, and up to it. */
    units: z.int(),
    cumulative: z.int(),
    /** Sample-ratio p-value over everything up to the day; the same for all variations. */
    sampleRatioPValue: probabilitySchema.nullable(),
  })
  .readonly();
export type ExposureDay = z.infer<typeof exposureDaySchema>;

/** One goal in one part of the units. p-values are adjusted over all parts of all dimensions together. */
export const segmentReadSchema = z
  .object({
    dimension: z.enum(['segment', 'device', 'country']),
    value: z.string(),
    metric: z.string(),
    units: z.int(),
    comparison: comparisonSchema,
    /** Whether the effect here differs from that of the other units, adjusted; null: can't tell. */
    differsPValue: probabilitySchema.nullable(),
  })
  .readonly();
export type SegmentRead = z.infer<typeof segmentReadSchema>;

/** The effect by days since a unit's first exposure: a novelty fades, a learning grows. */
export const noveltyPointSchema = z
  .object({
    metric: z.string(),
    variation: z.string(),
    /** 0: the first 24 hours. */
    age: z.int(),
    units: z.int(),
    estimate: z.number().nullable(),
    interval: intervalSchema.nullable(),
  })
  .readonly();
export type NoveltyPoint = z.infer<typeof noveltyPointSchema>;

/** Where the running experiment stands against its plan. */
export const progressReadSchema = z
  .object({
    days: z.int(),
    units: z.int(),
    plannedDays: z.int().nullable(),
    plannedUnits: z.number().nullable(),
    /** Smallest relative effect on the first goal that the units so far can find with the planned power. */
    detectable: z.number().nullable(),
    /** Chance of finding the planned effect by days, from today's pace. */
    curve: z.array(z.object({ days: z.int(), power: probabilitySchema, detectable: z.number() }).readonly()).readonly(),
    sentence: z.string(),
  })
  .readonly();

/** What the data worker reads of one experiment; main adds the log. */
export const experimentReadSchema = z
  .object({
    experiment: experimentRecordSchema,
    verdict: verdictReadSchema,
    checks: z.array(experimentCheckSchema).readonly(),
    /** First and last day with exposures; null: none. */
    firstDay: daySchema.nullable(),
    lastDay: daySchema.nullable(),
    units: z.int(),
    arms: z
      .array(
        z
          .object({ variation: z.string(), units: z.int(), share: probabilitySchema, planned: probabilitySchema })
          .readonly(),
      )
      .readonly(),
    metrics: z.array(metricReadSchema).readonly(),
    daily: z.array(effectDaySchema).readonly(),
    exposure: z.array(exposureDaySchema).readonly(),
    segments: z.array(segmentReadSchema).readonly(),
    novelty: z.array(noveltyPointSchema).readonly(),
    progress: progressReadSchema,
    /** One sentence that says what was found. */
    sentence: z.string(),
    caveats: z.array(z.string()).readonly(),
    sources: z.array(sourceSchema).readonly(),
  })
  .readonly();
export type ExperimentRead = z.infer<typeof experimentReadSchema>;

/** The result page: the read and what people did. */
export const experimentResultSchema = z
  .object({
    read: experimentReadSchema,
    log: z.array(experimentChangeSchema).readonly(),
    /** What the signed-in member may do now, and if not, why. */
    may: z
      .object({
        edit: z.object({ allowed: z.boolean(), reason: z.string() }).readonly(),
        start: z.object({ allowed: z.boolean(), reason: z.string() }).readonly(),
        stop: z.object({ allowed: z.boolean(), reason: z.string() }).readonly(),
        decide: z.object({ allowed: z.boolean(), reason: z.string() }).readonly(),
      })
      .readonly(),
  })
  .readonly();
export type ExperimentResult = z.infer<typeof experimentResultSchema>;

/**
 * How far something of the list is read. record: nothing but what the records say; units: its units are counted;
 * waiting: for a load that runs, because it is too large to be read meanwhile; done.
 */
export const listReadingSchema = z.enum(['record', 'units', 'waiting', 'done']);
export type ListReading = z.infer<typeof listReadingSchema>;

/**
 * One experiment in the list. Verdict and effect are null for a draft, and until it is read; until its units are counted,
 * they and its days are 0.
 */
export const experimentRowSchema = z
  .object({
    reading: listReadingSchema,
    key: z.string(),
    name: z.string(),
    status: experimentStatusSchema,
    flag: z.string(),
    /** The part of a namespace it takes. */
    namespace: experimentDesignSchema.unwrap().shape.namespace,
    firstDay: daySchema.nullable(),
    days: z.int(),
    variations: z.int(),
    units: z.int(),
    /** The first goal. */
    goal: z.object({ metric: z.string(), name: z.string() }).readonly().nullable(),
    /** The best variation's relative effect on the first goal; null when the verdict is unhealthy or there is none. */
    effect: z.object({ variation: z.string(), estimate: z.number(), interval: intervalSchema }).readonly().nullable(),
    verdict: verdictReadSchema.nullable(),
    /** Worst outcome of its checks. */
    health: healthOutcomeSchema.nullable(),
  })
  .readonly();
export type ExperimentRow = z.infer<typeof experimentRowSchema>;

export const experimentListSchema = z
  .object({
    /** `units`: some rows are not read yet; `done`: all are, but for those that wait. Until `units`, nothing is known of the data. */
    reading: listReadingSchema.exclude(['waiting']),
    experiments: z.array(experimentRowSchema).readonly(),
    /** Experiments that have exposures in the data and no design here. */
    undefined: z
      .array(
        z
          .object({
            key: z.string(),
            unit: z.string(),
            units: z.int(),
            firstDay: daySchema,
            lastDay: daySchema,
            variations: z.array(z.string()).readonly(),
          })
          .readonly(),
      )
      .readonly(),
    sources: z.array(sourceSchema).readonly(),
  })
  .readonly();
export type ExperimentList = z.infer<typeof experimentListSchema>;

/** What a new design can be made from: the events, units and their baselines in the data. */
export const experimentVocabularySchema = z.object({ baselines: z.array(metricBaselineSchema).readonly() }).readonly();
export type ExperimentVocabulary = z.infer<typeof experimentVocabularySchema>;

const json: z.ZodType<Json> = z.json();

/** One unit asks what it gets. */
export const assignInputSchema = z
  .object({
    /** A flag, or an experiment by its key. */
    flag: z.string().min(1).max(120),
    unitId: z.string().min(1).max(256),
    attributes: z.record(z.string(), z.json()).readonly().default({}),
  })
  .readonly();
export type AssignInput = z.infer<typeof assignInputSchema>;

export const assignmentSchema = z
  .object({
    flag: z.string(),
    value: json,
    /** Why: unknownFeature, disabled, defaultValue, force, experiment, prerequisite, … */
    source: z.string(),
    experiment: z.string().nullable(),
    variation: z.string().nullable(),
    /** False: it gets the default and counts for nothing. */
    inExperiment: z.boolean(),
    /** True when this call was the first to assign this unit. */
    first: z.boolean(),
  })
  .readonly();
export type Assignment = z.infer<typeof assignmentSchema>;

/** A unit has really seen its variation: counted once per unit and experiment. */
export const exposureInputSchema = z
  .object({ experiment: z.string().min(1), unitId: z.string().min(1).max(256) })
  .readonly();

/** A switch, off unless it is turned on. */
export const featureFlagSchema = z
  .object({
    key: z.string(),
    enabled: z.boolean(),
    value: json,
    experiment: z.string().nullable(),
    note: z.string(),
  })
  .readonly();
export type FeatureFlag = z.infer<typeof featureFlagSchema>;
