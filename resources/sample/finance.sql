-- The books: who pays when. A customer pays on the day of the first order and, while they stay, once a month from there.
CREATE TEMP TABLE stays AS
WITH RECURSIVE kept(channel, alpha, beta, month, share) AS (
  SELECT channel, alpha::DOUBLE, beta::DOUBLE, 0, 1::DOUBLE FROM media
  UNION ALL
  SELECT channel, alpha, beta, month + 1, share * (beta + month) / (alpha + beta + month) FROM kept WHERE month < 18
)
SELECT channel, month, share FROM kept;

-- Customers of a day's orders who still pay after so many months. One draw for all months: nobody comes back.
CREATE TEMP TABLE renewals AS
WITH orders AS (
  SELECT day AS acquired, channel, sum(new_customers)::BIGINT AS n, sum(first_revenue_minor)::BIGINT AS revenue FROM paid GROUP BY ALL
), drawn AS (
  SELECT acquired, channel, month, (acquired + to_months(month))::DATE AS day, revenue,
    CASE WHEN month = 0 THEN n ELSE greatest(0, least(n, round(n * share + normal_of(bits('stay' || channel || acquired)) * sqrt(n * share * (1 - share)))))::BIGINT END AS kept
  FROM orders JOIN stays USING (channel)
), steady AS (
  SELECT *, min(kept) OVER (PARTITION BY acquired, channel ORDER BY month) AS paying FROM drawn
)
SELECT day, channel, date_trunc('month', acquired)::DATE AS cohort_month, month, paying,
  paying - coalesce(lag(paying) OVER (PARTITION BY acquired, channel ORDER BY month), 0) AS change,
  CASE WHEN month = 0 THEN revenue ELSE paying * {{price}} END AS revenue_minor
FROM steady;

CREATE TEMP TABLE finance_daily AS
WITH moved AS (
  SELECT day, channel, cohort_month, sum(paying)::BIGINT AS payments, sum(revenue_minor)::BIGINT AS revenue_minor, sum(change)::BIGINT AS change
  FROM renewals WHERE day <= DATE '{{through}}' GROUP BY ALL
), cohorts AS (
  SELECT channel, cohort_month, min(day) AS born FROM moved GROUP BY ALL
), filled AS (
  SELECT c.day, channel, cohort_month, coalesce(payments, 0) AS payments, coalesce(revenue_minor, 0) AS revenue_minor, coalesce(change, 0) AS change
  FROM cohorts JOIN calendar c ON c.day >= born LEFT JOIN moved USING (day, channel, cohort_month)
)
SELECT day, channel, cohort_month, payments, revenue_minor,
  floor(payments * refund_rate + uniform_a('refund' || channel || cohort_month || day))::BIGINT * {{price}} AS refunds_minor,
  round(revenue_minor * 0.14)::BIGINT + payments * 35 AS variable_cost_minor,
  sum(change) OVER (PARTITION BY channel, cohort_month ORDER BY day)::BIGINT AS active_customers, 'EUR' AS currency
FROM filled JOIN media USING (channel);
