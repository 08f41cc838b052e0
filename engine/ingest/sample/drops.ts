import { addDays, type Day } from '../../core/index.ts';
import type { SamplePlan } from './plan.ts';
import type { Story } from './story.ts';

/** A drop of the sample: one export of one dataset. */
export interface DropPlan {
  readonly dataset: string;
  /** Its folder below the exports. */
  readonly folder: string;
  readonly rows: string;
  readonly order: string;
  /** Columns its manifest gives totals for. */
  readonly sums: readonly string[];
  readonly dataThrough: Day;
  /** Long enough to be written month by month. */
  readonly monthly: boolean;
  /** With the planted bad rows. */
  readonly faulty: boolean;
}

const SPEND_KEY = 'day, channel, campaign_id, segment, geo_id';

/** The drops of the sample, in the order they are to be imported. */
export function dropPlans({ through }: SamplePlan, story: Story): readonly DropPlan[] {
  const whole = (dataset: string, order: string, sums: readonly string[], own: Partial<DropPlan> = {}): DropPlan => ({
    dataset,
    folder: dataset,
    rows: `FROM ${dataset}`,
    order,
    sums,
    dataThrough: through,
    monthly: false,
    faulty: false,
    ...own,
  });
  const paidSums = ['impressions', 'clicks', 'spend_minor'];
  const wonSums = ['sessions', 'signups', 'new_customers', 'first_revenue_minor'];
  return [
    whole('creative_daily', 'day, test_id, variant_id, channel, segment', [...paidSums, 'conversions'], {
      rows: 'SELECT * EXCLUDE (click_rate) FROM creative_daily',
      monthly: true,
      faulty: true,
    }),
    whole('dim_geo', 'geo_id', ['population'], { rows: 'SELECT geo_id, name, region, country, population FROM geos' }),
    whole('dim_campaign', 'campaign_id', [], {
      rows: `SELECT campaign_id, name, channel, objective, coalesce(flight_from, DATE '${addDays(through, -547)}') AS start_day,
        flight_through AS end_day, status FROM campaigns`,
    }),
    whole('fx_rates', 'day, base, quote', []),
    whole('spend_daily', SPEND_KEY, paidSums, {
      rows: `FROM spend_daily WHERE day < DATE '${story.widerFrom}'`,
      dataThrough: addDays(story.widerFrom, -1),
      monthly: true,
    }),
    whole('spend_daily', SPEND_KEY, paidSums, {
      folder: 'spend_daily-wider',
      rows: `SELECT *, clicks // 3 AS video_views FROM spend_daily WHERE day >= DATE '${story.widerFrom}'`,
    }),
    whole('outcomes_daily', SPEND_KEY, wonSums, {
      rows: `FROM first_outcomes WHERE day <= DATE '${story.restated[1]}'`,
      dataThrough: story.restated[1],
      monthly: true,
    }),
    whole('outcomes_daily', SPEND_KEY, wonSums, {
      folder: 'outcomes_daily-restated',
      rows: `FROM outcomes_daily WHERE day >= DATE '${story.restated[0]}'`,
    }),
    whole('finance_daily', 'day, channel, cohort_month', [
      'payments',
      'revenue_minor',
      'refunds_minor',
      'variable_cost_minor',
    ]),
    whole('geo_daily', 'day, geo_id, channel', [...paidSums, 'sessions', 'new_customers', 'first_revenue_minor']),
    whole('reach_daily', 'day, channel, campaign_id, segment', ['reach', 'impressions', 'spend_minor'], {
      dataThrough: story.reachThrough,
    }),
    whole('plan_monthly', 'month, metric, channel', []),
    whole('journeys', 'journey_id, position', []),
    whole('ga4_events', 'day, user_pseudo_id, event_at, event_bundle_sequence_id, batch_event_index', ['items_count']),
    whole('ab_exposures', 'day, experiment_key, unit_id, exposed_at', []),
    whole('ab_outcomes', 'day, event_id', []),
  ];
}
