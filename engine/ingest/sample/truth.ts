import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { z } from 'zod';
import { daySchema } from '../../contract/index.ts';
import { addDays, type Day } from '../../core/index.ts';
import { plainRows } from '../../store/cache/index.ts';
import { PLANTED_FAULTS } from './faults.ts';
import type { SamplePlan } from './plan.ts';
import { SITE, type Story, storyOf } from './story.ts';
import * as sql from './truth-queries.ts';

const testTruth = z.object({
  testId: z.string(),
  kind: z.enum(['winner', 'no_difference', 'close', 'uneven_split', 'too_little_data']),
  /** Still running on the last day. */
  running: z.boolean(),
  /** The variant whose rate really is higher; null where none is. */
  winner: z.string().nullable(),
  variants: z.array(
    z.object({
      variantId: z.string(),
      /** True click-through rate over the impressions it had. */
      clickRate: z.number(),
      /** True rate against the test's base rate, the same in every channel and segment. */
      rateFactor: z.number(),
    }),
  ),
});

/** Sessions and new customers of a channel in the four weeks before the shift and in the four weeks of it. */
const shiftedChannel = z.object({
  channel: z.string(),
  shareBefore: z.number(),
  shareAfter: z.number(),
  rateBefore: z.number(),
  rateAfter: z.number(),
});

/** What does not go its ordinary course, and where. */
const planted = z.object({
  /** Its source stopped. */
  stale: z.object({ dataset: z.string(), dataThrough: daySchema }),
  /** Days that are missing. */
  gap: z.object({ dataset: z.string(), days: z.array(daySchema) }),
  /** Spend and impressions times `factor` on one day; clicks and outcomes as on any other. */
  spike: z.object({ dataset: z.string(), channel: z.string(), day: daySchema, factor: z.number() }),
  currencyChange: z.object({
    dataset: z.string(),
    channel: z.string(),
    from: daySchema,
    before: z.string(),
    after: z.string(),
  }),
  /** New customers of these days as the first drop and as the second has them. */
  restated: z.object({
    dataset: z.string(),
    column: z.string(),
    from: daySchema,
    through: daySchema,
    factor: z.number(),
    before: z.int(),
    after: z.int(),
  }),
  /** Of the last day's outcomes only this share is there. */
  partialDay: z.object({ dataset: z.string(), day: daySchema, share: z.number() }),
  /** A column that only the drop of the days from `from` on has. */
  addedColumn: z.object({ dataset: z.string(), column: z.string(), type: z.string(), from: daySchema }),
  /** Sessions move from `loser` to `winner`: the conversion rate falls although it rises in each channel. */
  mixShift: z.object({
    from: daySchema,
    loser: z.string(),
    winner: z.string(),
    /** What each channel's rate of signups is multiplied with from that day on. */
    lift: z.number(),
    rateBefore: z.number(),
    rateAfter: z.number(),
    channels: z.array(shiftedChannel),
  }),
  /** One campaign spends `factor` times what it did, and with it its channel more than its budget of the month. */
  overspend: z.object({
    campaignId: z.string(),
    channel: z.string(),
    month: daySchema,
    factor: z.number(),
    budgetMinor: z.int(),
    spentMinor: z.int(),
  }),
});

/** How long a channel's customers stay: beta-geometric, `share[k]` still pay k months after their first payment. */
const retention = z.object({
  channel: z.string(),
  alpha: z.number(),
  beta: z.number(),
  share: z.array(z.number()),
});

/**
 * The chance that a path ends in an order is `base`, plus `returning` for a visitor who was here before, plus the
 * effect of each channel on it, however often. So a channel's Shapley value is its effect on each path it is on.
 */
const journeyTruth = z.object({
  base: z.number(),
  returning: z.number(),
  journeys: z.int(),
  orders: z.int(),
  channels: z.array(
    z.object({
      channel: z.string(),
      effect: z.number(),
      /** Paths it is on. */
      journeys: z.int(),
      /** Orders it really is the cause of, expected: effect times paths. */
      expectedOrders: z.number(),
    }),
  ),
});

/** Of sessions that took one step, the share that takes the next; /balance-v2 starts a sign-up `v2Lift` times as often. */
const siteTruth = z.object({
  steps: z.array(
    z.object({
      visitor: z.enum(['new', 'returning']),
      landing: z.number(),
      signUpStart: z.number(),
      signUp: z.number(),
      purchase: z.number(),
    }),
  ),
  v2Lift: z.number(),
  /** Median seconds from the start of the session to the sign-up's start, from there to its end, from there to the order. */
  medianSeconds: z.object({ signUpStart: z.number(), signUp: z.number(), purchase: z.number() }),
});

/** An experiment of two variations. */
const experimentTruth = z.object({
  experimentKey: z.string(),
  kind: z.enum(['uplift', 'harm', 'no_difference', 'broken_split']),
  metric: z.string(),
  controlRate: z.number(),
  /** Treatment's rate against control's. */
  uplift: z.number(),
  /** Share of units that really get the treatment; half of them should. */
  treatedShare: z.number(),
});

/** `truth.json`: what is really true of the sample, for tests and for people who want to check the workbench. */
export const truthSchema = z.object({
  seed: z.int(),
  from: daySchema,
  through: daySchema,
  tests: z.array(testTruth),
  quarantined: z.array(z.object({ rule: z.string(), rows: z.int() })),
  planted,
  retention: z.array(retention),
  journeys: journeyTruth,
  site: siteTruth,
  experiments: z.array(experimentTruth),
});
export type SampleTruth = z.infer<typeof truthSchema>;

const daysBetween = (first: Day, last: Day): readonly Day[] =>
  first > last ? [] : [first, ...daysBetween(addDays(first, 1), last)];

/** The story with what the made rows say of it. */
async function plantedOf(connection: DuckDBConnection, story: Story, through: Day): Promise<unknown> {
  const one = async (text: string) => plainRows(await connection.runAndReadAll(text))[0];
  return {
    stale: { dataset: 'reach_daily', dataThrough: story.reachThrough },
    gap: { dataset: 'geo_daily', days: daysBetween(...story.gap) },
    spike: { dataset: 'spend_daily', channel: 'display', day: story.spikeDay, factor: story.spikeFactor },
    currencyChange: {
      dataset: 'spend_daily',
      channel: 'youtube',
      from: story.dollarsFrom,
      before: 'EUR',
      after: 'USD',
    },
    restated: {
      dataset: 'outcomes_daily',
      column: 'new_customers',
      from: story.restated[0],
      through: story.restated[1],
      factor: story.restatedFactor,
      ...(await one(sql.restatedTotals(story))),
    },
    partialDay: { dataset: 'outcomes_daily', day: through, share: story.partial },
    addedColumn: { dataset: 'spend_daily', column: 'video_views', type: 'BIGINT', from: story.widerFrom },
    mixShift: {
      from: story.mixFrom,
      loser: 'google_search',
      winner: 'tiktok',
      lift: story.mixLift,
      ...(await one(sql.shiftTotals(story))),
      channels: plainRows(await connection.runAndReadAll(sql.shiftByChannel(story))),
    },
    overspend: {
      campaignId: story.overspender,
      channel: 'meta',
      month: story.month,
      factor: story.overspendFactor,
      ...(await one(sql.overspendTotals(story))),
    },
  };
}

/** Writes `truth.json` beside the drops. */
export async function writeTruth(connection: DuckDBConnection, dir: string, plan: SamplePlan): Promise<void> {
  const rows = async (text: string) => plainRows(await connection.runAndReadAll(text));
  const truth = truthSchema.parse({
    ...plan,
    tests: await rows(sql.CREATIVE_TESTS),
    quarantined: PLANTED_FAULTS.map((fault) => ({ rule: fault.rule, rows: fault.rows })),
    planted: await plantedOf(connection, storyOf(plan), plan.through),
    retention: await rows(sql.RETENTION),
    journeys: {
      ...(await rows(sql.JOURNEY_TOTALS))[0],
      channels: await rows(sql.JOURNEY_CHANNELS),
    },
    site: {
      steps: await rows(sql.SITE_STEPS),
      v2Lift: SITE.v2Lift,
      medianSeconds: { signUpStart: SITE.beginAfter, signUp: SITE.signAfter, purchase: SITE.buyAfter },
    },
    experiments: await rows(sql.EXPERIMENTS),
  });
  await writeFile(join(dir, 'truth.json'), `${JSON.stringify(truth, null, 2)}\n`);
}
