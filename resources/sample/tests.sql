-- The plan of the sample: which tests run when, with which variants, and what is true of them.
-- $seed decides everything: the same seed and last day give the same data on every machine.

-- Sixty-four random bits from a text by MD5, and two uniform numbers in (0, 1) from the halves of such bits.
CREATE TEMP MACRO bits(name) AS md5_number_lower({{seed}} || name);
CREATE TEMP MACRO low_half(x) AS ((x % 4294967296) + 0.5::DOUBLE) / 4294967296.0::DOUBLE;
CREATE TEMP MACRO high_half(x) AS ((x // 4294967296) + 0.5::DOUBLE) / 4294967296.0::DOUBLE;
CREATE TEMP MACRO uniform_a(name) AS low_half(bits(name));
CREATE TEMP MACRO uniform_b(name) AS high_half(bits(name));
CREATE TEMP MACRO capital(words) AS upper(words[1]) || words[2:];
CREATE TEMP MACRO worded(template, thing, act, gain, moment) AS
  replace(replace(replace(replace(replace(replace(replace(replace(template,
    '{Thing}', capital(thing)), '{Act}', capital(act)), '{Gain}', capital(gain)), '{Moment}', capital(moment)),
    '{thing}', thing), '{act}', act), '{gain}', gain), '{moment}', moment);

CREATE TEMP TABLE plan AS
WITH drawn AS (
  SELECT i, printf('bal-%04d', i + 1) AS test_id, i % 24 AS topic, i // 24 AS angle,
    2 + floor(5 * uniform_a('variants' || i))::INTEGER AS variants,
    2 + floor(7 * sqrt(uniform_a('weeks' || i)))::INTEGER AS weeks,
    uniform_a('start' || i) AS start, uniform_a('kind' || i) AS kind_draw,
    uniform_a('base' || i) AS base_draw, uniform_a('traffic' || i) AS traffic_draw,
    floor(1e6 * uniform_b('order' || i))::INTEGER AS shuffle
  FROM range(336) AS r(i)
), dated AS (
  SELECT *, DATE '{{from}}' + floor(start * (DATE '{{through}}' - DATE '{{from}}' - 4))::INTEGER AS first_day FROM drawn
)
SELECT test_id, dated.topic, topics.label || ': ' || angles.label AS test_name, variants, shuffle, first_day,
  least(first_day + 7 * weeks - 1, DATE '{{through}}') AS last_day,
  first_day + 7 * weeks - 1 > DATE '{{through}}' AS running,
  -- One test with a broken split and one with hardly any traffic are always there.
  CASE WHEN i = 41 THEN 'uneven_split' WHEN i = 87 THEN 'too_little_data'
    WHEN kind_draw < 0.34 THEN 'winner' WHEN kind_draw < 0.66 THEN 'no_difference' ELSE 'close' END AS kind,
  0.008 + 0.022 * base_draw AS base_rate,
  -- To see that nothing differs takes more traffic than to see that something does, so most such tests have it.
  CASE WHEN i = 87 THEN 0.2 WHEN kind_draw BETWEEN 0.34 AND 0.66 AND traffic_draw > 0.4 THEN 180 * exp(0.8 * traffic_draw)
    ELSE 25 * exp(1.6 * traffic_draw) END AS traffic
FROM dated JOIN topics USING (topic) JOIN angles USING (angle);

CREATE TEMP TABLE variants AS
WITH numbered AS (
  SELECT plan.*, j, uniform_a('winner' || test_id) AS winner_draw, uniform_a('uplift' || test_id) AS uplift_draw,
    uniform_a('drift' || test_id || '-' || j) AS drift
  FROM plan, range(6) AS r(j) WHERE j < variants
), judged AS (
  SELECT *, j = floor(winner_draw * variants)::INTEGER AS is_winner FROM numbered
)
SELECT test_id, test_name, kind, running, first_day, last_day, judged.topic, traffic, base_rate,
  printf('%s-%s', test_id, chr(97 + j::INTEGER)) AS variant_id,
  kind IN ('winner', 'uneven_split') AND is_winner AS is_winner,
  CASE WHEN kind IN ('winner', 'uneven_split') THEN CASE WHEN is_winner THEN 1.12 + 0.30 * uplift_draw ELSE 0.98 + 0.04 * drift END
    WHEN kind = 'close' THEN 0.97 + 0.06 * drift ELSE 1 END AS rate_factor,
  CASE WHEN kind = 'uneven_split' AND j = 0 THEN 0.8 ELSE 1 END AS split_factor,
  worded(template, thing, act, gain, moment) AS headline, bodies.text AS body
FROM judged
JOIN topics USING (topic)
-- Five is prime to fourteen, so the variants of a test all have different patterns.
JOIN patterns ON pattern = (shuffle + 5 * j) % 14
JOIN bodies ON bodies.body = (shuffle // 14) % 6;
