import { z } from 'zod';
import { daySchema } from '../../contract/index.ts';
import type { QueryDefinition } from '../../store/cache/types.ts';

const sum = z.number().nonnegative();

/** What each campaign did in each channel and segment over the days. */
export const CAMPAIGNS_OFFERED = {
  id: 'bandits.campaigns_offered',
  sql: `with shown as (
  select channel, segment, campaign_id, sum(impressions) as impressions, sum(clicks) as clicks, max(day) as last_day, count(*) as n
  from spend_daily where day between cast($from as date) and cast($to as date) group by all
), brought as (
  select channel, segment, campaign_id, sum(sessions) as sessions, sum(signups) as signups, count(*) as n
  from outcomes_daily where day between cast($from as date) and cast($to as date) group by all
)
select channel, segment, campaign_id,
       cast(coalesce(impressions, 0) as double) as impressions,
       cast(coalesce(clicks, 0) as double) as clicks,
       cast(coalesce(sessions, 0) as double) as sessions,
       cast(coalesce(signups, 0) as double) as signups,
       cast(coalesce(shown.n, 0) + coalesce(brought.n, 0) as double) as rows_read
from shown full join brought using (channel, segment, campaign_id)
order by channel, segment, campaign_id`,
  datasets: ['spend_daily', 'outcomes_daily'],
  row: z.object({
    channel: z.string(),
    segment: z.string(),
    campaign_id: z.string(),
    impressions: sum,
    clicks: sum,
    sessions: sum,
    signups: sum,
    rows_read: sum,
  }),
} satisfies QueryDefinition;

/** The creative tests with impressions in the days, in each channel and segment they ran in; the newest first. */
export const TESTS_OFFERED = {
  id: 'bandits.tests_offered',
  sql: `select channel, segment, test_id, coalesce(max(test_name), test_id) as test_name,
       cast(min(day) as varchar) as first_day,
       cast(max(day) as varchar) as last_day,
       cast(count(distinct variant_id) as double) as variants,
       cast(sum(impressions) as double) as impressions,
       cast(sum(clicks) as double) as clicks,
       cast(sum(conversions) as double) as conversions,
       cast(count(*) as double) as rows_read
from creative_daily
where channel is not null and segment is not null and day <= cast($to as date)
group by channel, segment, test_id
having max(day) >= cast($from as date)
order by min(day) desc, test_id, channel, segment`,
  datasets: ['creative_daily'],
  row: z.object({
    channel: z.string(),
    segment: z.string(),
    test_id: z.string(),
    test_name: z.string(),
    first_day: daySchema,
    last_day: daySchema,
    variants: sum,
    impressions: sum,
    clicks: sum,
    conversions: sum,
    rows_read: sum,
  }),
} satisfies QueryDefinition;

/** The last day of what campaigns cost and brought. */
export const OFFERED_THROUGH = {
  id: 'bandits.offered_through',
  sql: `select cast(greatest((select max(day) from spend_daily), (select max(day) from outcomes_daily),
  (select max(day) from creative_daily)) as varchar) as through`,
  datasets: ['spend_daily', 'outcomes_daily', 'creative_daily'],
  row: z.object({ through: daySchema.nullable() }),
} satisfies QueryDefinition;
