import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { cellRecord } from '../../engine/bandits/cells/cell.fixture.ts';
import {
  type CellReader,
  cellsToLook,
  readBandit,
  readBandits,
  readCellGround,
  readCellSpend,
  readNights,
  readWhatIf,
} from '../../engine/bandits/index.ts';
import {
  type BanditRead,
  banditReadSchema,
  type ExploreCellRecord,
  priorKey,
  proofSchema,
} from '../../engine/contract/index.ts';
import type { Day } from '../../engine/core/index.ts';
import { readMetricCatalogue } from '../../engine/metrics/index.ts';
import { makeProof, proofRef, proofRows, readProof } from '../../engine/proofs/index.ts';
import { betaQuantile } from '../../engine/stats/index.ts';
import { succeeded } from '../support/cache-fixture.ts';
import { manualClock } from '../support/clock.ts';
import { SAMPLE_NOW, type Sample, withSample } from '../support/sample-cache.ts';
import { withoutTiles } from '../support/without-tiles.ts';

const METRICS = join(fileURLToPath(new URL('../..', import.meta.url)), 'resources', 'metrics');
const [FROM, TO] = ['2026-10-01', '2026-11-20'];

const open = { channel: null, segment: null } as const;
const CELLS: Readonly<Record<string, ExploreCellRecord>> = {
  creatives: cellRecord({
    ...open,
    key: 'creatives',
    arms: { kind: 'creatives', testId: 'bal-0207' },
    reward: 'click_rate',
  }),
  campaigns: cellRecord({ key: 'campaigns' }),
  spend: cellRecord({ key: 'spend', reward: 'signups_per_spend', arms: { kind: 'audiences' }, segment: null }),
  returns: cellRecord({ key: 'returns', reward: 'return_on_spend', arms: { kind: 'audiences' }, segment: null }),
  pages: cellRecord({ ...open, key: 'pages', arms: { kind: 'landing_pages' } }),
  cells: cellRecord({ ...open, key: 'cells', arms: { kind: 'cells' } }),
};
const cells = Object.values(CELLS);

let sample: Sample;
let reader: CellReader;
const reads = new Map<string, BanditRead>();

const readOf = (key: string): BanditRead => {
  const read = reads.get(key);
  if (read === undefined) throw new Error(`${key} was not read`);
  return read;
};

beforeAll(async () => {
  sample = await withSample();
  reader = { engine: sample.engine, metrics: await readMetricCatalogue(METRICS) };
  for (const cell of cells) reads.set(cell.design.key, succeeded(await readBandit(reader, { cell, cells })));
}, 240_000);

/** Trials and rewards by arm from SQL written by hand. */
async function counted(sql: string): Promise<Map<string, { trials: number; reward: number }>> {
  const rows = z
    .array(z.object({ arm: z.string(), trials: z.number(), reward: z.number() }))
    .parse(await sample.rows(sql));
  return new Map(rows.map(({ arm, ...own }) => [arm, own]));
}

const HAND = {
  creatives: `SELECT variant_id AS arm, sum(impressions)::DOUBLE AS trials, sum(clicks)::DOUBLE AS reward FROM creative_daily
    WHERE test_id = 'bal-0207' AND day BETWEEN '${FROM}' AND '${TO}' GROUP BY 1`,
  campaigns: `SELECT campaign_id AS arm, sum(sessions)::DOUBLE AS trials, sum(signups)::DOUBLE AS reward FROM outcomes_daily
    WHERE channel = 'meta' AND segment = 'young_families' AND day BETWEEN '${FROM}' AND '${TO}' GROUP BY 1`,
  pages: `WITH firsts AS (SELECT *, row_number() OVER (PARTITION BY user_pseudo_id, ga_session_id ORDER BY event_at) AS place
      FROM ga4_events WHERE user_pseudo_id IS NOT NULL AND event_name = 'page_view')
    SELECT page_path AS arm, count(*)::DOUBLE AS trials, count(*) FILTER ((user_pseudo_id, ga_session_id) IN
      (SELECT (user_pseudo_id, ga_session_id) FROM ga4_events WHERE event_name = 'sign_up'))::DOUBLE AS reward
    FROM firsts WHERE place = 1 AND day BETWEEN '${FROM}' AND '${TO}' GROUP BY 1`,
  cells: `SELECT 'meta × young_families' AS arm, sum(sessions)::DOUBLE AS trials, sum(signups)::DOUBLE AS reward FROM outcomes_daily
    WHERE channel = 'meta' AND segment = 'young_families' AND day BETWEEN '${FROM}' AND '${TO}'`,
} as const;

describe('cells of the sample', () => {
  it.each(['creatives', 'campaigns', 'pages', 'cells'] as const)(
    '[BA70] %s: counts and Beta posteriors are those made by hand',
    async (key) => {
      const hand = await counted(HAND[key]);
      const read = readOf(key);
      expect(banditReadSchema.safeParse(read).error).toBeUndefined();
      expect(new Set(read.arms.map(({ arm }) => arm))).toEqual(new Set(hand.keys()));
      const sum = (of: 'trials' | 'reward') => [...hand.values()].reduce((all, own) => all + own[of], 0);
      // One reward at the pooled mean, which half a reward in one trial keeps off zero.
      const pooled = (sum('reward') + 0.5) / (sum('trials') + 1);
      for (const arm of read.arms) {
        const { trials = Number.NaN, reward = Number.NaN } = hand.get(arm.arm) ?? {};
        expect([arm.trials, arm.reward]).toEqual([trials, reward]);
        const [alpha, beta] = [1 + reward, 1 / pooled - 1 + trials - reward];
        expect(arm.mean).toBeCloseTo(alpha / (alpha + beta), 12);
        expect(arm.interval95.low).toBeCloseTo(betaQuantile({ alpha, beta }, 0.025), 12);
        expect(arm.interval95.high).toBeCloseTo(betaQuantile({ alpha, beta }, 0.975), 12);
      }
      expect(read.dataThrough).toBe(TO);
    },
  );

  it('[BA70] audiences: sign-ups per euro, with dollars at the rate of each day', async () => {
    const hand =
      await counted(`WITH rates AS (SELECT day, CASE WHEN base = 'USD' THEN rate ELSE 1 / rate END AS rate FROM fx_rates
        WHERE (base, quote) IN (('USD', 'EUR'), ('EUR', 'USD'))),
      money AS (SELECT segment, sum(spend_minor / 100 * CASE WHEN currency = 'USD' THEN
          (SELECT arg_max(rate, rates.day) FROM rates WHERE rates.day <= spend_daily.day) ELSE 1 END) AS spent
        FROM spend_daily WHERE channel = 'meta' AND day BETWEEN '${FROM}' AND '${TO}' GROUP BY 1),
      signed AS (SELECT segment, sum(signups)::DOUBLE AS reward FROM outcomes_daily
        WHERE channel = 'meta' AND day BETWEEN '${FROM}' AND '${TO}' GROUP BY 1)
      SELECT segment AS arm, spent::DOUBLE AS trials, reward FROM money JOIN signed USING (segment)`);
    const read = readOf('spend');
    expect(read.arms.map(({ arm }) => arm)).toEqual([...hand.keys()].toSorted());
    for (const arm of read.arms) {
      const { trials = Number.NaN, reward = Number.NaN } = hand.get(arm.arm) ?? {};
      expect(arm.trials / trials).toBeCloseTo(1, 9);
      expect(arm.reward).toBe(reward);
      expect(arm.posterior.kind).toBe('gamma');
    }
  });

  it('[BA70] a return on spend is read from its days', async () => {
    const hand = z.array(z.object({ arm: z.string(), days: z.number(), mean: z.number() })).parse(
      await sample.rows(`WITH days AS (SELECT segment, day, sum(spend_minor) AS spend FROM spend_daily
          WHERE channel = 'meta' AND currency = 'EUR' AND day BETWEEN '${FROM}' AND '${TO}' GROUP BY ALL),
        won AS (SELECT segment, day, sum(first_revenue_minor) AS revenue FROM outcomes_daily WHERE channel = 'meta' GROUP BY ALL)
        SELECT segment AS arm, count(*)::INTEGER AS days, avg(coalesce(revenue, 0) / spend)::DOUBLE AS mean
        FROM days LEFT JOIN won USING (segment, day) WHERE spend > 0 GROUP BY 1`),
    );
    const foreign = z
      .array(z.object({ n: z.number() }))
      .parse(
        await sample.rows(
          `SELECT count(*)::INTEGER AS n FROM spend_daily WHERE channel = 'meta' AND currency <> 'EUR' AND day BETWEEN '${FROM}' AND '${TO}'`,
        ),
      );
    const read = readOf('returns');
    for (const { arm, days, mean } of hand) {
      const found = read.arms.find((each) => each.arm === arm);
      expect(found?.trials).toBe(days);
      if (foreign[0]?.n === 0) expect((found?.reward ?? 0) / days).toBeCloseTo(mean, 9);
    }
    expect(read.arms.every(({ posterior }) => posterior.kind === 'student')).toBe(true);
  });

  it('[BA70] the planted lift of the new landing page is found', () => {
    const { arms, advice } = readOf('pages');
    const best = arms.find(({ arm }) => arm === '/balance-v2');
    expect(best?.pBest).toBeGreaterThan(0.99);
    expect(advice).toMatchObject({ kind: 'promote', arm: '/balance-v2' });
    // Nothing of the site changed in these days.
    expect(arms.filter(({ drift }) => drift?.alarm === true)).toEqual([]);
  });

  it('a list agrees with the reads it is of', async () => {
    const list = succeeded(await readBandits(reader, { cells }));
    expect(list.rows.map(({ key }) => key)).toEqual(cells.map(({ design }) => design.key));
    for (const row of list.rows) {
      const read = readOf(row.key);
      expect(row.advice).toEqual(read.advice);
      expect(row.arms).toBe(read.arms.length);
      expect(row.drift).toBe(read.arms.some(({ drift }) => drift?.alarm === true));
    }
    expect(list.dataThrough).toBe(TO);
  });

  it('[BA77] nights of the data say what the read of their day says', async () => {
    const { campaigns: cell } = CELLS;
    if (cell === undefined) throw new Error('no cell');
    const { rows } = succeeded(
      await readNights(reader, { cell, cells, from: cell.design.firstDay, to: sample.through }),
    );
    const read = readOf('campaigns');
    const last = rows.filter(({ day }) => day === TO);
    expect(last.map(({ arm, mean, pBest, share, trials }) => [arm, mean, pBest, share, trials])).toEqual(
      read.arms.map(({ arm, mean, pBest, share, trials }) => [arm, mean, pBest, share, trials]),
    );
    const nights = read.history.flatMap(({ day, arms }) => arms.map(({ arm, mean, pBest }) => [day, arm, mean, pBest]));
    expect(rows.map(({ day, arm, mean, pBest }) => [day, arm, mean, pBest])).toEqual(nights);
    expect(new Set(rows.map(({ seed }) => seed)).size).toBe(read.history.length);
  });

  it('what a cell spent is the sum of its channel and segment, and of a test that of its variants', async () => {
    const { rows } = succeeded(await readCellSpend(reader, { cells }));
    const hand = z.array(z.object({ minor: z.number() })).parse(
      await sample.rows(`SELECT sum(spend_minor)::DOUBLE AS minor FROM creative_daily WHERE test_id = 'bal-0207' AND day BETWEEN '${FROM}' AND '${TO}'
        UNION ALL SELECT sum(spend_minor)::DOUBLE FROM spend_daily WHERE channel = 'meta' AND segment = 'young_families' AND currency = 'EUR' AND day BETWEEN '${FROM}' AND '${TO}'`),
    );
    const of = (key: string) => rows.find(({ cell }) => cell === key);
    expect(of('creatives')?.spent?.minor).toBe(hand[0]?.minor);
    // Some of it may be in dollars, on top.
    expect(of('campaigns')?.spent?.minor).toBeGreaterThanOrEqual(hand[1]?.minor ?? Number.NaN);
    expect(of('cells')).toMatchObject({ spent: null, gap: expect.stringContaining('budgets of their own') });
    const ground = succeeded(await readCellGround(reader, { currency: 'EUR', days: 28, to: null }));
    expect(ground.dataThrough).toBe(TO);
    const known =
      await counted(`SELECT channel || '/' || segment AS arm, sum(sessions)::DOUBLE AS trials, sum(signups)::DOUBLE AS reward
      FROM outcomes_daily WHERE day > '${TO}'::DATE - 28 GROUP BY 1`);
    for (const row of ground.rows)
      expect({ trials: row.sessions, reward: row.signups }).toEqual(known.get(`${row.channel}/${row.segment}`));
  });
});

const ARM = [
  'mean',
  'low50',
  'high50',
  'low80',
  'high80',
  'low',
  'high',
  'p_best',
  'expected_loss',
  'share',
  'share_now',
  'trials',
  'reward',
  'drift_p',
] as const;
const CELL = [
  'value_remaining',
  'regret',
  'regret_low',
  'regret_high',
  'regret_equal_split',
  'trials',
  'arms',
  'leader_p_best',
] as const;
const NIGHT = ['mean', 'low', 'high', 'p_best', 'share', 'trials'] as const;

describe('numbers of cells', () => {
  const prove = async (ref: string) =>
    succeeded(await readProof({ ...withoutTiles(sample.engine), metrics: reader.metrics }, { ref, cells }));

  it('[BA82] have proofs that run again to what the page shows, for each kind of reward', async () => {
    for (const key of ['campaigns', 'spend', 'returns']) {
      const read = readOf(key);
      const [arm] = read.arms;
      const night = read.history[20];
      if (arm === undefined || night === undefined) throw new Error('nothing to prove');
      const shown = new Map<string, number | null>([
        [proofRef('bandit.arm', key, arm.arm, 'mean'), arm.mean],
        [proofRef('bandit.arm', key, arm.arm, 'low'), arm.interval95.low],
        [proofRef('bandit.arm', key, arm.arm, 'high80'), arm.interval80.high],
        [proofRef('bandit.arm', key, arm.arm, 'p_best'), arm.pBest],
        [proofRef('bandit.arm', key, arm.arm, 'expected_loss'), arm.expectedLoss],
        [proofRef('bandit.arm', key, arm.arm, 'share'), arm.share],
        [proofRef('bandit.arm', key, arm.arm, 'share_now'), arm.shareNow],
        [proofRef('bandit.arm', key, arm.arm, 'drift_p'), arm.drift?.pValue ?? null],
        [proofRef('bandit.cell', key, 'value_remaining'), read.valueRemaining?.share ?? null],
        [proofRef('bandit.cell', key, 'regret'), read.regret?.estimate ?? null],
        [proofRef('bandit.cell', key, 'regret_equal_split'), read.regret?.equalSplit ?? null],
        [proofRef('bandit.night', key, night.day, arm.arm, 'p_best'), night.arms[0]?.pBest ?? null],
      ]);
      for (const [ref, value] of shown) {
        const proof = proofSchema.parse(makeProof(await prove(ref), manualClock(SAMPLE_NOW)));
        expect(proof.value.value).toBe(value);
        expect(proof.query.sql).toMatch(/select/i);
        expect(proof.method.reference).not.toBe('');
        expect(proof.sources.length).toBeGreaterThan(0);
      }
      expect((await prove(proofRef('bandit.cell', key, 'regret'))).method.seed).toBe(Number(read.draws.seed));
    }
  });

  it('[BA110] of a what-if have proofs that answer the same question anew', async () => {
    for (const [key, moreDays, prior] of [
      ['campaigns', 14, null],
      ['spend', 0, { mean: 0.02, strength: 500 }],
      ['returns', 3, { mean: 1.5, strength: 2 }],
    ] as const) {
      const cell = cells.find(({ design }) => design.key === key);
      if (cell === undefined) throw new Error('there is no such cell');
      const answer = succeeded(await readWhatIf(reader, { cell, cells, moreDays, prior }));
      const [arm] = answer.arms;
      if (arm === undefined) throw new Error('it has arms');
      const asked = [key, String(moreDays), priorKey(prior)];
      const shown = new Map([
        [proofRef('bandit.what_if', ...asked, arm.arm, 'mean'), arm.mean],
        [proofRef('bandit.what_if', ...asked, arm.arm, 'low'), arm.interval.low],
        [proofRef('bandit.what_if', ...asked, arm.arm, 'high'), arm.interval.high],
        [proofRef('bandit.what_if', ...asked, arm.arm, 'width'), arm.width],
        [proofRef('bandit.what_if', ...asked, arm.arm, 'p_best'), arm.pBest],
        [proofRef('bandit.what_if', ...asked, arm.arm, 'share'), arm.share],
        [proofRef('bandit.what_if_cell', ...asked, 'chance_to_decide'), answer.chanceToDecide],
      ]);
      for (const [ref, value] of shown) {
        const proof = proofSchema.parse(makeProof(await prove(ref), manualClock(SAMPLE_NOW)));
        expect(proof.value.value).toBe(value);
        expect(proof.query.sql).toMatch(/select/i);
        expect(proof.method.seed).toBe(answer.futures > 0 ? Number(answer.seed) : null);
      }
    }
    for (const ref of [
      'bandit.what_if/campaigns/91/own/a/mean',
      'bandit.what_if/campaigns/07/own/a/mean',
      'bandit.what_if/campaigns/7/0.1/a/mean',
      'bandit.what_if/campaigns/7/own/nobody/mean',
      'bandit.what_if_cell/campaigns/7/own/nothing',
    ]) {
      const found = await readProof({ ...withoutTiles(sample.engine), metrics: reader.metrics }, { ref, cells });
      expect([ref, found.ok ? null : found.error.code]).toEqual([ref, 'PROOF_UNKNOWN']);
    }
  });

  it('[BA82] [BA104] totals are the sums of the cells that have not ended', async () => {
    const money = async (ref: string) => Number((await prove(ref)).value.value);
    const open = cells.filter(({ status }) => status !== 'ended');
    const started = open.filter(({ status }) => status !== 'planned');
    let [cap, spent] = [0, 0];
    for (const { design } of open) cap += await money(proofRef('cell.money', design.key, 'cap'));
    for (const { design } of started) spent += await money(proofRef('cell.money', design.key, 'spent'));
    expect(await money(proofRef('cell.total', 'cap'))).toBe(cap);
    expect(await money(proofRef('cell.total', 'spent'))).toBe(spent);
    expect(spent).toBeGreaterThan(0);
  });

  it('[BA65] [BA82] how many cells are to be looked at and decided over has a proof, whose rows are those cells', async () => {
    const request = (name: string, zone = 'UTC') => ({
      ref: proofRef('cell.count', name),
      ...{ cells, looks: { zone, decidedOn: new Map<string, Day>() } },
    });
    const proofs = { ...withoutTiles(sample.engine), metrics: reader.metrics };
    const { dataThrough } = succeeded(await readBandits(reader, { cells }));
    const due = cellsToLook(cells, { ...request('to_look').looks, dataThrough });
    expect(due.length).toBeGreaterThan(0);
    expect(succeeded(await readProof(proofs, request('to_look'))).value).toEqual({ kind: 'count', value: due.length });
    const looked = succeeded(await proofRows(proofs, request('to_look')));
    expect(looked).toEqual({
      columns: ['cell', 'due', 'why'],
      rows: due.map((one) => [one.cell, one.day, one.reason]),
    });
    const decided = await proofRows(proofs, request('to_decide'));
    expect(succeeded(decided).rows.length).toBe(succeeded(await readProof(proofs, request('to_decide'))).value.value);
    const without = await readProof(proofs, { ref: request('to_look').ref, cells });
    expect(without.ok ? null : without.error.code).toBe('PROOF_UNKNOWN');
  });

  it('[BA82] every name there is makes a proof, and none that there is not', async () => {
    const key = 'campaigns';
    const { arms, history } = readOf(key);
    const arm = arms[0]?.arm ?? '';
    const refs = [
      ...ARM.map((name) => proofRef('bandit.arm', key, arm, name)),
      ...CELL.map((name) => proofRef('bandit.cell', key, name)),
      ...NIGHT.map((name) => proofRef('bandit.night', key, history[0]?.day ?? '', arm, name)),
      ...['spent', 'per_day', 'cap'].map((name) => proofRef('cell.money', key, name)),
      proofRef('cell.trials', key),
      proofRef('cell.count', 'running'),
      proofRef('cell.count', 'to_decide'),
      ...['spent', 'cap'].map((name) => proofRef('cell.total', name)),
    ];
    for (const ref of refs) expect((await prove(ref)).value.value).not.toBeUndefined();
    const table = succeeded(
      await proofRows({ ...withoutTiles(sample.engine), metrics: reader.metrics }, { ref: refs[0] ?? '', cells }),
    );
    const trials = table.rows.filter((row) => row[1] === arm).reduce((sum, row) => sum + Number(row[2]), 0);
    expect(trials).toBe(arms[0]?.trials);
    for (const ref of [
      'bandit.arm/nobody/a/mean',
      `bandit.arm/${key}/nobody/mean`,
      `bandit.cell/${key}/nothing`,
      'cell.count/lost',
      'cell.total/lost',
    ]) {
      const found = await readProof({ ...withoutTiles(sample.engine), metrics: reader.metrics }, { ref, cells });
      expect(found.ok ? null : found.error.code).toBe('PROOF_UNKNOWN');
    }
  });
});
