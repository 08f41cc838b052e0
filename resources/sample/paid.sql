-- What ads cost and brought, by day, campaign, segment and region: spend_daily and outcomes_daily.
CREATE TEMP TABLE planned AS
WITH audiences AS (
  SELECT campaign_id, unnest(audience) AS segment FROM campaigns
), shares AS (
  SELECT campaign_id, segment, share / sum(share) OVER (PARTITION BY campaign_id) AS part FROM audiences JOIN segments USING (segment)
)
SELECT d.day, c.channel, c.campaign_id, s.segment, g.geo_id, c.campaign_id || s.segment || g.geo_id || d.day AS name,
  budget * d.push * weight / 100 * part * g.share * 1000 / m.cpm_minor
    * CASE WHEN c.campaign_id = '{{overspender}}' AND d.day >= DATE '{{month}}' THEN {{overspend}} ELSE 1 END AS impressions_mean,
  m.cpm_minor * d.price AS cpm_minor, m.click_rate * segments.click_factor * d.freshness AS click_rate,
  m.session_rate * CASE WHEN d.day = DATE '{{through}}' THEN {{partial}} ELSE 1 END AS session_rate,
  m.signup_rate * d.keenness * c.rate_factor * g.rate_factor * fit AS signup_rate, m.paid_rate
FROM campaigns c JOIN channel_days d
  ON d.channel = c.channel AND d.day >= coalesce(flight_from, DATE '{{from}}') AND d.day <= coalesce(flight_through, DATE '{{through}}')
JOIN media m ON m.channel = c.channel JOIN shares s USING (campaign_id) JOIN segments USING (segment)
JOIN fits f ON f.channel = c.channel AND f.segment = s.segment CROSS JOIN geos g;

CREATE TEMP TABLE seen AS
SELECT * EXCLUDE (x), bits('pc' || name) AS x, low_half(x) AS u, high_half(x) AS v, impressions * click_rate AS clicks_mean FROM (
  SELECT *, greatest(0, floor(impressions_mean + sqrt(impressions_mean) * normal_of(x) + 0.5))::BIGINT AS impressions
  FROM (SELECT *, bits('pi' || name) AS x FROM planned)
);
DROP TABLE planned;

CREATE TEMP TABLE visits AS
SELECT * EXCLUDE (x), bits('ps' || name) AS x, floor(clicks * session_rate + low_half(x))::BIGINT AS sessions FROM (
  SELECT * EXCLUDE (u, v, {{steps clicks_mean}}), least(impressions, {{count clicks_mean}}) AS clicks
  FROM (SELECT *, {{columns clicks_mean}} FROM seen)
);
DROP TABLE seen;

-- Signups and orders are dealt out one by one along the running sum of what is expected, so that a channel's totals
-- are what its rates say. The sums are of whole millionths: they do not depend on the order of addition.
CREATE TEMP TABLE enrolled AS
SELECT * EXCLUDE (expected), (running // 1000000 - (running - expected) // 1000000)::BIGINT AS signups FROM (
  SELECT *, sum(expected) OVER (PARTITION BY channel ORDER BY day, x, name) AS running
  FROM (SELECT *, round(1e6 * sessions * least(1, signup_rate))::BIGINT AS expected FROM visits)
);
DROP TABLE visits;

CREATE TEMP TABLE paid AS
SELECT day, channel, campaign_id, segment, geo_id,
  impressions * CASE WHEN spiked THEN {{spike}} ELSE 1 END AS impressions, clicks,
  round(impressions * CASE WHEN spiked THEN {{spike}} ELSE 1 END * cpm_minor / 1000
    * CASE WHEN dollars THEN rate ELSE 1 END)::BIGINT AS spend_minor,
  CASE WHEN dollars THEN 'USD' ELSE 'EUR' END AS spend_currency, rate,
  sessions, signups, new_customers, x,
  new_customers * {{price}} - floor(0.3 * new_customers + high_half(x))::BIGINT * {{discount}} AS first_revenue_minor
FROM (
  SELECT *, (running // 1000000 - (running - expected) // 1000000)::BIGINT AS new_customers,
    day = DATE '{{spike_day}}' AND channel = 'display' AS spiked,
    day >= DATE '{{dollars_from}}' AND channel = 'youtube' AS dollars
  FROM (
    SELECT * EXCLUDE (running), sum(expected) OVER (PARTITION BY channel ORDER BY day, x, name) AS running
    FROM (SELECT *, round(1e6 * signups * paid_rate)::BIGINT AS expected FROM enrolled)
  )
) JOIN (SELECT day, rate FROM walks WHERE quote = 'USD') USING (day);
DROP TABLE enrolled;

CREATE TEMP TABLE spend_daily AS
SELECT day, channel, campaign_id, segment, geo_id, impressions, clicks, spend_minor, spend_currency AS currency FROM paid;

CREATE TEMP TABLE outcomes_daily AS
SELECT day, channel, campaign_id, segment, geo_id, sessions, signups, new_customers, first_revenue_minor, 'EUR' AS currency FROM paid;

-- Outcomes as they were first exported: of the last days fewer orders had come.
CREATE TEMP TABLE first_outcomes AS
SELECT * EXCLUDE (had, running, first) REPLACE (first AS new_customers,
    CASE WHEN new_customers = 0 THEN 0 ELSE first_revenue_minor * first // new_customers END::BIGINT AS first_revenue_minor)
FROM (
  SELECT *, CASE WHEN day < DATE '{{restated_from}}' THEN new_customers
      ELSE (running // 1000000 - (running - had) // 1000000)::BIGINT END AS first
  FROM (
    SELECT *, sum(had) OVER (PARTITION BY day < DATE '{{restated_from}}' ORDER BY day, channel, campaign_id, segment, geo_id) AS running
    FROM (SELECT *, round(1e6 * new_customers / {{restated}})::BIGINT AS had FROM outcomes_daily)
  )
);
