-- Every row of the sample's creative_daily: impressions, clicks and conversions are Poisson draws around what is true.
CREATE TEMP TABLE expected AS
SELECT day::DATE AS day, test_id, variant_id, channel, segment, cpm_minor,
  test_id || variant_id || channel || segment || day AS name,
  traffic * channels.share * segments.share * 12.5 * split_factor
    * (1 + 0.12 * sin(2 * pi() * isodow(day) / 7)) * (1 + 0.15 * cos(2 * pi() * dayofyear(day) / 365)) AS impressions_mean,
  base_rate * rate_factor * channels.click_factor * segments.click_factor AS click_rate,
  0.04 + 0.03 * uniform_b('convert' || test_id) AS conversion_rate
FROM variants, channels, segments, LATERAL (SELECT unnest(range(first_day, last_day + 1, INTERVAL 1 DAY)) AS day);

CREATE TEMP TABLE shown AS
SELECT *, bits('c' || name) AS x, low_half(x) AS u, high_half(x) AS v, impressions * click_rate AS clicks_mean FROM (
  SELECT * EXCLUDE (x, u, v, {{steps impressions_mean}}), {{count impressions_mean}} AS impressions FROM (
    SELECT *, {{columns impressions_mean}} FROM (SELECT *, bits('i' || name) AS x, low_half(x) AS u, high_half(x) AS v FROM expected)
  )
);
DROP TABLE expected;

CREATE TEMP TABLE clicked AS
SELECT *, bits('b' || name) AS x, low_half(x) AS u, high_half(x) AS v, clicks * conversion_rate AS conversions_mean FROM (
  SELECT * EXCLUDE (x, u, v, {{steps clicks_mean}}), least(impressions, {{count clicks_mean}}) AS clicks FROM (
    SELECT *, {{columns clicks_mean}} FROM shown
  )
);
DROP TABLE shown;

CREATE TEMP TABLE creative_daily AS
SELECT day, test_id, test_name, variant_id, headline, body, channel, segment, impressions, clicks,
  least(clicks, {{count conversions_mean}}) AS conversions,
  round(impressions * cpm_minor / 1000)::BIGINT AS spend_minor, 'EUR' AS currency, click_rate
FROM (SELECT *, {{columns conversions_mean}} FROM clicked)
JOIN (SELECT test_id, variant_id, test_name, headline, body FROM variants) USING (test_id, variant_id);
DROP TABLE clicked;
