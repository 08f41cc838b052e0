import { literal } from '../../store/cache/index.ts';
import { JOURNEYS, type Story } from './story.ts';

/** SQL over the tables of the generator that says what is true of its rows. */
export const CREATIVE_TESTS = `
  WITH rates AS (
    SELECT test_id, variant_id, round(sum(impressions * click_rate) / nullif(sum(impressions), 0), 9) AS click_rate
    FROM creative_daily GROUP BY ALL)
  SELECT v.test_id AS "testId", any_value(kind) AS kind, any_value(running) AS running,
    max(v.variant_id) FILTER (WHERE is_winner) AS winner,
    list({variantId: v.variant_id, clickRate: coalesce(click_rate, base_rate * rate_factor),
      rateFactor: rate_factor::DOUBLE} ORDER BY v.variant_id) AS variants
  FROM variants v LEFT JOIN rates USING (test_id, variant_id) GROUP BY v.test_id ORDER BY v.test_id`;

export const RETENTION = `
  SELECT channel, alpha::DOUBLE AS alpha, beta::DOUBLE AS beta, list(round(share, 9) ORDER BY month) AS share
  FROM stays JOIN media USING (channel) GROUP BY ALL ORDER BY channel`;

export const JOURNEY_TOTALS = `
  SELECT ${JOURNEYS.base}::DOUBLE AS base, ${JOURNEYS.returning}::DOUBLE AS returning, count(*) AS journeys, count(*) FILTER (WHERE converted) AS orders
  FROM journeys WHERE position = 1`;

export const JOURNEY_CHANNELS = `
  SELECT channel, effect::DOUBLE AS effect, count(DISTINCT journey_id) AS journeys,
    round(count(DISTINCT journey_id) * effect::DOUBLE, 6) AS "expectedOrders"
  FROM journeys JOIN effects USING (channel) GROUP BY channel, effect ORDER BY channel`;

export const SITE_STEPS = `
  SELECT visitor, landing::DOUBLE AS landing, sign_up_start::DOUBLE AS "signUpStart", sign_up::DOUBLE AS "signUp",
    purchase::DOUBLE AS purchase
  FROM site_steps ORDER BY visitor`;

export const EXPERIMENTS = `
  SELECT experiment_key AS "experimentKey", 'sign_up' AS metric, sign_up_rate::DOUBLE AS "controlRate", uplift::DOUBLE AS uplift,
    treated_share::DOUBLE AS "treatedShare",
    CASE WHEN treated_share <> 0.5 THEN 'broken_split' WHEN uplift > 1 THEN 'uplift' WHEN uplift < 1 THEN 'harm'
      ELSE 'no_difference' END AS kind
  FROM trials WHERE variations = 2 ORDER BY experiment_key`;

export const restatedTotals = (story: Story): string => {
  const days = `day BETWEEN DATE ${literal(story.restated[0])} AND DATE ${literal(story.restated[1])}`;
  return `
    SELECT (SELECT sum(new_customers)::BIGINT FROM first_outcomes WHERE ${days}) AS before,
      (SELECT sum(new_customers)::BIGINT FROM outcomes_daily WHERE ${days}) AS after`;
};

/** Sessions and new customers of the four weeks from the shift on, and of the four before. */
const weeks = ({ mixFrom }: Story, by: string): string => {
  const from = `DATE ${literal(mixFrom)}`;
  return `
    SELECT ${by} sum(sessions) FILTER (WHERE day < ${from}) AS s0, sum(sessions) FILTER (WHERE day >= ${from}) AS s1,
      sum(new_customers) FILTER (WHERE day < ${from}) AS n0, sum(new_customers) FILTER (WHERE day >= ${from}) AS n1
    FROM paid WHERE day >= ${from} - 28 GROUP BY ALL`;
};

export const shiftTotals = (story: Story): string =>
  `SELECT round(n0 / s0, 9) AS "rateBefore", round(n1 / s1, 9) AS "rateAfter" FROM (${weeks(story, '')})`;

export const shiftByChannel = (story: Story): string => `
  SELECT channel, round(s0 / sum(s0) OVER (), 9) AS "shareBefore", round(s1 / sum(s1) OVER (), 9) AS "shareAfter",
    round(n0 / s0, 9) AS "rateBefore", round(n1 / s1, 9) AS "rateAfter"
  FROM (${weeks(story, 'channel,')}) ORDER BY channel`;

export const overspendTotals = ({ month }: Story): string => `
  SELECT target::BIGINT AS "budgetMinor",
    (SELECT sum(spend_minor)::BIGINT FROM paid WHERE channel = 'meta' AND day >= DATE ${literal(month)}) AS "spentMinor"
  FROM plan_monthly WHERE month = DATE ${literal(month)} AND channel = 'meta' AND metric = 'spend'`;
