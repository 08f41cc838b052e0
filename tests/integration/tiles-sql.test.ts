import { beforeAll, describe, expect, it } from 'vitest';
import type { ScopeInput, TileId } from '../../engine/contract/index.ts';
import { ok } from '../../engine/core/index.ts';
import type { TileReader } from '../../engine/dashboards/index.ts';
import { formatDay } from '../../engine/serializer/index.ts';
import type { AnalyticsEngine } from '../../engine/store/cache/types.ts';
import { succeeded } from '../support/cache-fixture.ts';
import { type Sample, withSample } from '../support/sample-cache.ts';
import { askTile, cellOf, tileReader } from '../support/tiles.ts';

/** The default scope on the sample: 28 days to 20 Nov 2026, compared with the 28 before. */
const NOW = "day BETWEEN DATE '2026-10-24' AND DATE '2026-11-20'";
const BEFORE = "day BETWEEN DATE '2026-09-26' AND DATE '2026-10-23'";

/** Spend in euro cents, written by hand: each day's dollars by that day's rate (both currencies have two digits). */
const EUROS = `(SELECT s.day, s.channel, s.segment, s.campaign_id, s.geo_id, s.clicks, s.impressions,
    CASE s.currency WHEN 'EUR' THEN s.spend_minor::DOUBLE ELSE s.spend_minor * coalesce(d.rate, 1 / i.rate) END AS cents
  FROM spend_daily s
  LEFT JOIN fx_rates d ON d.day = s.day AND d.base = s.currency AND d.quote = 'EUR'
  LEFT JOIN fx_rates i ON i.day = s.day AND i.quote = s.currency AND i.base = 'EUR')`;

let sample: Sample;
let reader: TileReader;

beforeAll(async () => {
  sample = await withSample();
  reader = await tileReader(sample);
}, 180_000);

const tile = async (id: TileId, scope: ScopeInput = {}) => succeeded(await askTile(reader, id, scope));

/** The engine with one of its queries finding no rows. */
const answeringNothing = (inner: AnalyticsEngine, id: string): AnalyticsEngine => ({
  query: async (definition, params, signal) => {
    const answer = await inner.query(definition, params, signal);
    return answer.ok && definition.id === id ? ok({ ...answer.value, rows: [] }) : answer;
  },
});

/** The one number a query answers. */
async function number(sql: string): Promise<number> {
  const [row] = await sample.rows(sql);
  return Number(Object.values(row ?? {})[0]);
}

const same = (found: unknown, expected: number) => {
  expect(typeof found).toBe('number');
  expect(Math.abs(Number(found) - expected)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(expected)));
};

describe('figures equal SQL written by hand', () => {
  it.each([
    ['executive.revenue', 'revenue', `SELECT sum(revenue_minor - refunds_minor) FROM finance_daily WHERE`],
    ['finance.revenue', 'revenue', `SELECT sum(revenue_minor - refunds_minor) FROM finance_daily WHERE`],
    [
      'finance.margin',
      'margin',
      `SELECT sum(revenue_minor - refunds_minor - variable_cost_minor) FROM finance_daily WHERE`,
    ],
    ['executive.spend', 'spend', `SELECT sum(cents) FROM ${EUROS} WHERE`],
    ['finance.spend', 'spend', `SELECT sum(cents) FROM ${EUROS} WHERE`],
    ['executive.new_customers', 'new_customers', 'SELECT sum(new_customers) FROM outcomes_daily WHERE'],
    ['growth.total', 'new_customers', 'SELECT sum(new_customers) FROM outcomes_daily WHERE'],
  ] as const)('[MT5] %s', async (id, column, sql) => {
    const read = await tile(id);
    same(cellOf(read, 'total', column), await number(`${sql} ${NOW}`));
    same(cellOf(read, 'total', `${column}_before`), await number(`${sql} ${BEFORE}`));
    same(cellOf(read, '2026-11-02', column), await number(`${sql} day = DATE '2026-11-02'`));
  });

  it.each(['executive.cac', 'finance.cac'] as const)('%s', async (id) => {
    const cac = (days: string) =>
      number(
        `SELECT (SELECT sum(cents) FROM ${EUROS} WHERE ${days}) / (SELECT sum(new_customers) FROM outcomes_daily WHERE ${days})`,
      );
    const read = await tile(id);
    same(cellOf(read, 'total', 'cac'), await cac(NOW));
    same(cellOf(read, 'total', 'cac_change'), (await cac(NOW)) - (await cac(BEFORE)));
    same(cellOf(read, 'total', 'cac_ratio_change'), (await cac(NOW)) / (await cac(BEFORE)) - 1);
  });

  it('executive.trend and finance.trend, day by day', async () => {
    const days = await sample.rows(
      `SELECT day::VARCHAR AS day, sum(cents) AS cents FROM ${EUROS} WHERE ${NOW} GROUP BY day`,
    );
    const [executive, finance] = [await tile('executive.trend'), await tile('finance.trend')];
    expect(executive.rows).toHaveLength(days.length);
    for (const { day, cents } of days) {
      same(cellOf(executive, String(day), 'spend'), Number(cents));
      same(cellOf(finance, String(day), 'spend'), Number(cents));
    }
    const margin = `SELECT sum(revenue_minor - refunds_minor - variable_cost_minor) FROM finance_daily WHERE`;
    same(cellOf(finance, '2026-11-11', 'margin'), await number(`${margin} day = DATE '2026-11-11'`));
  });
});

describe('what changed', () => {
  it('executive.why: before and now are the totals, and volume and mix those of a calculation by hand', async () => {
    const read = await tile('executive.why');
    same(
      cellOf(read, 'before', 'effect'),
      await number(`SELECT sum(new_customers) FROM outcomes_daily WHERE ${BEFORE}`),
    );
    same(cellOf(read, 'now', 'effect'), await number(`SELECT sum(new_customers) FROM outcomes_daily WHERE ${NOW}`));
    const totals = `WITH t AS (SELECT sum(sessions) FILTER (${NOW}) AS v1, sum(sessions) FILTER (${BEFORE}) AS v0,
        sum(new_customers) FILTER (${BEFORE}) AS y0 FROM outcomes_daily),
      c AS (SELECT channel, sum(sessions) FILTER (${NOW}) AS v1, sum(sessions) FILTER (${BEFORE}) AS v0,
        sum(new_customers) FILTER (${BEFORE}) AS y0, sum(new_customers) FILTER (${NOW}) AS y1
        FROM outcomes_daily GROUP BY channel)`;
    same(cellOf(read, 'volume', 'effect'), await number(`${totals} SELECT (v1 - v0) * y0 / v0 FROM t`));
    same(
      cellOf(read, 'mix', 'effect'),
      await number(`${totals} SELECT sum(t.v1 * (c.v1 / t.v1 - c.v0 / t.v0) * (c.y0 / c.v0 - t.y0 / t.v0)) FROM c, t`),
    );
    same(
      cellOf(read, 'rate:meta', 'effect'),
      await number(`${totals} SELECT v1 * (y1 / v1 - y0 / v0) FROM c WHERE channel = 'meta'`),
    );
  });

  it("executive.why tells the sample's mix shift: every channel's rate is up or flat, and mix pulls the total down", async () => {
    const read = await tile('executive.why');
    const mix = Number(cellOf(read, 'mix', 'effect'));
    const rates = read.rows.filter(({ key }) => key.startsWith('rate')).map(({ cells }) => Number(cells[1]));
    expect(mix).toBeLessThan(0);
    for (const rate of rates) expect(rate).toBeGreaterThan(-0.02 * Math.abs(mix));
  });

  it('executive.movers: the top mover is the largest change there is', async () => {
    const read = await tile('executive.movers');
    const change = `sum(new_customers) FILTER (${NOW}) - sum(new_customers) FILTER (${BEFORE})`;
    const [top] =
      await sample.rows(`SELECT * FROM (SELECT 'channel:' || channel AS key, ${change} AS change FROM outcomes_daily GROUP BY channel
      UNION ALL SELECT 'segment:' || segment, ${change} FROM outcomes_daily GROUP BY segment
      UNION ALL SELECT 'campaign:' || campaign_id, ${change} FROM outcomes_daily GROUP BY campaign_id
      UNION ALL SELECT 'geo:' || geo_id, ${change} FROM outcomes_daily GROUP BY geo_id)
      ORDER BY abs(change) DESC, key LIMIT 1`);
    expect(read.rows[0]?.cells[4]).toBe(top?.change);
    same(cellOf(read, String(top?.key), 'value_change'), Number(top?.change));
  });

  it('executive.goals: actual over goal of the month', async () => {
    const read = await tile('executive.goals');
    const month = "day BETWEEN DATE '2026-11-01' AND DATE '2026-11-20'";
    const goal = (metric: string) =>
      number(
        `SELECT target FROM plan_monthly WHERE month = DATE '2026-11-01' AND channel = 'all' AND metric = '${metric}'`,
      );
    same(
      cellOf(read, 'spend', 'share'),
      (await number(`SELECT sum(cents) FROM ${EUROS} WHERE ${month}`)) / (await goal('spend')),
    );
    same(
      cellOf(read, 'signups', 'share'),
      (await number(`SELECT sum(signups) FROM outcomes_daily WHERE ${month}`)) / (await goal('signups')),
    );
    same(cellOf(read, 'signups', 'share_by_now'), 20 / 30);
  });

  it('without a plan the goals are missing, and what can be looked at still is', async () => {
    const without = { ...reader, engine: answeringNothing(sample.engine, 'dashboards.month_plan') };
    expect(await askTile(without, 'executive.goals')).toMatchObject({ error: { code: 'NO_DATA' } });
    const alerts = succeeded(await askTile(without, 'executive.alerts'));
    expect(alerts.rows.map(({ key }) => key)).toContain(`source:${sample.truth.planted.stale.dataset}`);
  });

  it("executive.alerts finds the sample's spike, its overspending channel, its stale and its incomplete source", async () => {
    const read = await tile('executive.alerts');
    const titles = read.rows.map(({ cells }) => String(cells[0]));
    const { spike, overspend, stale, partialDay } = sample.truth.planted;
    const keyed = new Map(read.rows.map(({ key, cells }) => [key, `${cells[0]} ${cells[1]}`]));
    expect(keyed.get(`spend:${spike.channel}:high`)).toContain(formatDay(spike.day));
    expect(keyed.has(`pace:${overspend.channel}`)).toBe(true);
    expect(keyed.get(`source:${stale.dataset}`)).toContain(formatDay(stale.dataThrough));
    expect(titles.length).toBeLessThan(12);
    expect(partialDay.day).toBe(sample.through);
    expect(read.partialDays).toContain(sample.through);
  });
});

describe('finance', () => {
  it('finance.ltv adds margin per customer up by age', async () => {
    const read = await tile('finance.ltv');
    // Age in calendar months, over the cohorts that have reached it by October 2026, the last month that is over.
    const ltv = await number(`
      WITH months AS (SELECT cohort_month, datediff('month', cohort_month, date_trunc('month', day)) AS age,
          sum(revenue_minor - refunds_minor - variable_cost_minor) AS margin FROM finance_daily
          WHERE day < DATE '2026-11-01' GROUP BY ALL),
        won AS (SELECT date_trunc('month', day)::DATE AS cohort_month, sum(new_customers) AS customers FROM outcomes_daily
          WHERE day < DATE '2026-11-01' GROUP BY ALL),
        reached AS (SELECT age, sum(customers) AS customers FROM won, range(12) AS r(age)
          WHERE datediff('month', cohort_month, DATE '2026-10-01') >= age GROUP BY age)
      SELECT sum(m.margin / reached.customers) FROM (SELECT age, sum(margin) AS margin FROM months WHERE age BETWEEN 0 AND 11 GROUP BY age) m
      JOIN reached USING (age)`);
    same(cellOf(read, 'total', 'ltv'), ltv);
    const cac = await number(
      `SELECT (SELECT sum(cents) FROM ${EUROS} WHERE ${NOW}) / (SELECT sum(new_customers) FROM outcomes_daily WHERE ${NOW})`,
    );
    same(cellOf(await tile('finance.ltv_cac'), 'total', 'ltv_cac'), ltv / cac);
  });

  it('finance.payback_cohorts and finance.retention: margin per customer of one cohort', async () => {
    const margin = (until: string) =>
      number(`SELECT (SELECT sum(revenue_minor - refunds_minor - variable_cost_minor) FROM finance_daily
          WHERE cohort_month = DATE '2026-06-01' AND ${until})
        / (SELECT sum(new_customers) FROM outcomes_daily WHERE date_trunc('month', day) = DATE '2026-06-01')`);
    same(
      cellOf(await tile('finance.payback_cohorts'), '2026-06-01|3', 'margin'),
      await margin("day < DATE '2026-09-01'"),
    );
    same(
      cellOf(await tile('finance.retention'), '2026-06-01|2', 'margin'),
      await margin("date_trunc('month', day) = DATE '2026-07-01'"),
    );
  });

  it('finance.pacing: spent so far, budget, and a forecast that holds both ends', async () => {
    const read = await tile('finance.pacing');
    same(
      cellOf(read, '2026-11-20', 'spent'),
      await number(`SELECT sum(cents) FROM ${EUROS} WHERE day BETWEEN DATE '2026-11-01' AND DATE '2026-11-20'`),
    );
    same(
      cellOf(read, '2026-11-20', 'budget'),
      await number(
        "SELECT target FROM plan_monthly WHERE month = DATE '2026-11-01' AND metric = 'spend' AND channel = 'all'",
      ),
    );
    const end = read.rows.at(-1)?.cells ?? [];
    expect(end[0]).toBe('2026-11-30');
    expect(Number(end[2])).toBeLessThan(Number(end[1]));
    expect(Number(end[3])).toBeGreaterThan(Number(end[1]));
  });

  it('finance.pacing_channels: spend and budget of one channel', async () => {
    const read = await tile('finance.pacing_channels');
    same(
      cellOf(read, 'youtube', 'spent'),
      await number(
        `SELECT sum(cents) FROM ${EUROS} WHERE channel = 'youtube' AND day BETWEEN DATE '2026-11-01' AND DATE '2026-11-20'`,
      ),
    );
    same(
      cellOf(read, 'youtube', 'budget'),
      await number(
        "SELECT target FROM plan_monthly WHERE month = DATE '2026-11-01' AND metric = 'spend' AND channel = 'youtube'",
      ),
    );
  });

  it('finance.channels: CAC of one channel', async () => {
    const read = await tile('finance.channels');
    same(
      cellOf(read, 'tiktok', 'cac'),
      await number(`SELECT (SELECT sum(cents) FROM ${EUROS} WHERE channel = 'tiktok' AND ${NOW})
        / (SELECT sum(new_customers) FROM outcomes_daily WHERE channel = 'tiktok' AND ${NOW})`),
    );
    const ratio = Number(cellOf(read, 'tiktok', 'ltv')) / Number(cellOf(read, 'tiktok', 'cac'));
    same(cellOf(read, 'tiktok', 'ltv_cac'), ratio);
  });

  it('finance.payback lies where the curve crosses CAC', async () => {
    const months = Number(cellOf(await tile('finance.payback'), 'total', 'payback'));
    const curve = await tile('finance.ltv', { options: { horizon: '12' } });
    const cac = Number(cellOf(await tile('finance.cac'), 'total', 'cac'));
    const whole = Math.floor(months);
    expect(Number(cellOf(curve, `age-${whole}`, 'ltv'))).toBeLessThanOrEqual(cac);
    expect(Number(cellOf(curve, `age-${whole + 1}`, 'ltv'))).toBeGreaterThanOrEqual(cac);
  });
});

describe('growth', () => {
  const scope = {
    compare: 'year',
    filters: { channel: ['meta', 'tiktok'], segment: ['students'] },
    options: { metric: 'cac', by: 'geo', grain: 'week' },
  } as const;
  const YEAR = "day BETWEEN DATE '2025-10-25' AND DATE '2025-11-21'";
  const FILTER = "channel IN ('meta', 'tiktok') AND segment = 'students'";
  const cac = (days: string, where = FILTER) =>
    number(`SELECT (SELECT sum(cents) FROM ${EUROS} WHERE ${where} AND ${days})
      / (SELECT sum(new_customers) FROM outcomes_daily WHERE ${where} AND ${days})`);

  it('growth.breakdown with filters, by region, against a year before', async () => {
    const read = await tile('growth.breakdown', scope);
    same(cellOf(read, 'total', 'cac'), await cac(NOW));
    same(cellOf(read, 'total', 'cac_before'), await cac(YEAR));
    const [geo] = await sample.rows('SELECT geo_id FROM dim_geo ORDER BY geo_id LIMIT 1');
    const id = String(geo?.geo_id);
    same(cellOf(read, id, 'cac'), await cac(NOW, `${FILTER} AND geo_id = '${id}'`));
    same(
      cellOf(read, id, 'sessions'),
      await number(`SELECT sum(sessions) FROM outcomes_daily WHERE ${FILTER} AND geo_id = '${id}' AND ${NOW}`),
    );
    expect(read.rows).toHaveLength(
      1 + (await number(`SELECT count(DISTINCT geo_id) FROM outcomes_daily WHERE ${FILTER} AND ${NOW}`)),
    );
  });

  it('growth.contribution: the parts of a ratio add up to its change', async () => {
    const read = await tile('growth.contribution', scope);
    const parts = read.rows.reduce((sum, { cells }) => sum + Number(cells[1]), 0);
    same(parts, (await cac(NOW)) - (await cac(YEAR)));
  });

  it('growth.trend by week, growth.multiples by day', async () => {
    const trend = await tile('growth.trend', { options: { metric: 'signup_rate', by: 'segment', grain: 'week' } });
    const rate = (days: string) =>
      number(`SELECT sum(signups) / sum(sessions) FROM outcomes_daily WHERE segment = 'first_job' AND ${days}`);
    same(
      cellOf(trend, 'first_job|2026-11-09', 'value'),
      await rate("day BETWEEN DATE '2026-11-09' AND DATE '2026-11-15'"),
    );
    const multiples = await tile('growth.multiples', { options: { metric: 'signup_rate', by: 'segment' } });
    same(cellOf(multiples, 'first_job|2026-11-09', 'value'), await rate("day = DATE '2026-11-09'"));
    same(cellOf(multiples, 'first_job|2026-11-09', 'value_before'), await rate("day = DATE '2026-10-12'"));
  });

  it('[MT6] a breakdown the metric is not kept by is refused', async () => {
    expect(await askTile(reader, 'growth.breakdown', { options: { metric: 'revenue', by: 'segment' } })).toMatchObject({
      error: { code: 'METRIC_NOT_SPLIT', detail: { metric: 'Net revenue', dimension: 'segment' } },
    });
    expect(await askTile(reader, 'finance.revenue', { filters: { geo: ['x'] } })).toMatchObject({
      error: { code: 'METRIC_NOT_SPLIT' },
    });
  });

  it('[MT4] a metric nobody defined is not found', async () => {
    expect(await askTile(reader, 'growth.total', { options: { metric: 'vibes' } })).toMatchObject({
      error: { code: 'NOT_FOUND' },
    });
  });

  it('[MT5] without a rate nothing is shown, and the error says which', async () => {
    const scopeInYen = {
      tile: 'finance.spend',
      scope: { period: 'last_28_days', compare: 'none', filters: {}, options: {} },
    } as const;
    const { readTile } = await import('../../engine/dashboards/index.ts');
    expect(await readTile(reader, { ...scopeInYen, currency: 'JPY', zone: 'UTC' })).toMatchObject({
      error: { code: 'FX_RATE_MISSING', detail: { reporting: 'JPY' } },
    });
  });
});
