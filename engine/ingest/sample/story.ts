import { addDays, type Day, dayOf } from '../../core/index.ts';
import type { SamplePlan } from './plan.ts';

/** What is planted into the sample beside its ordinary course: each of these can be seen in the data and is in `truth.json`. */
export interface Story {
  /** The last day of `reach_daily`: its source stopped. */
  readonly reachThrough: Day;
  /** Days that `geo_daily` lacks. */
  readonly gap: readonly [Day, Day];
  /** The day on which display cost `spikeFactor` times as much and brought no more. */
  readonly spikeDay: Day;
  readonly spikeFactor: number;
  /** From this day on youtube's spend is in US dollars. */
  readonly dollarsFrom: Day;
  /** From this day on money moves from google_search to tiktok, and every channel converts a little better. */
  readonly mixFrom: Day;
  readonly mixLoss: number;
  readonly mixGain: number;
  readonly mixLift: number;
  /** Days that the second drop of `outcomes_daily` restates, with `restatedFactor` times the new customers. */
  readonly restated: readonly [Day, Day];
  readonly restatedFactor: number;
  /** The share of the last day's outcomes that had come when they were exported. */
  readonly partial: number;
  /** First day of the drop of `spend_daily` that has a column more. */
  readonly widerFrom: Day;
  /** The campaign that spends `overspendFactor` times its budget from the first of `month` on. */
  readonly overspender: string;
  readonly overspendFactor: number;
  readonly month: Day;
}

/** The story as of the sample's last day. */
export const storyOf = ({ through }: SamplePlan): Story => ({
  reachThrough: addDays(through, -9),
  gap: [addDays(through, -33), addDays(through, -31)],
  spikeDay: addDays(through, -16),
  spikeFactor: 4,
  dollarsFrom: addDays(through, -75),
  mixFrom: addDays(through, -27),
  mixLoss: 0.5,
  mixGain: 2.2,
  mixLift: 1.07,
  restated: [addDays(through, -7), addDays(through, -1)],
  restatedFactor: 1.06,
  partial: 0.4,
  widerFrom: addDays(through, -1),
  overspender: 'meta-retargeting',
  overspendFactor: 2.6,
  month: dayOf(`${through.slice(0, 8)}01`),
});

/** The price of a month of Balance and what is off the first month for some, in cents. */
export const PRICE = { month: 599, discount: 300 } as const;

/** Planted in the site's funnel: median seconds to each step, and how much more often /balance-v2 starts a sign-up. */
export const SITE = { beginAfter: 40, signAfter: 95, buyAfter: 240, v2Lift: 1.2 } as const;

/** Planted in the journeys: the chance of an order without any ad, and how much more a returning visitor has. */
export const JOURNEYS = { base: 0.01, returning: 0.015 } as const;

/** Planted in the experiments. */
export const TRIALS = { uplift: 1.18, brokenShare: 0.46, harm: 0.72, weekly: 1.1 } as const;

/** The story as places of the SQL templates. */
export const storyValues = (story: Story): Readonly<Record<string, string>> => ({
  reach_through: story.reachThrough,
  gap_from: story.gap[0],
  gap_through: story.gap[1],
  spike_day: story.spikeDay,
  spike: `${story.spikeFactor}`,
  dollars_from: story.dollarsFrom,
  mix_from: story.mixFrom,
  mix_loss: `${story.mixLoss}`,
  mix_gain: `${story.mixGain}`,
  mix_lift: `${story.mixLift}`,
  restated_from: story.restated[0],
  restated: `${story.restatedFactor}`,
  partial: `${story.partial}`,
  overspender: story.overspender,
  overspend: `${story.overspendFactor}`,
  month: story.month,
  price: `${PRICE.month}`,
  discount: `${PRICE.discount}`,
  journey_base: `${JOURNEYS.base}`,
  journey_returning: `${JOURNEYS.returning}`,
  begin_after: `${SITE.beginAfter}`,
  sign_after: `${SITE.signAfter}`,
  buy_after: `${SITE.buyAfter}`,
  v2_lift: `${SITE.v2Lift}`,
  trial_uplift: `${TRIALS.uplift}`,
  trial_harm: `${TRIALS.harm}`,
  trial_weekly: `${TRIALS.weekly}`,
  broken_share: `${TRIALS.brokenShare}`,
});
