import { z } from 'zod';
import { daySchema, instantSchema, probabilitySchema, uuidSchema } from './primitives.ts';

/** Names an experiment, a flag, a variation or a metric: in addresses, in exports and in the hash. */
export const slugSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_-]{0,62}$/, 'small letters, digits, - and _, at most 63, beginning with a letter or digit');

/** draft: can be edited. running: units are assigned. stopped: no new units, still read. decided: done. */
export const experimentStatusSchema = z.enum(['draft', 'running', 'stopped', 'decided']);
export type ExperimentStatus = z.infer<typeof experimentStatusSchema>;

export const experimentVariationSchema = z
  .object({
    key: slugSchema,
    name: z.string().trim().min(1).max(80),
    /** Share of the units in the experiment, 0 to 1. All of them add up to 1. */
    weight: probabilitySchema,
    /** What the flag is for units of this variation. */
    value: z.json(),
    /** What is different, for the reader. */
    description: z.string().max(400),
  })
  .readonly();
export type ExperimentVariation = z.infer<typeof experimentVariationSchema>;

/** Events that count, counted from a unit's first exposure. */
export const metricWindowSchema = z
  .object({
    /** Hours after the exposure before events count. */
    delayHours: z.int().min(0).max(2160),
    /** Hours for which they count from then on; null: to the end of the experiment. */
    hours: z.int().min(1).max(8760).nullable(),
  })
  .readonly();

/**
 * How large values of single units are held down: `value` in the metric's unit, `percentile` of all units with a value
 * above zero, taken over both arms together (Kohavi, Tang & Xu 2020, ch. 19).
 */
export const cappingSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }).readonly(),
  z.object({ kind: z.literal('value'), value: z.number().positive() }).readonly(),
  z.object({ kind: z.literal('percentile'), percentile: z.number().min(0.5).max(0.9999) }).readonly(),
]);

const event = z.string().trim().min(1).max(120);

const metricFields = {
  id: slugSchema,
  name: z.string().trim().min(1).max(80),
  /** goal: decides. secondary: explains. guardrail: must not get worse. */
  role: z.enum(['goal', 'secondary', 'guardrail']),
  /** Whether more of it is better. */
  better: z.enum(['higher', 'lower']),
  /** The metric of `ab_outcomes` it is made from. */
  event,
  window: metricWindowSchema,
  /** Currency of the values (major units), when it is money. */
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .nullable(),
} as const;

/**
 * What is measured per unit. mean: sum of the values. proportion: whether the unit has the event. ratio: sum of values
 * over the sum (or count) of another event. quantile: of the values of single events, or of the units' sums. retention:
 * whether the unit has the event in the window, among units whose window is over.
 */
export const experimentMetricSchema = z.discriminatedUnion('kind', [
  z.object({ ...metricFields, kind: z.literal('mean'), capping: cappingSchema }).readonly(),
  z.object({ ...metricFields, kind: z.literal('proportion') }).readonly(),
  z
    .object({
      ...metricFields,
      kind: z.literal('ratio'),
      denominator: z.object({ event, of: z.enum(['sum', 'count']) }).readonly(),
      capping: cappingSchema,
    })
    .readonly(),
  z
    .object({
      ...metricFields,
      kind: z.literal('quantile'),
      level: z.number().min(0.01).max(0.99),
      of: z.enum(['events', 'units']),
      /** Units without the event are left out and not counted as zero. */
      ignoreZeros: z.boolean(),
    })
    .readonly(),
  z.object({ ...metricFields, kind: z.literal('retention') }).readonly(),
]);
export type ExperimentMetric = z.infer<typeof experimentMetricSchema>;

/** How the experiment will be judged; fixed when it starts. */
export const decisionRuleSchema = z
  .object({
    /** sequential, the default: may be looked at every day. fixed: read once, at the planned end. bayesian: chance to win. */
    method: z.enum(['sequential', 'fixed', 'bayesian']),
    alpha: z.number().min(0.001).max(0.2),
    /** Where several goals and variations are compared: over all of them. */
    correction: z.enum(['holm', 'benjamini_hochberg', 'none']),
    /** two: better or worse. greater: only whether it is better. */
    sides: z.enum(['two', 'greater']),
    /** Normal prior over the relative effect, for bayesian; null: flat. */
    prior: z.object({ mean: z.number(), sd: z.number().positive() }).readonly().nullable(),
    /** Bayesian: chance to win at which it is decided. */
    chanceToWin: z.number().min(0.5).max(0.9999),
    /** Days of events before the exposure used as covariate (CUPED); 0: none. */
    covariateDays: z.int().min(0).max(90),
    /** No verdict before so many days, so that each weekday counts, and so many units in each variation. */
    minDays: z.int().min(1).max(90),
    minUnits: z.int().min(2),
    /** What a guardrail may lose at most, as a share of the control, before the experiment is to be rolled back. */
    guardrailMargin: z.number().min(0).max(1),
  })
  .readonly();
export type DecisionRule = z.infer<typeof decisionRuleSchema>;

/** The size it was planned for. */
export const experimentPlanSchema = z
  .object({
    /** Smallest relative effect on the goals worth finding, such as 0.05. */
    minimumEffect: z.number().min(0.001).max(5),
    power: z.number().min(0.5).max(0.99),
    /** The goal's value today and its standard deviation between units, in the goal's unit. */
    baseline: z.number(),
    sd: z.number().positive(),
    /** Units expected a day, over all variations. */
    unitsPerDay: z.number().positive(),
    /** Planned length in days. */
    days: z.int().min(1).max(365),
  })
  .readonly();
export type ExperimentPlan = z.infer<typeof experimentPlanSchema>;

/** All that is written down about an experiment before it starts. */
export const experimentDesignSchema = z
  .object({
    key: slugSchema,
    name: z.string().trim().min(1).max(120),
    /** What is believed, why, and what would be seen if it is true. */
    hypothesis: z.string().trim().max(2000),
    /** `unit_type` of ab_exposures and ab_outcomes: user, visitor, account. */
    unit: z.string().trim().min(1).max(40),
    /** The flag whose value it decides. */
    flag: slugSchema,
    /** What units get that are not in the experiment. */
    defaultValue: z.json(),
    /** The control first. */
    variations: z.array(experimentVariationSchema).min(2).max(12).readonly(),
    /** Share of the targeted units that are in it. */
    coverage: probabilitySchema,
    /** Condition on attributes in GrowthBook's language (docs/spec/assignment.md); {}: everybody. */
    targeting: z.record(z.string(), z.json()).readonly(),
    /** Experiments of one namespace with separate parts of [0, 1) never share a unit. */
    namespace: z.object({ name: slugSchema, from: probabilitySchema, to: probabilitySchema }).readonly().nullable(),
    /** Flag of a holdout whose units stay out; null: none. */
    holdout: slugSchema.nullable(),
    hashVersion: z.union([z.literal(1), z.literal(2)]),
    /** What is hashed beside the unit's id; another seed splits anew. */
    seed: z.string().min(1).max(80),
    /** Units keep their variation when weights, coverage or targeting change. */
    sticky: z.boolean(),
    /** At least one goal before it can start. */
    metrics: z.array(experimentMetricSchema).max(60).readonly(),
    rule: decisionRuleSchema,
    plan: experimentPlanSchema.nullable(),
  })
  .readonly();
export type ExperimentDesign = z.infer<typeof experimentDesignSchema>;

export const experimentOutcomeSchema = z.enum(['ship', 'roll_back']);

/** What was decided: which variation everybody gets from now on. */
export const experimentDecisionSchema = z
  .object({
    outcome: experimentOutcomeSchema,
    variation: slugSchema,
    reason: z.string().trim().min(1).max(2000),
    proposalId: uuidSchema,
  })
  .readonly();
export type ExperimentDecision = z.infer<typeof experimentDecisionSchema>;

/** An experiment as it stands: its design and what was done with it. */
export const experimentRecordSchema = z
  .object({
    design: experimentDesignSchema,
    status: experimentStatusSchema,
    /** Counts up with each change of the design; part of what a read rests on. */
    version: z.int().min(1),
    createdAt: instantSchema,
    startedAt: instantSchema.nullable(),
    /** First day (UTC) whose exposures count, when it is not the start: they were in the data before. */
    since: daySchema.nullable(),
    stoppedAt: instantSchema.nullable(),
    decidedAt: instantSchema.nullable(),
    decision: experimentDecisionSchema.nullable(),
  })
  .readonly();
export type ExperimentRecord = z.infer<typeof experimentRecordSchema>;

/** One line of the decision log: who did what, when and why. */
export const experimentChangeSchema = z
  .object({
    seq: z.int(),
    at: instantSchema,
    actor: z.string(),
    change: z.enum(['saved', 'started', 'stopped', 'proposed', 'approved', 'rejected', 'decided', 'removed']),
    summary: z.string(),
    hash: z.string(),
  })
  .readonly();
export type ExperimentChange = z.infer<typeof experimentChangeSchema>;

/** What the editor asks while the design is being written. */
export const experimentSizeInputSchema = z
  .object({
    plan: experimentPlanSchema,
    rule: decisionRuleSchema,
    variations: z.int().min(2).max(12),
    goals: z.int().min(1).max(60),
    binary: z.boolean(),
  })
  .readonly();
export type ExperimentSizeInput = z.infer<typeof experimentSizeInputSchema>;

/** Units and days for the smallest effect, and the smallest effect by length. */
export const experimentSizeSchema = z
  .object({
    unitsPerVariation: z.number(),
    days: z.number(),
    /** Smallest relative effect found with the planned power after so many days. */
    curve: z.array(z.object({ days: z.int(), effect: z.number() }).readonly()).readonly(),
    /** Chance of finding the smallest effect, by its size, at the planned length. */
    powerByEffect: z.array(z.object({ effect: z.number(), power: probabilitySchema }).readonly()).readonly(),
    sentence: z.string(),
    /** What stands in for a proof, because a plan rests on no data: by which formula it was computed, and from what. */
    basis: z
      .object({
        method: z.string(),
        formula: z.string(),
        inputs: z.array(z.object({ name: z.string(), value: z.string() }).readonly()).readonly(),
        assumptions: z.array(z.string()).readonly(),
        reference: z.string(),
      })
      .readonly(),
  })
  .readonly();
export type ExperimentSize = z.infer<typeof experimentSizeSchema>;

/** What the data say about a metric before anything is tested: for planning. */
export const metricBaselineSchema = z
  .object({
    event: z.string(),
    unit: z.string(),
    firstDay: daySchema,
    lastDay: daySchema,
    units: z.int(),
    mean: z.number(),
    sd: z.number(),
    share: probabilitySchema,
    unitsPerDay: z.number(),
  })
  .readonly();
export type MetricBaseline = z.infer<typeof metricBaselineSchema>;
