-- Paths of touches in the last 120 days. Each channel that is on a path adds its own effect to the chance of an order:
-- those effects are what an attribution method has to find.
CREATE TEMP TABLE effects AS SELECT * FROM (VALUES
  ('meta', 0.050), ('google_search', 0.045), ('youtube', 0.065), ('tiktok', 0.030), ('display', 0.005), ('direct', 0.000)
) AS t(channel, effect);

-- From one touch to the next; `start` is where a path begins. Percent.
CREATE TEMP TABLE steps AS
WITH written AS (
  SELECT * FROM (VALUES
    ('start', [28, 16, 22, 20, 10, 4]), ('meta', [22, 34, 8, 8, 10, 18]), ('google_search', [10, 40, 4, 4, 10, 32]),
    ('youtube', [20, 38, 14, 8, 8, 12]), ('tiktok', [24, 22, 12, 22, 8, 12]), ('display', [22, 30, 8, 8, 18, 14]),
    ('direct', [8, 34, 4, 4, 8, 42])
  ) AS t(channel, percents)
), listed AS (
  SELECT channel, i, ['meta', 'google_search', 'youtube', 'tiktok', 'display', 'direct'][i] AS next, percents[i] AS percent
  FROM written, range(1, 7) AS r(i)
)
SELECT channel, next, (sum(percent) OVER before - percent)::DOUBLE / 100 AS low, (sum(percent) OVER before)::DOUBLE / 100 AS high
FROM listed WINDOW before AS (PARTITION BY channel ORDER BY i);

CREATE TEMP TABLE paths AS
WITH RECURSIVE drawn AS (
  SELECT i, 'j' || i AS name, low_half(bits('length' || i)) AS length_draw, high_half(bits('length' || i)) AS kind_draw FROM range(32000) AS r(i)
), sized AS (
  -- Two more touches are as likely after each: the lengths are geometric, cut at eight.
  SELECT *, least(8, 1 + floor(ln(length_draw) / ln(0.56)))::INTEGER AS touches FROM drawn
), walked(i, position, touches, channel, waited) AS (
  SELECT i, 1, touches, next, 0::BIGINT FROM sized JOIN steps ON channel = 'start' AND uniform_a('touch' || i || '-1') >= low AND uniform_a('touch' || i || '-1') < high
  UNION ALL
  SELECT i, position + 1, touches, next, waited + 600 + floor(-ln(uniform_b('touch' || i || '-' || (position + 1))) * 120000)::BIGINT
  FROM walked JOIN steps USING (channel)
  WHERE position < touches AND uniform_a('touch' || i || '-' || (position + 1)) >= low AND uniform_a('touch' || i || '-' || (position + 1)) < high
)
SELECT * FROM walked;

-- A path ends somewhere in the 120 days, at an hour that leaves room for its order; paths that began earlier are left out.
CREATE TEMP TABLE journey_plan AS
WITH ended AS (
  SELECT i, max(waited) AS span, list_sort(list(DISTINCT channel)) AS visited FROM paths GROUP BY i
), timed AS (
  SELECT i, visited, bits('end' || i) AS x, bits('who' || i) AS y,
    TIMESTAMP '{{through}} 00:00:00' - to_days(floor(120 * low_half(x))::INTEGER)
      + to_seconds(21600 + floor(50400 * high_half(x))::BIGINT) - to_seconds(span) AS first_at
  FROM ended
), known AS (
  SELECT i, visited, first_at, low_half(y) < 0.62 AS new_visitor, high_half(y) AS segment_draw FROM timed
  WHERE first_at >= TIMESTAMP '{{through}} 00:00:00' - to_days(119)
)
SELECT known.*, {{journey_base}} + CASE WHEN new_visitor THEN 0 ELSE {{journey_returning}} END
    + list_sum(list_transform(visited, lambda c: map_extract_value(chances, c)::DOUBLE)) AS chance
FROM known, (SELECT map_from_entries(list((channel, effect) ORDER BY channel)) AS chances FROM effects);

CREATE TEMP TABLE journeys AS
WITH running AS (
  SELECT day, channel, list(campaign_id ORDER BY campaign_id) AS ids FROM calendar JOIN campaigns
    ON day >= coalesce(flight_from, DATE '{{from}}') AND day <= coalesce(flight_through, DATE '{{through}}') GROUP BY ALL
), ended AS (
  SELECT i, max(waited) AS span FROM paths GROUP BY i
), decided AS (
  SELECT journey_plan.*, span, bits('order' || i) AS x, low_half(x) < chance AS converted,
    first_at + to_seconds(span + 120 + floor(9000 * high_half(x))::BIGINT) AS ordered_at
  FROM journey_plan JOIN ended USING (i)
), touched AS (
  SELECT i, position, channel, first_at + to_seconds(waited) AS touch_at, touch_at::DATE AS day, new_visitor, converted,
    ordered_at, segment_draw, high_half(x) AS value_draw
  FROM paths JOIN decided USING (i)
)
SELECT printf('j-%05d', i) AS journey_id, position::BIGINT AS position, day, touch_at, printf('v-%05d', i) AS user_pseudo_id, channel,
  ids[1 + floor(len(ids) * uniform_a('campaign' || i || '-' || position))::INTEGER] AS campaign_id,
  CASE WHEN segment_draw < 0.30 THEN 'young_families' WHEN segment_draw < 0.60 THEN 'first_job'
    WHEN segment_draw < 0.82 THEN 'near_retirement' ELSE 'students' END AS segment,
  new_visitor, converted, CASE WHEN converted THEN ordered_at END AS converted_at,
  CASE WHEN converted THEN CASE WHEN value_draw < 0.3 THEN {{price}} - {{discount}} ELSE {{price}} END END::BIGINT AS value_minor,
  CASE WHEN converted THEN 'EUR' END AS currency
FROM touched LEFT JOIN running USING (day, channel);
