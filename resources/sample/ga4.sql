-- Sixty days of the site as Google Analytics 4 exports them: sessions that land, look around and may sign up.
-- Chance of each step among those that took the one before, and the median seconds until it is taken.
CREATE TEMP TABLE site_steps AS SELECT * FROM (VALUES
  ('new', 0.86, 0.20, 0.60, 0.30), ('returning', 0.86, 0.30, 0.66, 0.36)
) AS t(visitor, landing, sign_up_start, sign_up, purchase);

CREATE TEMP TABLE visitors AS
WITH drawn AS (
  SELECT i, bits('visitor' || i) AS x, bits('device' || i) AS y, bits('source' || i) AS z FROM range(40000) AS r(i)
)
SELECT i, TIMESTAMP '{{through}} 00:00:00' - to_days(59) + to_seconds(floor(60 * 86400 * low_half(x))::BIGINT) AS first_at,
  1 + (high_half(x) < 0.30)::INTEGER + (high_half(x) < 0.12)::INTEGER + (high_half(x) < 0.04)::INTEGER AS sessions,
  -- One in six was here before the sixty days.
  CASE WHEN low_half(y) < 0.166 THEN 1 + floor(30 * low_half(y))::INTEGER ELSE 0 END AS earlier,
  CASE WHEN high_half(y) < 0.66 THEN 'mobile' WHEN high_half(y) < 0.96 THEN 'desktop' ELSE 'tablet' END AS device_category,
  CASE WHEN high_half(z) < 0.5 THEN '/balance-insight-v1' ELSE '/balance-v2' END AS landing_page, low_half(z) AS source_draw,
  uniform_a('country' || i) AS country_draw
FROM drawn;

CREATE TEMP TABLE site_sessions AS
WITH sources AS (
  SELECT * EXCLUDE (k, percent), (sum(percent) OVER o - percent)::DOUBLE / 100 AS low, (sum(percent) OVER o)::DOUBLE / 100 AS high FROM (VALUES
    (1, 'facebook', 'paid_social', 'Paid Social', 'meta-always-on', 30), (2, 'google', 'cpc', 'Paid Search', 'search-brand', 22),
    (3, 'tiktok', 'paid_social', 'Paid Social', 'tiktok-first-job', 16), (4, 'youtube', 'paid_video', 'Paid Video', 'youtube-explainers', 9),
    (5, 'display', 'banner', 'Display', 'display-prospecting', 5), (6, 'google', 'organic', 'Organic Search', NULL, 10),
    (7, '(direct)', '(none)', 'Direct', NULL, 8)
  ) AS t(k, source, medium, channel_group, campaign, percent) WINDOW o AS (ORDER BY k)
), places AS (
  SELECT country_name, (sum(people) OVER o - people)::DOUBLE / (sum(people) OVER ()) AS low, (sum(people) OVER o)::DOUBLE / (sum(people) OVER ()) AS high
  FROM (SELECT country_name, sum(population)::BIGINT AS people FROM geos GROUP BY country_name) WINDOW o AS (ORDER BY country_name)
), numbered AS (
  SELECT v.*, n, earlier + n AS session_number,
    date_trunc('second', first_at + CASE n WHEN 1 THEN INTERVAL 0 SECOND ELSE to_seconds((n - 1) * (50000 + floor(500000 * uniform_a('again' || i || '-' || n))::BIGINT)) END) AS started_at
  FROM visitors v, range(1, 5) AS r(n) WHERE n <= sessions
)
SELECT numbered.*, source, medium, channel_group, campaign, country_name,
  bits('land' || i || '-' || n) AS a, bits('start' || i || '-' || n) AS b, bits('sign' || i || '-' || n) AS c, bits('buy' || i || '-' || n) AS d,
  CASE WHEN session_number = 1 THEN 'new' ELSE 'returning' END AS visitor
FROM numbered JOIN sources ON source_draw >= sources.low AND source_draw < sources.high
JOIN places ON country_draw >= places.low AND country_draw < places.high
-- A session that would run into the next day of the export is left out.
WHERE started_at < TIMESTAMP '{{through}} 23:00:00';

-- Which steps a session takes, and when. Waits are log-normal around their medians.
CREATE TEMP TABLE funnels AS
WITH chosen AS (
  SELECT s.*, low_half(a) < landing AS landed, floor(3.2 * high_half(a) * high_half(a))::INTEGER AS extra_pages,
    landed AND low_half(b) < site_steps.sign_up_start * CASE landing_page WHEN '/balance-v2' THEN {{v2_lift}} ELSE 1 END AS began,
    began AND low_half(c) < site_steps.sign_up AS signed, signed AND low_half(d) < site_steps.purchase AS bought
  FROM site_sessions s JOIN site_steps USING (visitor)
)
SELECT *, started_at + to_microseconds(1000 * round(1000 * {{begin_after}} * exp(0.6 * normal_of(bits('wait b' || i || '-' || n))))::BIGINT) AS began_at,
  began_at + to_microseconds(1000 * round(1000 * {{sign_after}} * exp(0.5 * normal_of(bits('wait c' || i || '-' || n))))::BIGINT) AS signed_at,
  signed_at + to_microseconds(1000 * round(1000 * {{buy_after}} * exp(0.7 * normal_of(bits('wait d' || i || '-' || n))))::BIGINT) AS bought_at
FROM chosen;

CREATE TEMP TABLE ga4_events AS
WITH events AS (
  SELECT i, n, started_at AS event_at, 'session_start' AS event_name, 0 AS index, CASE WHEN landed THEN landing_page ELSE '/' END AS path FROM funnels
  UNION ALL SELECT i, n, started_at, 'page_view', 1, CASE WHEN landed THEN landing_page ELSE '/' END FROM funnels
  UNION ALL
  SELECT i, n, started_at + to_microseconds(1000 * (4000 + floor(22000 * (p + uniform_a('page' || i || '-' || n || '-' || p)))::BIGINT)), 'page_view', 2 + p,
    ['/pricing', '/how-it-works', '/security', '/help'][1 + floor(4 * uniform_b('page' || i || '-' || n || '-' || p))::INTEGER]
  FROM funnels, range(3) AS r(p) WHERE p < extra_pages
  UNION ALL SELECT i, n, began_at, 'sign_up_start', 6, '/sign-up' FROM funnels WHERE began
  UNION ALL SELECT i, n, signed_at, 'sign_up', 7, '/welcome' FROM funnels WHERE signed
  UNION ALL SELECT i, n, bought_at, 'purchase', 8, '/checkout' FROM funnels WHERE bought
)
SELECT event_at::DATE AS day, printf('u-%05d', i) AS user_pseudo_id, event_at, event_name, n::BIGINT AS event_bundle_sequence_id,
  index::BIGINT AS batch_event_index, epoch(started_at)::BIGINT AS ga_session_id, session_number::BIGINT AS ga_session_number,
  'https://balance.example' || path AS page_location, path AS page_path, source, medium, campaign, channel_group, device_category,
  country_name AS country,
  CASE WHEN event_name = 'page_view' THEN 1500 + floor(40000 * uniform_a('read' || i || '-' || n || '-' || index))::BIGINT END AS engagement_time_msec,
  CASE WHEN event_name = 'purchase' THEN {{price}} / 100.0::DOUBLE END AS value, CASE WHEN event_name = 'purchase' THEN 'EUR' END AS currency,
  CASE WHEN event_name = 'purchase' THEN printf('t-%05d-%d', i, n) END AS transaction_id,
  CASE WHEN event_name = 'purchase' THEN 1 ELSE 0 END::BIGINT AS items_count, CASE WHEN event_name = 'purchase' THEN 1 END::BIGINT AS items_quantity,
  CASE WHEN event_name = 'purchase' THEN {{price}} / 100.0::DOUBLE END AS items_revenue,
  CASE WHEN event_name = 'purchase' THEN 'balance-monthly' END AS item_ids,
  '{"session_engaged":"' || CASE WHEN extra_pages > 0 OR began THEN '1' ELSE '0' END || '"}' AS params
FROM events JOIN funnels USING (i, n)
WHERE event_at < TIMESTAMP '{{through}} 00:00:00' + to_days(1);
