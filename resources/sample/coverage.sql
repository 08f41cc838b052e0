-- What is made of the paid rows elsewhere in the warehouse: by region in euros, and how many people were reached.
CREATE TEMP TABLE geo_daily AS
SELECT day, geo_id, channel, sum(impressions)::BIGINT AS impressions, sum(clicks)::BIGINT AS clicks,
  round(sum(spend_minor)::BIGINT / CASE WHEN any_value(spend_currency) = 'USD' THEN any_value(rate) ELSE 1 END)::BIGINT AS spend_minor,
  sum(sessions)::BIGINT AS sessions, sum(new_customers)::BIGINT AS new_customers,
  sum(first_revenue_minor)::BIGINT AS first_revenue_minor, 'EUR' AS currency
FROM paid WHERE day NOT BETWEEN DATE '{{gap_from}}' AND DATE '{{gap_through}}' GROUP BY day, geo_id, channel;

CREATE TEMP TABLE reach_daily AS
SELECT *, round(impressions / reach::DOUBLE, 4) AS frequency FROM (
  SELECT * EXCLUDE (crowding), greatest(least(impressions, 1), floor(impressions / crowding)::BIGINT) AS reach FROM (
    SELECT day, channel, campaign_id, segment, sum(impressions)::BIGINT AS impressions, sum(spend_minor)::BIGINT AS spend_minor,
      any_value(spend_currency) AS currency,
      1.15 + 0.35 * (campaign_id LIKE '%retargeting')::INTEGER + 0.25 * uniform_a('reach' || campaign_id || segment || day) AS crowding
    FROM paid WHERE day <= DATE '{{reach_through}}' GROUP BY day, channel, campaign_id, segment
  )
) WHERE impressions > 0;
