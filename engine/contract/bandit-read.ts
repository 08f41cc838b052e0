import { z } from 'zod';
import { slugSchema } from './experiment-design.ts';
import { armStateSchema, banditDecisionSchema, cellPriorSchema, exploreCellRecordSchema } from './explore-cells.ts';
import { sourceSchema } from './freshness.ts';
import { daySchema, instantSchema, intervalSchema, probabilitySchema } from './primitives.ts';

/** A posterior by its family and parameters. student: location-scale t with `df` degrees of freedom. */
export const posteriorSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('beta'), alpha: z.number().positive(), beta: z.number().positive() }).readonly(),
  z.object({ kind: z.literal('gamma'), shape: z.number().positive(), rate: z.number().positive() }).readonly(),
  z
    .object({ kind: z.literal('student'), mean: z.number(), scale: z.number().positive(), df: z.number().positive() })
    .readonly(),
]);
export type ArmPosterior = z.infer<typeof posteriorSchema>;

/** An arm as it was believed on one night: a row of `bandit_posteriors`. */
export const posteriorSnapshotSchema = z
  .object({
    cell: slugSchema,
    arm: z.string(),
    /** The night's day: data up to and with it. */
    day: daySchema,
    cellVersion: z.int().min(1),
    posterior: posteriorSchema,
    mean: z.number(),
    interval: intervalSchema,
    pBest: probabilitySchema,
    expectedLoss: z.number(),
    /** Recommended share of the traffic. */
    share: probabilitySchema,
    trials: z.number(),
    reward: z.number(),
    /** First day with data of the arm. */
    since: daySchema.nullable(),
    /** Seed of the draws; the same seed and data give the same row. */
    seed: z.string(),
    draws: z.int(),
    dataThrough: daySchema,
    recordedAt: instantSchema,
    /** 1, and one more each time a restatement of the data changed the row. */
    revision: z.int().min(1),
  })
  .readonly();
export type PosteriorSnapshot = z.infer<typeof posteriorSnapshotSchema>;

/** A snapshot as it is computed: when it was written and how often is the table's to say. */
export const posteriorNightSchema = posteriorSnapshotSchema
  .unwrap()
  .omit({ recordedAt: true, revision: true })
  .readonly();
export type PosteriorNight = z.infer<typeof posteriorNightSchema>;

/** What a list of snapshots is asked for; without a field, all there are. */
export const posteriorQuerySchema = z
  .object({ cell: slugSchema.optional(), from: daySchema.optional(), to: daySchema.optional() })
  .readonly();
export type PosteriorQuery = z.infer<typeof posteriorQuerySchema>;

/** Nights to record, by their days; without one: from the first that is missing, up to the last day of the data. */
export const nightRangeSchema = z.object({ from: daySchema.optional(), to: daySchema.optional() }).readonly();
export type NightRange = z.infer<typeof nightRangeSchema>;

const band = z.object({ interval50: intervalSchema, interval80: intervalSchema, interval95: intervalSchema });

export const armReadSchema = z
  .object({
    arm: z.string(),
    label: z.string(),
    /** More about it, such as the text of a creative; may be empty. */
    note: z.string(),
    state: armStateSchema,
    trials: z.number(),
    reward: z.number(),
    since: daySchema.nullable(),
    lastDay: daySchema.nullable(),
    posterior: posteriorSchema,
    mean: z.number(),
    ...band.shape,
    /** On a grid common to all arms of the cell: x in the reward's unit. */
    density: z.object({ x: z.array(z.number()).readonly(), y: z.array(z.number()).readonly() }).readonly(),
    pBest: probabilitySchema,
    expectedLoss: z.number(),
    /** Recommended share of the traffic, floor and cap kept; 0 when killed. */
    share: probabilitySchema,
    /** Share of the trials it had over the last 7 days. */
    shareNow: probabilitySchema.nullable(),
    /** It has the trials the rule asks for. */
    enough: z.boolean(),
    drift: z
      .object({
        alarm: z.boolean(),
        /** First day after the change, as far as it can be told. */
        since: daySchema.nullable(),
        pValue: probabilitySchema,
        sentence: z.string(),
      })
      .readonly()
      .nullable(),
  })
  .readonly();
export type ArmRead = z.infer<typeof armReadSchema>;

/** An arm on a past night. */
export const armNightSchema = z
  .object({
    arm: z.string(),
    posterior: posteriorSchema,
    mean: z.number(),
    interval: intervalSchema,
    pBest: probabilitySchema,
    share: probabilitySchema,
    trials: z.number(),
  })
  .readonly();
export type ArmNight = z.infer<typeof armNightSchema>;

export const banditReadSchema = z
  .object({
    cell: exploreCellRecordSchema,
    dataThrough: daySchema.nullable(),
    /** What is counted: "impressions", "clicks", "click rate". */
    words: z.object({ trial: z.string(), reward: z.string(), value: z.string() }).readonly(),
    /** How the value is to be written. */
    unit: z.enum(['share', 'per_currency', 'ratio']),
    arms: z.array(armReadSchema).readonly(),
    /** By day, oldest first, from the data as it is now; `recorded`: a snapshot of that night is kept. */
    history: z
      .array(
        z
          .object({
            day: daySchema,
            arms: z.array(armNightSchema).readonly(),
            recorded: z.boolean(),
            /** The snapshot says something else: the data was restated since. */
            restated: z.boolean(),
          })
          .readonly(),
      )
      .readonly(),
    /** What another arm may still bring over the leader, at the 95th percentile; a share of the leader's value. */
    valueRemaining: z.object({ share: z.number(), stop: z.boolean(), sentence: z.string() }).readonly().nullable(),
    /** What was lost against always playing the arm that leads now, in rewards. */
    regret: z
      .object({ estimate: z.number(), interval: intervalSchema, equalSplit: z.number(), sentence: z.string() })
      .readonly()
      .nullable(),
    advice: z
      .object({
        kind: z.enum(['promote', 'kill', 'keep_running', 'stop', 'no_data']),
        arm: z.string().nullable(),
        reason: z.string(),
        /** What would change it. */
        change: z.string(),
      })
      .readonly(),
    draws: z.object({ count: z.int(), seed: z.string(), error: z.number() }).readonly(),
    sentence: z.string(),
    method: z.string(),
    caveats: z.array(z.string()).readonly(),
    sources: z.array(sourceSchema).readonly(),
  })
  .readonly();
export type BanditRead = z.infer<typeof banditReadSchema>;

const permission = z.object({ allowed: z.boolean(), reason: z.string() }).readonly();

/** Everything the page of one cell shows. */
export const banditResultSchema = z
  .object({
    read: banditReadSchema,
    decisions: z.array(banditDecisionSchema).readonly(),
    /** By arm: what the signed-in member may do now, and if not, why. */
    may: z
      .array(z.object({ arm: z.string(), promote: permission, kill: permission, keep: permission }).readonly())
      .readonly(),
  })
  .readonly();
export type BanditResult = z.infer<typeof banditResultSchema>;

/** One cell in the list of RL Insights. */
export const banditRowSchema = z
  .object({
    key: slugSchema,
    name: z.string(),
    status: exploreCellRecordSchema.unwrap().shape.status,
    kind: z.enum(['creatives', 'campaigns', 'audiences', 'landing_pages', 'cells']),
    value: z.string(),
    arms: z.int(),
    trials: z.number(),
    leader: z.object({ arm: z.string(), label: z.string(), pBest: probabilitySchema }).readonly().nullable(),
    advice: banditReadSchema.unwrap().shape.advice,
    drift: z.boolean(),
    lastNight: daySchema.nullable(),
  })
  .readonly();
export type BanditRow = z.infer<typeof banditRowSchema>;

export const banditListSchema = z
  .object({
    bandits: z.array(banditRowSchema).readonly(),
    dataThrough: daySchema.nullable(),
    method: z.string(),
  })
  .readonly();
export type BanditList = z.infer<typeof banditListSchema>;

/** A question about the future or another belief: so many more days at the recommended shares, another prior. */
export const whatIfInputSchema = z
  .object({
    key: slugSchema,
    moreDays: z.int().min(0).max(90),
    prior: cellPriorSchema.nullable(),
  })
  .readonly();
export type WhatIfInput = z.infer<typeof whatIfInputSchema>;

const OWN_PRIOR = 'own';

/** The prior of a question as a key of a proof reference; the rule's own is "own". */
export const priorKey = (prior: WhatIfInput['prior']): string =>
  prior === null ? OWN_PRIOR : `${prior.mean}~${prior.strength}`;

/** A question by the keys of a proof reference; null when they name none. */
export function whatIfOf(key: string, days: string, prior: string): WhatIfInput | null {
  const [mean = '', strength = ''] = prior.split('~');
  const asked = whatIfInputSchema.safeParse({
    key,
    moreDays: Number(days),
    prior: prior === OWN_PRIOR ? null : { mean: Number(mean), strength: Number(strength) },
  });
  return asked.success && String(asked.data.moreDays) === days && priorKey(asked.data.prior) === prior
    ? asked.data
    : null;
}

export const whatIfSchema = z
  .object({
    arms: z
      .array(
        z
          .object({
            arm: z.string(),
            label: z.string(),
            mean: z.number(),
            interval: intervalSchema,
            /** Expected width of the interval after those days. */
            width: z.number(),
            pBest: probabilitySchema,
            share: probabilitySchema,
          })
          .readonly(),
      )
      .readonly(),
    /** Share of the simulated futures in which the rule promotes an arm by then. */
    chanceToDecide: probabilitySchema,
    futures: z.int(),
    seed: z.string(),
    sentence: z.string(),
  })
  .readonly();
export type WhatIf = z.infer<typeof whatIfSchema>;

export const banditDecideInputSchema = z
  .object({
    cell: slugSchema,
    arm: z.string().min(1),
    decision: z.enum(['promote', 'kill', 'keep']),
    reason: z.string().trim().min(1).max(2000),
  })
  .readonly();
export type BanditDecideInput = z.infer<typeof banditDecideInputSchema>;

/** What a run over nights wrote. */
export const snapshotRunSchema = z
  .object({
    from: daySchema.nullable(),
    to: daySchema.nullable(),
    nights: z.int(),
    cells: z.int(),
    /** Rows that were new, that changed because data was restated, and that were there as they are. */
    written: z.int(),
    changed: z.int(),
    same: z.int(),
  })
  .readonly();
export type SnapshotRun = z.infer<typeof snapshotRunSchema>;
