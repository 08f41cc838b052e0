-- Units of quote for one unit of base, every pair both ways. A slow walk, rounded as the European Central Bank does.
CREATE TEMP TABLE walks AS
SELECT day, quote, round(start * exp(sum(step) OVER (PARTITION BY quote ORDER BY day) / 1e6), 4) AS rate FROM (
  SELECT day, quote, start, CASE WHEN isodow(day) > 5 THEN 0
      ELSE round(1e6 * 0.0032 * normal_of(bits('rate' || quote || day)))::BIGINT END AS step
  FROM calendar, (VALUES ('USD', 1.0850::DOUBLE), ('GBP', 0.8560::DOUBLE)) AS q(quote, start)
);

CREATE TEMP TABLE fx_rates AS
SELECT day, 'EUR' AS base, quote, rate FROM walks
UNION ALL SELECT day, quote, 'EUR', 1 / rate FROM walks
UNION ALL SELECT a.day, a.quote, b.quote, b.rate / a.rate FROM walks a JOIN walks b ON a.day = b.day AND a.quote <> b.quote;
