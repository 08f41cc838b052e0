import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { addDays } from '../../engine/core/index.ts';
import { type Manifest, makeSample, manifestSchema, readContracts } from '../../engine/ingest/index.ts';
import { plainRows } from '../../engine/store/cache/index.ts';
import { succeeded } from '../support/cache-fixture.ts';
import { contractsDir } from '../support/drops.ts';
import { type Sample, withSample } from '../support/sample-cache.ts';

/** Standard errors that a share or a mean may be off: about one test in 16,000 fails by chance, and none with a fixed seed. */
const SIGMAS = 4;

/** Rows of each dataset and a digest of their text, for seed 7 and 20 November 2026. */
const DIGESTS: Readonly<Record<string, readonly [number, number]>> = {
  ab_exposures: [72662, 36522721645080],
  ab_outcomes: [93805, 46821579576452],
  creative_daily: [122620, 61335739680489],
  dim_campaign: [18, 9476090914],
  dim_geo: [12, 6414175530],
  finance_daily: [27865, 13980988916325],
  fx_rates: [3288, 1634710345815],
  ga4_events: [177460, 88506790544862],
  geo_daily: [32700, 16319853294271],
  journeys: [70236, 35090698307719],
  outcomes_daily: [233304, 116665596059378],
  plan_monthly: [651, 314601696014],
  reach_daily: [19100, 9544778530810],
  spend_daily: [233304, 116538878208519],
};

let sample: Sample;
beforeAll(async () => {
  sample = await withSample();
}, 600_000);

/** Rows of hand-written SQL, read by the columns a test needs. */
async function rows<Shape extends z.ZodRawShape>(sql: string, shape: Shape): Promise<z.infer<z.ZodObject<Shape>>[]> {
  return z.array(z.object(shape)).parse(await sample.rows(sql));
}

async function one<Shape extends z.ZodRawShape>(sql: string, shape: Shape): Promise<z.infer<z.ZodObject<Shape>>> {
  const [row] = await rows(sql, shape);
  if (row === undefined) throw new Error('no row');
  return row;
}

const number = async (sql: string): Promise<number> => (await one(`SELECT (${sql})::DOUBLE AS n`, { n: z.number() })).n;

/** Holds a share of `n` to its planted value. */
function expectShare(found: number, planted: number, n: number): void {
  expect(Math.abs(found - planted)).toBeLessThan(SIGMAS * Math.sqrt((planted * (1 - planted)) / n));
}

const manifestOf = async (exportsDir: string, folder: string): Promise<Manifest> =>
  manifestSchema.parse(JSON.parse(await readFile(join(exportsDir, folder, 'manifest.json'), 'utf8')));

/** Rows of a drop's own files, as they were exported. */
async function exported(folder: string, select: string): Promise<readonly Record<string, unknown>[]> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    const files = `read_parquet('${join(sample.exportsDir, folder)}/**/*.parquet', hive_partitioning = false)`;
    return plainRows(await connection.runAndReadAll(select.replace('$files', files)));
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

describe('making the sample', () => {
  it('[SA1] gives the same files byte for byte, on one thread as on two', async () => {
    const exportsDir = await mkdtemp(join(tmpdir(), 'gw-sample-again-'));
    try {
      const { seed } = sample.truth;
      const templatesDir = new URL('../../resources/sample', import.meta.url).pathname;
      const contracts = await readContracts(contractsDir);
      succeeded(await makeSample({ exportsDir, seed, through: sample.through, contracts, templatesDir, threads: 1 }));
      const folders = (await readdir(exportsDir, { withFileTypes: true })).filter((entry) => entry.isDirectory());
      expect(folders).toHaveLength(16);
      for (const { name } of folders) {
        expect(await manifestOf(exportsDir, name)).toEqual(await manifestOf(sample.exportsDir, name));
      }
      const truth = (dir: string) => readFile(join(dir, 'truth.json'), 'utf8');
      expect(await truth(exportsDir)).toBe(await truth(sample.exportsDir));
    } finally {
      await rm(exportsDir, { recursive: true, force: true });
    }
  }, 600_000);

  it('[SA1] has the same rows on every machine', async () => {
    // Sums over the text of every row (of a tenth of the creative tests), as first made on Linux x64.
    for (const [dataset, expected] of Object.entries(DIGESTS)) {
      const found = await one(
        `SELECT count(*)::INTEGER AS rows, sum(md5_number_lower(r::VARCHAR) % 1000000007)::BIGINT AS digest
         FROM (SELECT * EXCLUDE (_load) FROM ${dataset} ${dataset === 'creative_daily' ? "WHERE test_id LIKE '%7'" : ''}) r`,
        { rows: z.number(), digest: z.number() },
      );
      expect({ dataset, ...found }).toEqual({ dataset, rows: expected[0], digest: expected[1] });
    }
  });

  it('[SA2] brings all fourteen datasets, and only the planted bad rows are kept out', async () => {
    const loads = await rows(
      'SELECT dataset, sum(quarantined)::INTEGER AS quarantined FROM workbench.loads GROUP BY dataset ORDER BY dataset',
      { dataset: z.string(), quarantined: z.number() },
    );
    expect(loads.map(({ dataset }) => dataset)).toEqual([...(await readContracts(contractsDir)).keys()].sort());
    expect(loads).toHaveLength(14);
    const planted = sample.truth.quarantined.reduce((sum, entry) => sum + entry.rows, 0);
    for (const { dataset, quarantined } of loads) expect(quarantined).toBe(dataset === 'creative_daily' ? planted : 0);
    for (const dataset of ['spend_daily', 'outcomes_daily']) {
      const n = await number(`SELECT count(*) FROM ${dataset}`);
      expect(n).toBeGreaterThan(200_000);
      expect(n).toBeLessThan(400_000);
    }
    expect(await number('SELECT count(*) FROM journeys')).toBeGreaterThan(60_000);
    expect(await number('SELECT count(*) FROM ga4_events')).toBeGreaterThan(150_000);
  });
});

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

  it('[SA7] gives a path the chance of an order that its channels have together', async () => {
    const { base, returning, channels, journeys, orders } = sample.truth.journeys;
    const paths = await rows(
      `SELECT visited, new_visitor, count(*)::INTEGER AS n, count(*) FILTER (converted)::INTEGER AS orders FROM (
         SELECT journey_id, any_value(new_visitor) AS new_visitor, any_value(converted) AS converted,
           string_agg(DISTINCT channel, ' ' ORDER BY channel) AS visited FROM journeys GROUP BY journey_id)
       GROUP BY ALL`,
      { visited: z.string(), new_visitor: z.boolean(), n: z.number(), orders: z.number() },
    );
    expect(paths.reduce((sum, { n }) => sum + n, 0)).toBe(journeys);
    expect(paths.reduce((sum, path) => sum + path.orders, 0)).toBe(orders);
    const effect = new Map(channels.map((entry) => [entry.channel, entry.effect]));
    const large = paths.filter(({ n }) => n >= 200);
    expect(large.length).toBeGreaterThan(25);
    for (const { visited, new_visitor, n, orders: found } of large) {
      const effects = visited.split(' ').reduce((sum, channel) => sum + (effect.get(channel) ?? Number.NaN), 0);
      expectShare(found / n, base + (new_visitor ? 0 : returning) + effects, n);
    }
    for (const { channel, journeys: on } of channels) {
      expect(await number(`SELECT count(DISTINCT journey_id) FROM journeys WHERE channel = '${channel}'`)).toBe(on);
    }
  });

  it('[SA7] touches in order, inside 120 days, before the order', async () => {
    expect(
      await number(`
        SELECT count(*) FROM (
          SELECT *, lag(touch_at) OVER w AS earlier, lag(position) OVER w AS place FROM journeys WINDOW w AS (PARTITION BY journey_id ORDER BY position))
        WHERE touch_at < earlier OR position <> coalesce(place, 0) + 1 OR day <> touch_at::DATE OR touch_at > converted_at
          OR day < DATE '${addDays(sample.through, -119)}' OR (campaign_id IS NULL) <> (channel = 'direct')`),
    ).toBe(0);
  });

  it('[SA8] takes each step of the site at the planted rate and after the planted wait', async () => {
    const sessions = `
      SELECT user_pseudo_id, ga_session_id, CASE WHEN any_value(ga_session_number) = 1 THEN 'new' ELSE 'returning' END AS visitor,
        max(page_path) FILTER (event_name = 'page_view' AND page_path LIKE '/balance-%') AS page,
        min(event_at) FILTER (event_name = 'session_start') AS at0, min(event_at) FILTER (event_name = 'sign_up_start') AS at1,
        min(event_at) FILTER (event_name = 'sign_up') AS at2, min(event_at) FILTER (event_name = 'purchase') AS at3
      FROM ga4_events GROUP BY ALL`;
    const steps = await rows(
      `SELECT visitor, count(*)::INTEGER AS n, count(page)::INTEGER AS landed,
         count(*) FILTER (page LIKE '%v1')::INTEGER AS v1, count(at1) FILTER (page LIKE '%v1')::INTEGER AS began1,
         count(*) FILTER (page LIKE '%v2')::INTEGER AS v2, count(at1) FILTER (page LIKE '%v2')::INTEGER AS began2,
         count(at1)::INTEGER AS began, count(at2)::INTEGER AS signed, count(at3)::INTEGER AS bought
       FROM (${sessions}) GROUP BY visitor`,
      {
        visitor: z.string(),
        n: z.number(),
        landed: z.number(),
        v1: z.number(),
        began1: z.number(),
        v2: z.number(),
        began2: z.number(),
        began: z.number(),
        signed: z.number(),
        bought: z.number(),
      },
    );
    const { site } = sample.truth;
    expect(steps).toHaveLength(2);
    for (const found of steps) {
      const planted = site.steps.find(({ visitor }) => visitor === found.visitor);
      if (planted === undefined) throw new Error(`no planted steps of ${found.visitor} visitors`);
      expectShare(found.landed / found.n, planted.landing, found.n);
      expectShare(found.began1 / found.v1, planted.signUpStart, found.v1);
      expectShare(found.began2 / found.v2, planted.signUpStart * site.v2Lift, found.v2);
      expectShare(found.signed / found.began, planted.signUp, found.began);
      expectShare(found.bought / found.signed, planted.purchase, found.signed);
    }
    const waits = await one(
      `SELECT median(epoch(at1) - epoch(at0)) AS "signUpStart", median(epoch(at2) - epoch(at1)) AS "signUp",
         median(epoch(at3) - epoch(at2)) AS purchase FROM (${sessions})`,
      { signUpStart: z.number(), signUp: z.number(), purchase: z.number() },
    );
    expect(Math.abs(waits.signUpStart / site.medianSeconds.signUpStart - 1)).toBeLessThan(0.05);
    expect(Math.abs(waits.signUp / site.medianSeconds.signUp - 1)).toBeLessThan(0.05);
    expect(Math.abs(waits.purchase / site.medianSeconds.purchase - 1)).toBeLessThan(0.08);
  });

  it('[SA9] has an uplift, a harm, no difference and a broken split', async () => {
    const arms = await rows(
      `WITH units AS (
         SELECT experiment_key, unit_id, min(variation) AS variation, max(variation) = min(variation) AS steady, min(exposed_at) AS exposed_at
         FROM ab_exposures GROUP BY ALL
       ), signed AS (SELECT DISTINCT unit_id FROM ab_outcomes JOIN units USING (unit_id) WHERE metric = 'sign_up' AND occurred_at >= exposed_at)
       SELECT experiment_key, count(*) FILTER (variation = 'control')::INTEGER AS n0, count(*) FILTER (variation = 'treatment')::INTEGER AS n1,
         count(signed.unit_id) FILTER (variation = 'control')::INTEGER AS s0, count(signed.unit_id) FILTER (variation = 'treatment')::INTEGER AS s1,
         bool_and(steady) AS steady
       FROM units LEFT JOIN signed USING (unit_id) WHERE experiment_key <> 'reminder-rhythm' GROUP BY experiment_key`,
      {
        experiment_key: z.string(),
        n0: z.number(),
        n1: z.number(),
        s0: z.number(),
        s1: z.number(),
        steady: z.boolean(),
      },
    );
    expect(arms).toHaveLength(4);
    expect(sample.truth.experiments.map(({ kind }) => kind).sort()).toEqual([
      'broken_split',
      'harm',
      'no_difference',
      'uplift',
    ]);
    for (const { experiment_key, n0, n1, s0, s1, steady } of arms) {
      const planted = sample.truth.experiments.find(({ experimentKey }) => experimentKey === experiment_key);
      if (planted === undefined) throw new Error(`no truth of ${experiment_key}`);
      expect(steady).toBe(true);
      expectShare(n1 / (n0 + n1), planted.treatedShare, n0 + n1);
      expectShare(s0 / n0, planted.controlRate, n0);
      expectShare(s1 / n1, planted.controlRate * planted.uplift, n1);
      const z = (n1 - n0) / Math.sqrt(n0 + n1);
      if (planted.kind === 'broken_split') expect(Math.abs(z)).toBeGreaterThan(5);
      else expect(Math.abs(z)).toBeLessThan(3);
      const pooled = (s0 + s1) / (n0 + n1);
      const difference = (s1 / n1 - s0 / n0) / Math.sqrt(pooled * (1 - pooled) * (1 / n0 + 1 / n1));
      if (planted.kind === 'uplift') expect(difference).toBeGreaterThan(3);
      else if (planted.kind === 'harm') expect(difference).toBeLessThan(-3);
      else expect(Math.abs(difference)).toBeLessThan(3);
    }
  });

  it('[SA9] has an experiment whose units are split evenly over four variations', async () => {
    const arms = await rows(
      `SELECT variation, count(DISTINCT unit_id)::INTEGER AS units FROM ab_exposures WHERE experiment_key = 'reminder-rhythm' GROUP BY ALL`,
      { variation: z.string(), units: z.number() },
    );
    expect(arms.map(({ variation }) => variation).toSorted()).toEqual(['control', 'daily', 'monthly', 'weekly']);
    const all = arms.reduce((sum, { units }) => sum + units, 0);
    for (const { units } of arms) expectShare(units / all, 0.25, all);
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

describe('what goes wrong in the sample', () => {
  const through = (dataset: string) => one(`SELECT max(day) AS day FROM ${dataset}`, { day: z.string() });

  it('[SA11] stops one source nine days early', async () => {
    const { stale } = sample.truth.planted;
    expect(stale).toEqual({ dataset: 'reach_daily', dataThrough: addDays(sample.through, -9) });
    expect(await through(stale.dataset)).toEqual({ day: stale.dataThrough });
    expect((await manifestOf(sample.exportsDir, stale.dataset)).dataThrough).toBe(stale.dataThrough);
    for (const dataset of [
      'spend_daily',
      'outcomes_daily',
      'finance_daily',
      'geo_daily',
      'ga4_events',
      'journeys',
      'fx_rates',
    ]) {
      expect(await through(dataset)).toEqual({ day: sample.through });
    }
  });

  it('[SA12] lacks three days of a dataset, and no other', async () => {
    const { gap } = sample.truth.planted;
    expect(gap.days).toHaveLength(3);
    const missing = await rows(
      `SELECT day FROM (SELECT unnest(range(DATE '${sample.truth.from}', DATE '${sample.through}' + 1, INTERVAL 1 DAY))::DATE AS day)
       ANTI JOIN ${gap.dataset} USING (day) ORDER BY day`,
      { day: z.string() },
    );
    expect(missing.map(({ day }) => day)).toEqual(gap.days);
    for (const dataset of ['spend_daily', 'outcomes_daily', 'finance_daily', 'fx_rates']) {
      expect(await number(`SELECT count(DISTINCT day) FROM ${dataset}`)).toBe(548);
    }
  });

  it('[SA13] spends four times as much on one day, for nothing', async () => {
    const { spike } = sample.truth.planted;
    const ratio = (dataset: string, measure: string) =>
      number(`
        WITH days AS (SELECT day, sum(${measure}) AS x FROM ${dataset} WHERE channel = '${spike.channel}' GROUP BY day)
        SELECT (SELECT x FROM days WHERE day = DATE '${spike.day}') / avg(x) FROM days
        WHERE day <> DATE '${spike.day}' AND day BETWEEN DATE '${spike.day}' - 7 AND DATE '${spike.day}' + 7`);
    expect(Math.abs((await ratio('spend_daily', 'spend_minor')) / spike.factor - 1)).toBeLessThan(0.2);
    for (const [dataset, measure] of [
      ['spend_daily', 'clicks'],
      ['outcomes_daily', 'sessions'],
      ['outcomes_daily', 'new_customers'],
    ] as const) {
      const usual = await ratio(dataset, measure);
      expect(usual).toBeGreaterThan(0.4);
      expect(usual).toBeLessThan(1.8);
    }
  });

  it("[SA14] changes a channel's currency, at the day's rate", async () => {
    const { currencyChange: change } = sample.truth.planted;
    const found = await rows(
      `SELECT channel, currency, min(day) AS first, max(day) AS last FROM ${change.dataset} GROUP BY ALL ORDER BY channel, first`,
      { channel: z.string(), currency: z.string(), first: z.string(), last: z.string() },
    );
    expect(found.filter(({ channel }) => channel === change.channel)).toEqual([
      { channel: change.channel, currency: change.before, first: sample.truth.from, last: addDays(change.from, -1) },
      { channel: change.channel, currency: change.after, first: change.from, last: sample.through },
    ]);
    expect(found).toHaveLength(6);
    // In one currency the price of a thousand impressions goes on as before.
    const price = (after: boolean) =>
      number(`SELECT 1000 * sum(spend_minor * coalesce(rate, 1)) / sum(impressions) FROM ${change.dataset} s
        LEFT JOIN fx_rates f ON f.day = s.day AND f.base = s.currency AND f.quote = '${change.before}'
        WHERE channel = '${change.channel}' AND s.day ${after ? '>=' : '<'} DATE '${change.from}'`);
    expect(Math.abs((await price(true)) / (await price(false)) - 1)).toBeLessThan(0.03);
    const pairs = await number('SELECT count(*) FROM (SELECT day FROM fx_rates GROUP BY day HAVING count(*) = 6)');
    expect(pairs).toBe(548);
    expect(
      await number(
        `SELECT max(abs(a.rate * b.rate - 1)) FROM fx_rates a JOIN fx_rates b ON a.day = b.day AND a.base = b.quote AND a.quote = b.base`,
      ),
    ).toBeLessThan(1e-12);
  });

  it('[SA15] restates a week with more new customers', async () => {
    const { restated } = sample.truth.planted;
    const days = `day BETWEEN DATE '${restated.from}' AND DATE '${restated.through}'`;
    const [first] = await exported(
      'outcomes_daily',
      `SELECT sum(${restated.column})::INTEGER AS n, count(*)::INTEGER AS rows FROM $files WHERE ${days}`,
    );
    expect(first).toMatchObject({ n: restated.before });
    const after = await number(`SELECT sum(${restated.column}) FROM ${restated.dataset} WHERE ${days}`);
    expect(after).toBe(restated.after);
    expect(Math.abs(restated.after / restated.before - restated.factor)).toBeLessThan(0.01);
    expect(await number(`SELECT count(*) FROM ${restated.dataset} WHERE ${days}`)).toBe(first?.rows);
    expect(
      await number(`SELECT count(DISTINCT load) FROM workbench.partitions WHERE dataset = '${restated.dataset}'`),
    ).toBe(2);
    expect(
      await number(`SELECT count(*) FROM workbench.partitions WHERE dataset = '${restated.dataset}' AND ${days}
        AND load = (SELECT max(number) FROM workbench.loads WHERE dataset = '${restated.dataset}')`),
    ).toBe(7);
    const noted = await rows(
      `SELECT day FROM workbench.restatements JOIN workbench.loads ON number = load WHERE dataset = '${restated.dataset}' ORDER BY day`,
      { day: z.string() },
    );
    expect(noted.map(({ day }) => day)).toEqual([...Array(7).keys()].map((n) => addDays(restated.from, n)));
  });

  it('[SA16] has two fifths of the last day', async () => {
    const { partialDay } = sample.truth.planted;
    expect(partialDay.day).toBe(sample.through);
    const rate = (dataset: string, measure: string, day: string) =>
      number(
        `SELECT sum(${measure}) / (SELECT sum(clicks) FROM spend_daily WHERE ${day}) FROM ${dataset} WHERE ${day}`,
      );
    const last = `day = DATE '${partialDay.day}'`;
    const before = `day BETWEEN DATE '${partialDay.day}' - 14 AND DATE '${partialDay.day}' - 1`;
    const clicks = await rate('spend_daily', 'impressions', last);
    expect(Math.abs(clicks / (await rate('spend_daily', 'impressions', before)) - 1)).toBeLessThan(0.15);
    const share = (await rate('outcomes_daily', 'sessions', last)) / (await rate('outcomes_daily', 'sessions', before));
    expect(Math.abs(share - partialDay.share)).toBeLessThan(0.03);
    const orders =
      (await rate('outcomes_daily', 'new_customers', last)) / (await rate('outcomes_daily', 'new_customers', before));
    expect(orders).toBeGreaterThan(0.25);
    expect(orders).toBeLessThan(0.55);
  });

  it('[SA17] brings a column more in the last drop', async () => {
    const { addedColumn } = sample.truth.planted;
    const columns = async (folder: string) =>
      z
        .array(z.object({ column_name: z.string(), column_type: z.string() }))
        .parse(await exported(folder, 'DESCRIBE FROM $files'))
        .map(({ column_name, column_type }) => `${column_name} ${column_type}`);
    const known = await columns('spend_daily');
    const wider = await columns('spend_daily-wider');
    expect(wider.filter((column) => !known.includes(column))).toEqual([`${addedColumn.column} ${addedColumn.type}`]);
    expect(known.filter((column) => !wider.includes(column))).toEqual([]);
    const [first] = await exported('spend_daily-wider', 'SELECT min(day)::VARCHAR AS day FROM $files');
    expect(first).toEqual({ day: addedColumn.from });
    expect(
      await sample.rows(
        'SELECT dataset, change, column_name, type FROM workbench.schema_changes JOIN workbench.loads ON number = load',
      ),
    ).toEqual([
      { dataset: addedColumn.dataset, change: 'added', column_name: addedColumn.column, type: addedColumn.type },
    ]);
  });

  it('[SA18] converts less though no channel does', async () => {
    const { mixShift } = sample.truth.planted;
    const weeks = (after: boolean) =>
      after
        ? `day >= DATE '${mixShift.from}'`
        : `day >= DATE '${mixShift.from}' - 28 AND day < DATE '${mixShift.from}'`;
    const shares = async (after: boolean) =>
      rows(
        `SELECT channel, sum(sessions) / sum(sum(sessions)) OVER () AS share, sum(new_customers) / sum(sessions) AS rate
         FROM outcomes_daily WHERE ${weeks(after)} GROUP BY channel ORDER BY channel`,
        { channel: z.string(), share: z.number(), rate: z.number() },
      );
    const [before, after] = [await shares(false), await shares(true)];
    const total = (found: typeof before) => found.reduce((sum, { share, rate }) => sum + share * rate, 0);
    expect(total(before)).toBeCloseTo(mixShift.rateBefore, 7);
    expect(total(after)).toBeCloseTo(mixShift.rateAfter, 7);
    expect(total(after)).toBeLessThan(0.95 * total(before));
    for (const planted of mixShift.channels) {
      const [was, is] = [before, after].map((found) => found.find(({ channel }) => channel === planted.channel));
      if (was === undefined || is === undefined) throw new Error(`${planted.channel} has no sessions`);
      expect(was.rate).toBeCloseTo(planted.rateBefore, 7);
      expect(is.rate).toBeCloseTo(planted.rateAfter, 7);
      expect(is.rate).toBeGreaterThan(was.rate);
      if (planted.channel === mixShift.loser) expect(is.share).toBeLessThan(was.share - 0.08);
      if (planted.channel === mixShift.winner) expect(is.share).toBeGreaterThan(was.share + 0.08);
    }
  });

  it("[SA19] overspends one channel's budget of the month through one campaign", async () => {
    const { overspend } = sample.truth.planted;
    const pace = await rows(
      `WITH spent AS (
         SELECT channel, sum(spend_minor * coalesce(rate, 1)) AS spent FROM spend_daily s
         LEFT JOIN fx_rates f ON f.day = s.day AND f.base = s.currency AND f.quote = 'EUR'
         WHERE s.day >= DATE '${overspend.month}' GROUP BY channel
       )
       SELECT channel, spent, target, spent / target / day(DATE '${sample.through}') * day(last_day(DATE '${sample.through}')) AS pace
       FROM spent JOIN plan_monthly USING (channel) WHERE month = DATE '${overspend.month}' AND metric = 'spend'`,
      { channel: z.string(), spent: z.number(), target: z.number(), pace: z.number() },
    );
    expect(pace).toHaveLength(5);
    for (const { channel, spent, target, pace: found } of pace) {
      if (channel === overspend.channel) {
        expect(spent).toBe(overspend.spentMinor);
        expect(target).toBe(overspend.budgetMinor);
        expect(found).toBeGreaterThan(1.2);
      } else expect(found).toBeLessThan(channel === 'display' ? 1.2 : 1.1);
    }
    const campaign = (where: string) =>
      number(`SELECT avg(spent) FROM (SELECT day, sum(spend_minor) AS spent FROM spend_daily
        WHERE campaign_id = '${overspend.campaignId}' AND day ${where} GROUP BY day)`);
    const month = `DATE '${overspend.month}'`;
    const times = (await campaign(`>= ${month}`)) / (await campaign(`BETWEEN ${month} - 21 AND ${month} - 1`));
    expect(Math.abs(times / overspend.factor - 1)).toBeLessThan(0.15);
  });
});
