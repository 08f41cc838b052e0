-- Five experiments on the site: one that really helps, one of two equal halves, one whose split is broken, one that really
-- harms, and one of four variations that has begun a week ago.
CREATE TEMP TABLE trials AS SELECT * FROM (VALUES
  ('onboarding-checklist', 12000, 34, 21, 0.50, 0.200, {{trial_uplift}}, 2),
  ('pricing-page-aa', 9000, 27, 27, 0.50, 0.120, 1.00, 2),
  ('shorter-sign-up', 10000, 20, 20, {{broken_share}}, 0.160, 1.00, 2),
  ('trial-card-first', 8000, 23, 23, 0.50, 0.170, {{trial_harm}}, 2),
  ('reminder-rhythm', 6400, 8, 8, 0.75, 0.150, {{trial_weekly}}, 4)
) AS t(experiment_key, units, started, days, treated_share, sign_up_rate, uplift, variations);

CREATE TEMP TABLE trial_units AS
SELECT trials.*, printf('%s-%05d', experiment_key[1:1], i) AS unit_id, experiment_key || i AS name, bits('unit' || name) AS x,
  CASE WHEN variations = 4 THEN ['control', 'monthly', 'weekly', 'daily'][1 + floor(4 * low_half(x))::INTEGER]
    WHEN low_half(x) < treated_share THEN 'treatment' ELSE 'control' END AS variation,
  TIMESTAMP '{{through}} 00:00:00' - to_days(started) + to_seconds(floor(days * 86400 * high_half(x))::BIGINT) AS first_at,
  uniform_a('taste' || name) AS taste,
  ['young_families', 'first_job', 'near_retirement', 'students'][1 + floor(4 * uniform_a('unit segment' || name))::INTEGER] AS segment,
  CASE WHEN uniform_b('unit segment' || name) < 0.66 THEN 'mobile' ELSE 'desktop' END AS device,
  ['DE', 'FR', 'ES', 'IT', 'NL'][1 + floor(5 * uniform_b('taste' || name))::INTEGER] AS country
FROM trials, range(12000) AS r(i) WHERE i < units;

CREATE TEMP TABLE ab_exposures AS
SELECT seen_at::DATE AS day, experiment_key, unit_id, seen_at AS exposed_at, 'user' AS unit_type, variation, segment, device, country FROM (
  SELECT * EXCLUDE (first_at), first_at + to_seconds(k * (3600 + floor(60000 * uniform_a('seen' || name || k))::BIGINT)) AS seen_at
  FROM trial_units, range(3) AS r(k) WHERE k = 0 OR uniform_b('seen' || name || k) < 0.3
) WHERE seen_at < TIMESTAMP '{{through}} 23:59:59';

-- People pay for one, three, six or twelve months at once.
-- A unit's visits before it was exposed tell how keen it is; they are what a covariate adjustment can use.
CREATE TEMP TABLE ab_outcomes AS
WITH judged AS (
  SELECT *, bits('outcome' || name) AS o,
    low_half(o) < sign_up_rate * (0.6 + 0.8 * taste) * CASE WHEN variation IN ('treatment', 'weekly') THEN uplift ELSE 1 END AS signed,
    signed AND high_half(o) < 0.32 AS bought
  FROM trial_units
), events AS (
  SELECT unit_id, 'before' || name AS name, 'sessions' AS metric, first_at - to_seconds(7200 + floor(500000 * taste)::BIGINT) AS seen_at,
    (1 + floor(6 * taste + 2 * uniform_a('visits' || name)))::DOUBLE AS value FROM judged WHERE taste > 0.2
  UNION ALL SELECT unit_id, 'after' || name, 'sessions', first_at + to_seconds(1800 + floor(80000 * uniform_b('visits' || name))::BIGINT),
    (1 + floor(6 * taste + 2 * uniform_a('later' || name)))::DOUBLE FROM judged
  UNION ALL SELECT unit_id, 'sign' || name, 'sign_up', first_at + to_seconds(60 + floor(7000 * uniform_b('later' || name))::BIGINT), 1 FROM judged WHERE signed
  UNION ALL SELECT unit_id, 'buy' || name, 'purchase', first_at + to_seconds(9000 + floor(70000 * uniform_b('buy' || name))::BIGINT), 1 FROM judged WHERE bought
  UNION ALL SELECT unit_id, 'pay' || name, 'revenue', first_at + to_seconds(9000 + floor(70000 * uniform_b('buy' || name))::BIGINT),
    {{price}} * [1, 1, 1, 3, 6, 12][1 + floor(6 * uniform_a('pay' || name))::INTEGER] / 100.0::DOUBLE FROM judged WHERE bought
)
SELECT 'e-' || md5(name)[1:16] AS event_id, seen_at::DATE AS day, 'user' AS unit_type, unit_id, metric, seen_at AS occurred_at, value
FROM events WHERE seen_at < TIMESTAMP '{{through}} 23:59:59';
