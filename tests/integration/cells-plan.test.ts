import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { readCellGround } from '../../engine/bandits/cells/index.ts';
import { armsOffered, type PlanGround, planCells, readOffer } from '../../engine/bandits/plan/index.ts';
import type { CellPlan, CellPlanInput } from '../../engine/contract/index.ts';
import { addDays } from '../../engine/core/index.ts';
import { readMetricCatalogue } from '../../engine/metrics/index.ts';
import { cellDesign } from '../support/cells.ts';
import { type Sample, withSample } from '../support/sample-cache.ts';

const METRICS = fileURLToPath(new URL('../../resources/metrics', import.meta.url));

describe('the exploration plan on the sample', () => {
  let sample: Sample;
  let ground: PlanGround;

  beforeAll(async () => {
    sample = await withSample();
    const reader = { engine: sample.engine, metrics: await readMetricCatalogue(METRICS) };
    const [offer, sums] = [
      await readOffer(sample.engine, { days: 28, to: null }),
      await readCellGround(reader, { currency: 'EUR', days: 28, to: null }),
    ];
    if (!offer.ok || !sums.ok) throw new Error('the sample can be read');
    const { rows, dataThrough } = sums.value;
    ground = { rows, dataThrough, offer: offer.value, days: 28, cells: new Map(), today: addDays(sample.through, 1) };
  }, 240_000);

  const input = (changes: Partial<CellPlanInput> = {}): CellPlanInput => ({
    budget: { minor: 1_200_000, currency: 'EUR' },
    ...{ days: 28, cells: 16, reward: 'signup_rate', owner: 'Ana' },
    ...changes,
  });
  function planned(changes: Partial<CellPlanInput> = {}): CellPlan {
    const plan = planCells(input(changes), ground);
    if (!plan.ok) throw new Error(plan.error.message);
    return plan.value;
  }

  it('[BA69] stands on what campaigns and tests did in the last four weeks', async () => {
    const [campaign] = await sample.rows(`
      select sum(sessions)::double as sessions, sum(signups)::double as signups from outcomes_daily
      where channel = 'google_search' and segment = 'near_retirement' and campaign_id = 'search-pension'
        and day > date '${sample.through}' - 28 and day <= date '${sample.through}'`);
    const [shown] = await sample.rows(`
      select sum(impressions)::double as impressions, sum(clicks)::double as clicks from spend_daily
      where channel = 'google_search' and segment = 'near_retirement' and campaign_id = 'search-pension'
        and day > date '${sample.through}' - 28 and day <= date '${sample.through}'`);
    const { campaigns, tests, from } = ground.offer;
    expect(from).toBe(addDays(sample.through, -27));
    expect(campaigns.find((each) => each.campaignId === 'search-pension')).toEqual({
      ...{ channel: 'google_search', segment: 'near_retirement', campaignId: 'search-pension' },
      ...campaign,
      ...shown,
    });
    const [counted] = await sample.rows(`
      select count(*)::double as n from (select distinct test_id, channel, segment from creative_daily
      where day > date '${sample.through}' - 28)`);
    expect(tests.length).toBe(counted?.n);
    expect(tests.map(({ firstDay }) => firstDay)).toEqual(
      tests
        .map(({ firstDay }) => firstDay)
        .toSorted()
        .reverse(),
    );
  });

  it('[BA69] plans sixteen cells, half of the money at most on what works', () => {
    const { cells, leftOut } = planned();
    expect(cells).toHaveLength(16);
    const money = (side: string) =>
      cells.reduce((sum, each) => sum + (each.side === side ? each.design.budgetCap.minor : 0), 0);
    expect(money('exploit')).toBeLessThanOrEqual(600_000);
    expect(money('exploit') + money('explore')).toBeLessThanOrEqual(1_200_000);
    // By the market of the sample search signs up 15 % of its sessions and fits people near retirement best.
    const [best] = cells.toSorted((a, b) => b.mean - a.mean);
    expect([best?.design.channel, best?.design.segment, best?.side]).toEqual([
      ...['google_search', 'near_retirement', 'exploit'],
    ]);
    expect(best?.pBetter).toBeCloseTo(0.5, 10);
    expect(cells.filter(({ design }) => design.channel === 'display').every(({ side }) => side === 'explore')).toBe(
      true,
    );
    expect(cells.length + leftOut.length).toBe(ground.rows.length);
  });

  it('[BA69] compares campaigns where two ran, and a creative test where there is one campaign', () => {
    const kinds = new Map(
      planned({ cells: 48 }).cells.map(({ design }) => [`${design.channel} ${design.segment}`, design.arms.kind]),
    );
    expect(kinds.get('tiktok students')).toBe('campaigns');
    expect(kinds.get('tiktok young_families')).toBe('creatives');
    const clicked = planned({ reward: 'click_rate' }).cells;
    expect(clicked.some(({ design }) => design.arms.kind === 'creatives' && design.reward === 'click_rate')).toBe(true);
  });

  it('[BA62] counts the arms a cell would have', () => {
    const count = (changes: Parameters<typeof cellDesign>[0]) => armsOffered(cellDesign(changes), ground.offer, []);
    expect(count({ channel: 'google_search', segment: 'near_retirement' })).toBe(3);
    expect(count({ channel: 'tiktok', segment: 'near_retirement' })).toBe(0);
    expect(count({ channel: 'tiktok', segment: null, arms: { kind: 'audiences' } })).toBe(3);
    expect(count({ channel: null, segment: null, arms: { kind: 'landing_pages' } })).toBeNull();
    expect(count({ channel: null, segment: null, arms: { kind: 'cells' } })).toBe(0);
    const [test] = ground.offer.tests;
    const arms = { kind: 'creatives' as const, testId: test?.testId ?? '' };
    expect(count({ channel: null, segment: null, arms, reward: 'click_rate' })).toBe(test?.variants);
  });
});
