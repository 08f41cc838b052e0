-- Goals and budgets by month: what a planner who knew the months would write, without what was never planned.
CREATE TEMP TABLE plan_monthly AS
WITH planned AS (
  SELECT day, channel,
    spend_minor / CASE WHEN spend_currency = 'USD' THEN rate ELSE 1 END / CASE WHEN day = DATE '{{spike_day}}' AND channel = 'display' THEN {{spike}} ELSE 1 END AS spend,
    new_customers, signups, CASE WHEN campaign_id = '{{overspender}}' AND day >= DATE '{{month}}' THEN {{overspend}} ELSE 1 END AS excess
  FROM paid
), money AS (
  SELECT day, channel, sum(round(spend / excess)::BIGINT)::BIGINT AS spend, sum(round(1000 * new_customers / excess)::BIGINT)::BIGINT AS new_customers,
    sum(round(1000 * signups / excess)::BIGINT)::BIGINT AS signups
  FROM planned GROUP BY ALL
), books AS (
  SELECT day, channel, sum(revenue_minor - refunds_minor)::BIGINT AS revenue FROM finance_daily GROUP BY ALL
), facts AS (
  -- Months that are over by themselves; this one and those to come from the last four weeks.
  SELECT CASE WHEN recent THEN NULL ELSE date_trunc('month', day)::DATE END AS month, channel, count(*) AS days, sum(spend)::BIGINT AS spend,
    sum(new_customers)::BIGINT / 1000 AS new_customers, sum(signups)::BIGINT / 1000 AS signups, sum(revenue)::BIGINT AS revenue
  FROM money JOIN books USING (day, channel), (VALUES (false), (true)) AS r(recent)
  WHERE CASE WHEN recent THEN day > DATE '{{through}}' - 28 ELSE day < DATE '{{month}}' END GROUP BY ALL
), months AS (
  SELECT month::DATE AS month, day(last_day(month::DATE)) AS days, greatest(0, datediff('month', DATE '{{month}}', month)) AS ahead
  FROM range(date_trunc('month', DATE '{{from}}'), DATE '{{month}}' + INTERVAL 3 MONTH, INTERVAL 1 MONTH) AS r(month)
), goals AS (
  SELECT months.month, channel, metric, CASE metric
      WHEN 'spend' THEN spend WHEN 'new_customers' THEN new_customers WHEN 'signups' THEN signups ELSE revenue END
      / facts.days * months.days * (1 + 0.02 * ahead) * (0.98 + 0.07 * uniform_a('goal' || months.month || channel || metric)) AS target
  FROM months JOIN facts ON facts.month IS NOT DISTINCT FROM CASE WHEN months.month < DATE '{{month}}' THEN months.month END,
    (VALUES ('spend'), ('new_customers'), ('signups'), ('revenue')) AS m(metric)
), rounded AS (
  SELECT month, channel, metric,
    CASE WHEN metric IN ('spend', 'revenue') THEN 10000 * round(target / 10000) ELSE 10 * round(target / 10) END::BIGINT AS target
  FROM goals
), targets AS (
  SELECT month, channel, metric, target FROM rounded UNION ALL SELECT month, 'all', metric, sum(target)::BIGINT FROM rounded GROUP BY month, metric
)
SELECT month, metric, channel, target::DOUBLE AS target, CASE WHEN metric IN ('spend', 'revenue') THEN 'EUR' END AS currency FROM targets
UNION ALL SELECT s.month, 'cac', s.channel, round(s.target / n.target)::DOUBLE, 'EUR' FROM targets s JOIN targets n
  ON s.month = n.month AND s.channel = n.channel AND n.metric = 'new_customers' AND n.target > 0 WHERE s.metric = 'spend'
UNION ALL SELECT month, 'ltv_cac', 'all', 2.0, NULL FROM months;
