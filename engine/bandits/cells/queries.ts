import { z } from 'zod';
import { daySchema } from '../../contract/index.ts';
import type { QueryDefinition } from '../../store/cache/types.ts';

const count = z.number().nonnegative();

/** Trials and rewards of one arm on one day, of a share. */
const dayRow = z.object({ arm: z.string(), day: daySchema, trials: count, reward: count, rows_read: count });
export type ArmDayRow = z.infer<typeof dayRow>;

const IN_SCOPE = `day BETWEEN $from::DATE AND $to::DATE
  AND ($channel::VARCHAR IS NULL OR channel = $channel) AND ($segment::VARCHAR IS NULL OR segment = $segment)`;

const creativeDays = (name: string, trials: string, reward: string) =>
  ({
    id: `bandits.creative_${name}`,
    sql: `SELECT variant_id AS arm, day, coalesce(sum(${trials}), 0)::DOUBLE AS trials, coalesce(sum(${reward}), 0)::DOUBLE AS reward,
  count(*)::DOUBLE AS rows_read
FROM creative_daily
WHERE test_id = $test_id AND ${IN_SCOPE}
GROUP BY variant_id, day
ORDER BY arm, day`,
    datasets: ['creative_daily'],
    row: dayRow,
  }) satisfies QueryDefinition;

/** Variants of one creative test by day, in a channel and segment (null: all). */
export const CREATIVE_CLICKS = creativeDays('clicks', 'impressions', 'clicks');
export const CREATIVE_CONVERSIONS = creativeDays('conversions', 'clicks', 'conversions');

/**
 * Sessions by the page they began with and the day they began, and whether somebody signed up in them. A channel is GA4's
 * group of the session, or that of the campaign it came from. A session that began before the first day is left out.
 */
export const LANDING_PAGES = {
  id: 'bandits.landing_pages',
  sql: `WITH sessions AS (
  SELECT user_pseudo_id, ga_session_id, min(day) AS day,
    arg_min(page_path, (event_at, page_path)) FILTER (page_path IS NOT NULL) AS arm,
    min(channel_group) AS channel_group, min(campaign) AS campaign, bool_or(event_name = 'sign_up') AS signed, count(*) AS hits
  FROM ga4_events
  WHERE day BETWEEN $from::DATE - 1 AND $to::DATE AND user_pseudo_id IS NOT NULL AND ga_session_id IS NOT NULL
  GROUP BY user_pseudo_id, ga_session_id
)
SELECT arm, day, count(*)::DOUBLE AS trials, count(*) FILTER (signed)::DOUBLE AS reward, sum(hits)::DOUBLE AS rows_read
FROM sessions
WHERE arm IS NOT NULL AND day >= $from::DATE AND ($channel::VARCHAR IS NULL OR channel_group = $channel
  OR campaign IN (SELECT campaign_id FROM dim_campaign WHERE dim_campaign.channel = $channel))
GROUP BY arm, day
ORDER BY arm, day`,
  datasets: ['ga4_events'],
  row: dayRow,
} satisfies QueryDefinition;

const spendRow = z.object({ day: daySchema, currency: z.string(), spend: z.number().nullable(), rows_read: count });

/** What a creative test spent by day, in a channel and segment, in minor units of each currency. */
export const CREATIVE_SPEND = {
  id: 'bandits.creative_spend',
  sql: `SELECT day, coalesce(currency, '') AS currency, sum(spend_minor)::DOUBLE AS spend, count(*)::DOUBLE AS rows_read
FROM creative_daily
WHERE test_id = $test_id AND ${IN_SCOPE}
GROUP BY day, currency
ORDER BY day, currency`,
  datasets: ['creative_daily'],
  row: spendRow,
} satisfies QueryDefinition;

/** Asked for its sources alone: up to which day spend and outcomes reach. */
export const PAID_SOURCES = {
  id: 'bandits.paid_days',
  sql: 'SELECT max(day) AS day, 0 AS rows_read FROM spend_daily__',
  datasets: ['spend_daily', 'outcomes_daily'],
  row: z.object({ day: daySchema.nullable(), rows_read: count }),
} satisfies QueryDefinition;
