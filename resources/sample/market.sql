-- Where and how Balance advertises: regions, channels, campaigns with their flights, and how demand moves by day.
CREATE TEMP MACRO normal_of(x) AS sqrt(-2 * ln(low_half(x))) * cos(2 * pi() * high_half(x));

-- Populations rounded to a hundred thousand people (Eurostat, 2024).
CREATE TEMP TABLE geos AS
SELECT *, population / sum(population) OVER () AS share FROM (VALUES
  ('DE-BY', 'Bavaria', 'Central Europe', 'DE', 'Germany', 13200000, 1.06),
  ('DE-NW', 'North Rhine-Westphalia', 'Central Europe', 'DE', 'Germany', 18000000, 1.02),
  ('DE-BE', 'Berlin', 'Central Europe', 'DE', 'Germany', 3700000, 1.22),
  ('PL-14', 'Mazovia', 'Central Europe', 'PL', 'Poland', 5500000, 0.78),
  ('FR-IDF', 'Île-de-France', 'Western Europe', 'FR', 'France', 12400000, 1.00),
  ('FR-ARA', 'Auvergne-Rhône-Alpes', 'Western Europe', 'FR', 'France', 8200000, 0.94),
  ('NL-NH', 'North Holland', 'Western Europe', 'NL', 'Netherlands', 3000000, 1.18),
  ('IE-L', 'Leinster', 'Western Europe', 'IE', 'Ireland', 2900000, 1.24),
  ('ES-MD', 'Madrid', 'Southern Europe', 'ES', 'Spain', 7000000, 0.97),
  ('ES-CT', 'Catalonia', 'Southern Europe', 'ES', 'Spain', 8000000, 0.95),
  ('IT-25', 'Lombardy', 'Southern Europe', 'IT', 'Italy', 10000000, 0.90),
  ('IT-62', 'Lazio', 'Southern Europe', 'IT', 'Italy', 5700000, 0.82)
) AS t(geo_id, name, region, country, country_name, population, rate_factor);

-- budget: cents a day at the middle of the sample. signup_rate of sessions, paid_rate of signups. alpha and beta: the
-- beta-geometric law by which a channel's customers stay (Fader and Hardie 2007, "How to project customer retention").
CREATE TEMP TABLE media AS SELECT * FROM (VALUES
  ('meta', 66000, 720, 0.0190, 0.90, 0.100, 0.28, 0.03, 0.90, 3.60, 0.05, 'facebook', 'paid_social', 'Paid Social'),
  ('google_search', 60000, 1900, 0.0420, 0.93, 0.150, 0.32, 0.02, 0.90, 4.10, 0.05, 'google', 'cpc', 'Paid Search'),
  ('youtube', 28000, 540, 0.0104, 0.88, 0.075, 0.24, 0.03, 0.90, 3.30, 0.08, 'youtube', 'paid_video', 'Paid Video'),
  ('tiktok', 26000, 430, 0.0152, 0.86, 0.065, 0.20, 0.05, 1.00, 2.60, 0.06, 'tiktok', 'paid_social', 'Paid Social'),
  ('display', 14000, 210, 0.0048, 0.84, 0.050, 0.20, 0.05, 1.10, 2.40, 0.10, 'display', 'banner', 'Display')
) AS t(channel, budget, cpm_minor, click_rate, session_rate, signup_rate, paid_rate, refund_rate, alpha, beta, noise,
  source, medium, channel_group);

CREATE TEMP TABLE fits AS SELECT * FROM (VALUES
  ('meta', 'young_families', 1.12), ('meta', 'first_job', 1.00), ('meta', 'near_retirement', 0.94), ('meta', 'students', 0.86),
  ('google_search', 'young_families', 1.02), ('google_search', 'first_job', 1.00), ('google_search', 'near_retirement', 1.14), ('google_search', 'students', 0.82),
  ('youtube', 'young_families', 0.98), ('youtube', 'first_job', 1.08), ('youtube', 'near_retirement', 0.90), ('youtube', 'students', 1.04),
  ('tiktok', 'young_families', 0.90), ('tiktok', 'first_job', 1.06), ('tiktok', 'near_retirement', 0.60), ('tiktok', 'students', 1.16),
  ('display', 'young_families', 1.06), ('display', 'first_job', 0.96), ('display', 'near_retirement', 1.10), ('display', 'students', 0.84)
) AS t(channel, segment, fit);

-- weight: percent of the channel's budget. Flights in days before the last day; none: all the time.
CREATE TEMP TABLE campaigns AS
SELECT campaign_id, name, channel, objective, DATE '{{through}}' - started AS flight_from, DATE '{{through}}' - ended AS flight_through,
  status, weight, rate_factor,
  CASE audience WHEN 'all' THEN ['young_families', 'first_job', 'near_retirement', 'students']
    WHEN 'young' THEN ['first_job', 'students'] WHEN 'family' THEN ['young_families', 'near_retirement']
    WHEN 'under_40' THEN ['young_families', 'first_job', 'students'] ELSE [audience] END AS audience
FROM (VALUES
  ('meta-always-on', 'Meta: always on', 'meta', 'conversions', NULL, NULL, 'active', 55, 1.00, 'all'),
  ('meta-families', 'Meta: the family budget', 'meta', 'conversions', NULL, NULL, 'active', 30, 1.03, 'family'),
  ('meta-payday', 'Meta: payday push', 'meta', 'traffic', 400, 250, 'ended', 30, 0.92, 'young'),
  ('meta-retargeting', 'Meta: come back to your plan', 'meta', 'conversions', 300, NULL, 'active', 22, 1.05, 'all'),
  ('search-brand', 'Search: Balance by name', 'google_search', 'conversions', NULL, NULL, 'active', 45, 1.18, 'all'),
  ('search-budget-app', 'Search: budget app', 'google_search', 'conversions', NULL, NULL, 'active', 45, 0.92, 'all'),
  ('search-switch', 'Search: switch your app', 'google_search', 'conversions', 330, 120, 'ended', 20, 0.85, 'under_40'),
  ('search-pension', 'Search: old pensions', 'google_search', 'leads', 260, NULL, 'active', 12, 1.05, 'near_retirement'),
  ('youtube-explainers', 'YouTube: money explained', 'youtube', 'awareness', NULL, NULL, 'active', 65, 1.00, 'all'),
  ('youtube-new-year', 'YouTube: a new start', 'youtube', 'awareness', 345, 290, 'ended', 50, 0.96, 'all'),
  ('youtube-shorts', 'YouTube: shorts for students', 'youtube', 'traffic', 200, NULL, 'active', 35, 1.04, 'young'),
  ('tiktok-first-job', 'TikTok: first pay slip', 'tiktok', 'traffic', NULL, NULL, 'active', 60, 1.02, 'young'),
  ('tiktok-money-tips', 'TikTok: money tips', 'tiktok', 'awareness', 380, NULL, 'active', 40, 0.98, 'under_40'),
  ('tiktok-summer', 'TikTok: holiday savings', 'tiktok', 'traffic', 470, 420, 'ended', 45, 0.95, 'under_40'),
  ('tiktok-creators', 'TikTok: creators', 'tiktok', 'awareness', 150, 70, 'paused', 30, 0.90, 'young'),
  ('display-prospecting', 'Display: prospecting', 'display', 'awareness', NULL, NULL, 'active', 65, 0.96, 'all'),
  ('display-retargeting', 'Display: retargeting', 'display', 'conversions', 420, NULL, 'active', 35, 1.10, 'all'),
  ('display-energy', 'Display: energy bill', 'display', 'traffic', 240, 180, 'ended', 30, 0.94, 'family')
) AS t(campaign_id, name, channel, objective, started, ended, status, weight, rate_factor, audience);

-- Demand grows through the sample, is highest in January and lowest at weekends.
CREATE TEMP TABLE calendar AS
SELECT day, 0.65 + 0.70 * (day - DATE '{{from}}') / 547 AS growth,
  (1 + 0.12 * cos(2 * pi() * (dayofyear(day) - 15) / 365)) * weekly[isodow(day)] * exp(0.03 * normal_of(bits('demand' || day))) AS season,
  CASE WHEN isodow(day) > 5 THEN 0.94 ELSE 1 END AS weekend
FROM (SELECT unnest(range(DATE '{{from}}', DATE '{{through}}' + 1, INTERVAL 1 DAY))::DATE AS day,
  [1.04, 1.05, 1.03, 1.02, 0.98, 0.90, 0.98] AS weekly);

-- intensity: what a channel spends against its budget at the middle of the sample. The more is shown, the fewer click.
CREATE TEMP TABLE channel_days AS
WITH running AS (
  SELECT day, channel, sum(weight) AS weight FROM calendar JOIN campaigns
    ON day >= coalesce(flight_from, DATE '{{from}}') AND day <= coalesce(flight_through, DATE '{{through}}') GROUP BY ALL
), pushed AS (
  SELECT running.*, growth * season * CASE
      WHEN day < DATE '{{mix_from}}' THEN 1 WHEN channel = 'google_search' THEN {{mix_loss}} WHEN channel = 'tiktok' THEN {{mix_gain}} ELSE 1
    END AS push, weekend FROM running JOIN calendar USING (day)
)
SELECT day, channel, push, 1.25 / (1 + 0.25 * push * weight / 100) AS freshness,
  exp(0.04 * normal_of(bits('price' || channel || day))) AS price,
  weekend * exp(noise * normal_of(bits('convert' || channel || day)))
    * CASE WHEN day < DATE '{{mix_from}}' THEN 1 ELSE {{mix_lift}} END AS keenness
FROM pushed JOIN media USING (channel);
