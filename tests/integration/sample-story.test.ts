import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Sample, withSample } from '../support/sample-cache.ts';
import { expectShare, number, rows } from '../support/sample-reads.ts';

let sample: Sample;
beforeAll(async () => {
  sample = await withSample();
}, 600_000);

describe('one story', () => {
  it('[SA3] begins every cohort with the new customers of its month and channel', async () => {
    const cohorts = await rows(
      `WITH orders AS (
         SELECT date_trunc('month', day)::DATE AS cohort_month, channel, sum(new_customers) AS n, sum(first_revenue_minor) AS revenue
         FROM outcomes_daily GROUP BY ALL
       ), first AS (
         -- Until a month is over nobody of its cohort can have paid twice, but for the first on the same day of the month.
         SELECT cohort_month, channel, sum(payments) AS n, sum(revenue_minor) AS revenue
         FROM finance_daily WHERE day <= last_day(cohort_month) GROUP BY ALL
       )
       SELECT coalesce(orders.n, -1)::INTEGER AS orders, coalesce(first.n, -1)::INTEGER AS customers,
         coalesce(orders.revenue, -1)::INTEGER AS ordered, coalesce(first.revenue, -1)::INTEGER AS paid
       FROM orders FULL JOIN first USING (cohort_month, channel)`,
      { orders: z.number(), customers: z.number(), ordered: z.number(), paid: z.number() },
    );
    expect(cohorts.length).toBeGreaterThan(90);
    for (const { orders, customers, ordered, paid } of cohorts) {
      expect(customers).toBe(orders);
      expect(paid).toBe(ordered);
    }
  });

  it('[SA3] sums the same rows by region', async () => {
    const off = await number(`
      WITH spend AS (
        SELECT day, geo_id, channel, sum(impressions) AS i, sum(clicks) AS c, sum(spend_minor) AS s, any_value(currency) AS currency
        FROM spend_daily GROUP BY ALL
      ), won AS (
        SELECT day, geo_id, channel, sum(sessions) AS v, sum(new_customers) AS n, sum(first_revenue_minor) AS r FROM outcomes_daily GROUP BY ALL
      )
      SELECT count(*) FROM geo_daily g JOIN spend USING (day, geo_id, channel) JOIN won USING (day, geo_id, channel)
      LEFT JOIN fx_rates f ON f.day = g.day AND f.base = spend.currency AND f.quote = g.currency
      WHERE g.impressions <> i OR g.clicks <> c OR g.sessions <> v OR g.new_customers <> n OR g.first_revenue_minor <> r
        OR g.currency <> 'EUR' OR abs(g.spend_minor - s * coalesce(rate, 1)) > 0.51`);
    expect(off).toBe(0);
    expect(await number('SELECT count(*) FROM geo_daily')).toBeGreaterThan(32_000);
  });

  it('[SA3] reaches people with the impressions that were paid', async () => {
    expect(
      await number(`
        WITH spend AS (SELECT day, campaign_id, segment, sum(impressions) AS i, sum(spend_minor) AS s FROM spend_daily GROUP BY ALL)
        SELECT count(*) FROM reach_daily r JOIN spend USING (day, campaign_id, segment)
        WHERE impressions <> i OR spend_minor <> s OR abs(frequency - impressions / reach) > 1e-3`),
    ).toBe(0);
    expect(await number('SELECT count(*) FROM reach_daily')).toBeGreaterThan(15_000);
  });

  it('[SA4] has campaigns in their flights, regions and campaigns in their lists', async () => {
    for (const dataset of ['spend_daily', 'outcomes_daily']) {
      expect(
        await number(`SELECT count(*) FROM ${dataset} s LEFT JOIN dim_campaign c USING (campaign_id, channel) LEFT JOIN dim_geo g USING (geo_id)
          WHERE c.name IS NULL OR g.name IS NULL OR s.day < start_day OR s.day > end_day`),
      ).toBe(0);
    }
    expect(await number('SELECT count(*) FROM dim_campaign')).toBe(18);
    expect(await number('SELECT count(*) FROM dim_geo WHERE population > 1000000')).toBe(12);
    expect(await number('SELECT count(*) FROM dim_campaign WHERE end_day IS NOT NULL')).toBeGreaterThan(3);
  });

  it('[SA5] gets a smaller share of clicks the more a channel shows', async () => {
    const thirds = await rows(
      `WITH days AS (SELECT day, channel, sum(impressions) AS i, sum(clicks) AS c FROM spend_daily GROUP BY ALL),
         ranked AS (SELECT *, ntile(3) OVER (PARTITION BY channel ORDER BY i) AS third FROM days)
       SELECT channel, sum(c) FILTER (third = 1) / sum(i) FILTER (third = 1) AS quiet,
         sum(c) FILTER (third = 3) / sum(i) FILTER (third = 3) AS loud FROM ranked GROUP BY channel`,
      { channel: z.string(), quiet: z.number(), loud: z.number() },
    );
    expect(thirds).toHaveLength(5);
    for (const { quiet, loud } of thirds) expect(loud).toBeLessThan(0.97 * quiet);
  });

  it.each([1, 3, 6])('[SA6] keeps customers for %i months at the planted share', async (months) => {
    // On the last day of the month so many months after a cohort's, each of its customers has had that many renewals.
    const kept = await rows(
      `WITH sizes AS (
         SELECT date_trunc('month', day)::DATE AS cohort_month, channel, sum(new_customers) AS n FROM outcomes_daily
         WHERE date_trunc('month', day) < DATE '${sample.through.slice(0, 8)}01' - INTERVAL ${months} MONTH GROUP BY ALL
       )
       SELECT channel, sum(n)::INTEGER AS n, sum(active_customers)::INTEGER AS active
       FROM sizes JOIN finance_daily f USING (cohort_month, channel)
       WHERE f.day = last_day(cohort_month + INTERVAL ${months} MONTH) GROUP BY channel`,
      { channel: z.string(), n: z.number(), active: z.number() },
    );
    expect(kept).toHaveLength(5);
    for (const { channel, n, active } of kept) {
      const planted = sample.truth.retention.find((entry) => entry.channel === channel)?.share[months] ?? Number.NaN;
      expectShare(active / n, planted, n);
    }
  });

  it('[SA10] has goals and budgets for every month, whose totals are sums of the channels', async () => {
    const months = await rows(
      `SELECT month, metric, max(target) FILTER (channel = 'all') AS whole, sum(target) FILTER (channel <> 'all') AS parts,
         count(*) FILTER (channel <> 'all')::INTEGER AS channels FROM plan_monthly
       WHERE metric IN ('spend', 'revenue', 'new_customers', 'signups') GROUP BY ALL`,
      { month: z.string(), metric: z.string(), whole: z.number(), parts: z.number(), channels: z.number() },
    );
    const inSample = await number(
      `SELECT datediff('month', DATE '${sample.truth.from}', DATE '${sample.through}') + 1`,
    );
    expect(months).toHaveLength(4 * (inSample + 2));
    for (const { whole, parts, channels } of months) {
      expect(channels).toBe(5);
      expect(parts).toBe(whole);
    }
    for (const metric of ['cac', 'ltv_cac']) {
      expect(
        await number(`SELECT count(DISTINCT month) FROM plan_monthly WHERE metric = '${metric}' AND channel = 'all'`),
      ).toBe(inSample + 2);
    }
  });
});
