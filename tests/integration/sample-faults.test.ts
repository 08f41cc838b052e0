import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { addDays } from '../../engine/core/index.ts';
import { type Sample, withSample } from '../support/sample-cache.ts';
import { exported, manifestOf, number, one, rows } from '../support/sample-reads.ts';

let sample: Sample;
beforeAll(async () => {
  sample = await withSample();
}, 600_000);

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
