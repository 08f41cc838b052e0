import { describe, expect, it } from 'vitest';
import type { CellPlan, CellPlanInput } from '../../contract/index.ts';
import { campaign, groundOfRows, place, running } from './ground.fixture.ts';
import { type PlanGround, planCells } from './plan.ts';

const input = (changes: Partial<CellPlanInput> = {}): CellPlanInput => ({
  budget: { minor: 1_000_000, currency: 'EUR' },
  ...{ days: 28, cells: 12, reward: 'signup_rate', owner: 'Ana' },
  ...changes,
});

function planned(ground: PlanGround, changes: Partial<CellPlanInput> = {}): CellPlan {
  const plan = planCells(input(changes), ground);
  if (!plan.ok) throw new Error(plan.error.message);
  return plan.value;
}

/** Search brings 15 %, meta 10 %, display 5 % of its sessions. */
const rows = [
  place('search', 'retired', { signups: 540 }),
  place('search', 'students', { signups: 500 }),
  place('meta', 'retired'),
  place('meta', 'students'),
  place('display', 'students', { signups: 180 }),
];

describe('planning cells', () => {
  it('[BA69] takes what works better than most for a variation of what works, and the rest for exploration', () => {
    const { cells } = planned(groundOfRows(rows));
    const sides = new Map(cells.map(({ design, side }) => [`${design.channel} ${design.segment}`, side]));
    expect(sides.get('search retired')).toBe('exploit');
    expect(sides.get('meta students')).toBe('explore');
    expect(sides.get('display students')).toBe('explore');
    const chances = cells.map(({ pBetter }) => pBetter);
    expect(Math.max(...chances)).toBeCloseTo(0.5, 10);
  });

  it('[BA69] says a thing that can turn out wrong, with the number to beat', () => {
    const { cells, method } = planned(groundOfRows(rows));
    const of = (channel: string, segment: string) =>
      cells.find(({ design }) => design.channel === channel && design.segment === segment);
    expect(of('meta', 'students')?.design.hypothesis).toMatch(
      /^One of the campaigns for students on meta has a sign-up rate above 1[12]\.\d+ ?%, where the place brings 10\.\d+ ?% now\.$/,
    );
    expect(of('search', 'students')?.design.hypothesis).toMatch(
      /^One of the campaigns for students on search has a sign-up rate above 14\.\d+ ?%: what retired on search brings now, the most known\.$/,
    );
    expect(of('search', 'retired')?.design.hypothesis).toMatch(/what the place, the best one known, brings now\.$/);
    expect(of('meta', 'students')?.reason).toMatch(/3,600 sessions known.*2 arms with \d+ sessions each/);
    expect(method).toMatch(/campaigns of one cell/);
  });

  it('[BA69] compares campaigns where two ran, else the newest running test, else the audiences of the channel', () => {
    const offer = {
      campaigns: [
        ...['a', 'b'].map((name) => campaign('search', 'retired', name)),
        campaign('search', 'students', 'a'),
        campaign('meta', 'retired', 'a'),
        campaign('meta', 'students', 'a'),
      ],
      tests: [running('search', 'students', 'newest'), running('search', 'students', 'older')],
    };
    const { cells, leftOut } = planned(groundOfRows(rows, offer));
    const arms = cells.map(({ design: { channel, segment, arms: of, reward } }) => [channel, segment, of, reward]);
    expect(arms).toContainEqual(['search', 'retired', { kind: 'campaigns' }, 'signup_rate']);
    expect(arms).toContainEqual(['search', 'students', { kind: 'creatives', testId: 'newest' }, 'conversion_rate']);
    expect(arms).toContainEqual(['meta', null, { kind: 'audiences' }, 'signup_rate']);
    expect(arms).toHaveLength(3);
    expect(leftOut.map(({ channel, reason }) => [channel, reason])).toEqual([
      ['meta', 'The audiences of its channel are compared in one cell.'],
      ['display', 'There is nothing to compare: one campaign, and no running creative test.'],
    ]);
    const clicks = planned(groundOfRows(rows, { ...offer, tests: [running('search', 'retired', 'newest')] }), {
      reward: 'click_rate',
    });
    expect(clicks.cells.find(({ design }) => design.segment === 'retired')?.design.arms.kind).toBe('creatives');
  });

  it('[BA69] leaves out what its traffic can not answer in time, and what is not paid for', () => {
    const slow = place('tiktok', 'retired', { sessions: 90, signups: 9, spend: 60 });
    expect(planned(groundOfRows([...rows, slow])).leftOut).toEqual([
      {
        channel: 'tiktok',
        segment: 'retired',
        reason: expect.stringMatching(/^At its traffic .* takes \d+ days; the plan has 28\.$/),
      },
    ]);
    const empty = place('radio', 'retired', { sessions: 0, signups: 0 });
    expect(planned(groundOfRows([...rows, empty])).leftOut).toEqual([
      { channel: 'radio', segment: 'retired', reason: 'It has no data of the reward.' },
    ]);
    expect(planned(groundOfRows(rows), { cells: 2 }).leftOut.map(({ reason }) => reason)).toEqual(
      Array.from({ length: 3 }, () => 'The plan has as many cells as were asked for.'),
    );
  });

  it('[BA69] gives every cell enough for the minimum data of its arms', () => {
    // A session costs 1500 / 3600; two arms of each cell need them.
    for (const { design } of planned(groundOfRows(rows)).cells)
      expect(design.budgetCap.minor).toBeGreaterThanOrEqual(Math.ceil(design.rule.minTrials * 2 * (150_000 / 3_600)));
  });

  it('[BA69] says why there is none', () => {
    const code = (ground: PlanGround, changes: Partial<CellPlanInput> = {}) => {
      const plan = planCells(input(changes), ground);
      return plan.ok ? 'ok' : plan.error.code;
    };
    expect(code(groundOfRows([]))).toBe('CELL_PLAN_GROUND');
    expect(code(groundOfRows([place('meta', 'students', { signups: 0 })]))).toBe('CELL_PLAN_GROUND');
    expect(code(groundOfRows(rows), { budget: { minor: 100, currency: 'EUR' } })).toBe('CELL_PLAN_BUDGET');
  });
});
