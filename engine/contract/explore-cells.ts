import { z } from 'zod';
import { slugSchema } from './experiment-design.ts';
import { daySchema, instantSchema, intervalSchema, moneySchema, probabilitySchema, uuidSchema } from './primitives.ts';

const name = z.string().trim().min(1).max(120);

/**
 * What competes in a cell. creatives: the variants of a creative test, in the cell's channel and segment. campaigns: the
 * campaigns of the cell's channel and segment. audiences: the segments of the cell's channel. landing_pages: the first
 * pages of sessions. cells: the running cells themselves, channel by segment.
 */
export const cellArmsSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('creatives'), testId: z.string().min(1) }).readonly(),
  z.object({ kind: z.literal('campaigns') }).readonly(),
  z.object({ kind: z.literal('audiences') }).readonly(),
  z.object({ kind: z.literal('landing_pages') }).readonly(),
  z.object({ kind: z.literal('cells') }).readonly(),
]);
export type CellArms = z.infer<typeof cellArmsSchema>;
export type ArmKind = CellArms['kind'];

/**
 * What an arm is judged by. click_rate: clicks of impressions; conversion_rate: conversions of clicks; signup_rate:
 * sign-ups of sessions (Beta posteriors). signups_per_spend: sign-ups per unit of the reporting currency (Gamma).
 * return_on_spend: first revenue over spend, a day being one observation (Student's t).
 */
export const cellRewardSchema = z.enum([
  'click_rate',
  'conversion_rate',
  'signup_rate',
  'signups_per_spend',
  'return_on_spend',
]);
export type CellReward = z.infer<typeof cellRewardSchema>;

/** The rewards that can be read for each kind of arm. */
export const REWARDS_OF: Readonly<Record<ArmKind, readonly CellReward[]>> = {
  creatives: ['click_rate', 'conversion_rate'],
  campaigns: ['click_rate', 'signup_rate', 'signups_per_spend', 'return_on_spend'],
  audiences: ['click_rate', 'signup_rate', 'signups_per_spend', 'return_on_spend'],
  landing_pages: ['signup_rate'],
  cells: ['click_rate', 'signup_rate', 'signups_per_spend', 'return_on_spend'],
};

/** What was believed before the data: so much evidence (trials, spend or days) at that mean. */
export const cellPriorSchema = z.object({ mean: z.number().min(0), strength: z.number().positive() }).readonly();
export type CellPrior = z.infer<typeof cellPriorSchema>;

/** When an arm may be promoted or killed, and how traffic is shared until then. Fixed when the cell starts. */
export const cellRuleSchema = z
  .object({
    /** Trials an arm needs before it is judged: impressions, clicks, sessions, currency units or days. */
    minTrials: z.int().min(1),
    /** Smallest and largest share of the traffic of an arm that is not killed. */
    floor: probabilitySchema,
    cap: probabilitySchema,
    /** An arm is promoted from this probability to be best on. */
    promoteAt: z.number().min(0.5).max(0.9999),
    /** An arm is killed below this probability to be best. */
    killAt: z.number().min(0.0001).max(0.5),
    /** The cell is done when what another arm may still bring is below this share of the best. */
    stopAt: z.number().min(0.0001).max(0.5),
    /** What evidence is worth a day later; 1: evidence does not age. */
    discount: z.number().min(0.5).max(1),
    /** null: the product's weak prior. */
    prior: cellPriorSchema.nullable(),
    lookEveryDays: z.int().min(1).max(28),
  })
  .readonly();
export type CellRule = z.infer<typeof cellRuleSchema>;

/** A cell as it is planned: one thing tried on one audience in one channel. docs/exploration-plan.md. */
export const exploreCellDesignSchema = z
  .object({
    key: slugSchema,
    name,
    hypothesis: z.string().trim().min(1).max(400),
    /** null: all of them. */
    channel: z.string().min(1).nullable(),
    segment: z.string().min(1).nullable(),
    arms: cellArmsSchema,
    reward: cellRewardSchema,
    owner: name,
    /** Most the cell may spend from its first to its last day. */
    budgetCap: moneySchema,
    firstDay: daySchema,
    lastDay: daySchema,
    rule: cellRuleSchema,
  })
  .readonly();
export type ExploreCellDesign = z.infer<typeof exploreCellDesignSchema>;

/** planned: can be edited. running: read every night. paused: read, but gets no traffic. ended: done. */
export const cellStatusSchema = z.enum(['planned', 'running', 'paused', 'ended']);
export type CellStatus = z.infer<typeof cellStatusSchema>;

export const armStateSchema = z.enum(['active', 'promoted', 'killed']);
export type ArmState = z.infer<typeof armStateSchema>;

/** What was decided over an arm. kept: looked at and left as it is. */
export const banditDecisionSchema = z
  .object({
    id: uuidSchema,
    cell: slugSchema,
    arm: z.string(),
    decision: z.enum(['promote', 'kill', 'keep']),
    reason: z.string(),
    /** Last day of the data it rests on. */
    dataThrough: daySchema,
    decidedAt: instantSchema,
    by: z.string(),
    /** null for `keep`: nothing is sent. */
    proposalId: uuidSchema.nullable(),
    /** proposed until approved; `done` when production has it; taken_back after a rollback. */
    state: z.enum(['noted', 'proposed', 'refused', 'approved', 'done', 'taken_back']),
  })
  .readonly();
export type BanditDecision = z.infer<typeof banditDecisionSchema>;

/** A cell in the journal, with what happened to it. */
export const exploreCellRecordSchema = z
  .object({
    design: exploreCellDesignSchema,
    version: z.int().min(1),
    status: cellStatusSchema,
    createdAt: instantSchema,
    startedAt: instantSchema.nullable(),
    endedAt: instantSchema.nullable(),
    /** Why it was paused or ended. */
    note: z.string(),
    /** Arms that are not active any more, or promoted; the others are active. */
    arms: z.array(z.object({ arm: z.string(), state: armStateSchema }).readonly()).readonly(),
  })
  .readonly();
export type ExploreCellRecord = z.infer<typeof exploreCellRecordSchema>;

const permission = z.object({ allowed: z.boolean(), reason: z.string() }).readonly();
export type CellPermission = z.infer<typeof permission>;

/** One cell of the grid. Money in the reporting currency. */
export const exploreCellRowSchema = z
  .object({
    cell: exploreCellRecordSchema,
    /** Spent since the first day; null when it can't be told, and `gap` says why. */
    spent: moneySchema.nullable(),
    gap: z.string().nullable(),
    /** Spend per day over the last 7 days, and the day on which the cap is reached at that pace. */
    spentPerDay: moneySchema.nullable(),
    capReachedOn: daySchema.nullable(),
    arms: z.int(),
    trials: z.number(),
    /** The arm that leads; null before there is data. */
    leader: z.object({ arm: z.string(), label: z.string(), pBest: probabilitySchema }).readonly().nullable(),
    /** What a look today would say; null before there is data. */
    advice: z.enum(['promote', 'kill', 'keep_running', 'stop', 'no_data']).nullable(),
    nextLook: daySchema.nullable(),
    /** Why that day. */
    nextLookReason: z.string(),
    /** Nights recorded, and the last of them. */
    nights: z.int(),
    lastNight: daySchema.nullable(),
    may: z.object({ edit: permission, start: permission, pause: permission, end: permission }).readonly(),
  })
  .readonly();
export type ExploreCellRow = z.infer<typeof exploreCellRowSchema>;

export const exploreCellBoardSchema = z
  .object({
    cells: z.array(exploreCellRowSchema).readonly(),
    /** The two sides of the grid, in the order to show. */
    channels: z.array(z.string()).readonly(),
    segments: z.array(z.string()).readonly(),
    summary: z
      .object({ planned: z.int(), running: z.int(), paused: z.int(), ended: z.int(), toLook: z.int() })
      .readonly(),
    /** Caps of the cells that are not ended, and what they spent. */
    budget: moneySchema,
    spent: moneySchema,
    dataThrough: daySchema.nullable(),
    method: z.string(),
  })
  .readonly();
export type ExploreCellBoard = z.infer<typeof exploreCellBoardSchema>;

export const cellPlanInputSchema = z
  .object({
    /** Money for exploration over `days`, in the reporting currency. */
    budget: moneySchema,
    days: z.int().min(7).max(90),
    cells: z.int().min(2).max(48),
    reward: cellRewardSchema.extract(['signup_rate', 'signups_per_spend', 'return_on_spend', 'click_rate']),
    owner: name,
  })
  .readonly();
export type CellPlanInput = z.infer<typeof cellPlanInputSchema>;

/** A cell worth trying, and why: ranked by what knowing more about it may bring. */
export const plannedCellSchema = z
  .object({
    design: exploreCellDesignSchema,
    /** Probability that the cell beats the best one known, and what that would bring per cycle, in the reward's unit. */
    pBetter: probabilitySchema,
    /** Expected gain of knowing it better: E[max(0, cell − best)], in the reward's unit. */
    valueOfInformation: z.number(),
    mean: z.number(),
    interval: intervalSchema,
    trials: z.number(),
    /** explore: little is known. exploit: a variation of what works. */
    side: z.enum(['explore', 'exploit']),
    reason: z.string(),
    /** There is a cell for it that has not ended. */
    exists: z.boolean(),
  })
  .readonly();
export type PlannedCell = z.infer<typeof plannedCellSchema>;

export const cellPlanSchema = z
  .object({
    cells: z.array(plannedCellSchema).readonly(),
    /** What was left out, and why. */
    leftOut: z.array(z.object({ channel: z.string(), segment: z.string(), reason: z.string() }).readonly()).readonly(),
    method: z.string(),
    dataThrough: daySchema.nullable(),
  })
  .readonly();
export type CellPlan = z.infer<typeof cellPlanSchema>;

/** What a cell can be made from, as the data has it. */
export const cellVocabularySchema = z
  .object({
    channels: z.array(z.string()).readonly(),
    segments: z.array(z.string()).readonly(),
    tests: z.array(z.object({ testId: z.string(), name: z.string(), lastDay: daySchema }).readonly()).readonly(),
    currency: z.string(),
    dataThrough: daySchema.nullable(),
    owners: z.array(z.string()).readonly(),
  })
  .readonly();
export type CellVocabulary = z.infer<typeof cellVocabularySchema>;

/** What a cell spent from its first day on. */
export const cellSpendSchema = z
  .object({
    cell: slugSchema,
    /** null when it can't be told, and `gap` says why. */
    spent: moneySchema.nullable(),
    /** Mean of the last 7 days of the cell. */
    perDay: moneySchema.nullable(),
    gap: z.string().nullable(),
  })
  .readonly();
export type CellSpend = z.infer<typeof cellSpendSchema>;

/** What is known of one channel and segment before there is a cell for it: sums over some days, money in major units. */
export const cellGroundRowSchema = z
  .object({
    channel: z.string(),
    segment: z.string(),
    /** Days with spend or outcomes. */
    days: z.int(),
    impressions: z.number(),
    clicks: z.number(),
    sessions: z.number(),
    signups: z.number(),
    spend: z.number(),
    firstRevenue: z.number(),
    /** First revenue over spend by day: days with spend, their mean, and the sum of squares around it. */
    returns: z.object({ days: z.int(), mean: z.number(), squares: z.number() }).readonly(),
  })
  .readonly();
export type CellGroundRow = z.infer<typeof cellGroundRowSchema>;

/** What cells can be made of: campaigns and creative tests of the last days, in each channel and segment. */
export const cellOfferSchema = z
  .object({
    campaigns: z
      .array(
        z
          .object({
            channel: z.string(),
            segment: z.string(),
            campaignId: z.string(),
            impressions: z.number(),
            clicks: z.number(),
            sessions: z.number(),
            signups: z.number(),
          })
          .readonly(),
      )
      .readonly(),
    /** The newest first. */
    tests: z
      .array(
        z
          .object({
            channel: z.string(),
            segment: z.string(),
            testId: z.string(),
            name: z.string(),
            firstDay: daySchema,
            lastDay: daySchema,
            variants: z.int(),
            impressions: z.number(),
            clicks: z.number(),
            conversions: z.number(),
          })
          .readonly(),
      )
      .readonly(),
    from: daySchema.nullable(),
    dataThrough: daySchema.nullable(),
  })
  .readonly();
export type CellOffer = z.infer<typeof cellOfferSchema>;
