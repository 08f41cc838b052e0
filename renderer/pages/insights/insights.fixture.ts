import { type BanditRead, type BanditRow, banditReadSchema } from '../../../engine/contract/index.ts';

const interval = (low: number, high: number, level = 0.95) => ({ low, high, level });

const arm = (id: string, mean: number, pBest: number, more: Readonly<Record<string, unknown>> = {}) => ({
  arm: id,
  label: `Arm ${id}`,
  note: '',
  state: 'active',
  trials: 1_000,
  reward: mean * 1_000,
  since: '2026-11-01',
  lastDay: '2026-11-21',
  posterior: { kind: 'beta', alpha: 1 + mean * 1_000, beta: 1 + (1 - mean) * 1_000 },
  mean,
  interval50: interval(mean - 0.005, mean + 0.005, 0.5),
  interval80: interval(mean - 0.01, mean + 0.01, 0.8),
  interval95: interval(mean - 0.02, mean + 0.02),
  density: { x: [mean - 0.02, mean, mean + 0.02], y: [0, 50, 0] },
  pBest,
  expectedLoss: 0.001,
  share: pBest,
  shareNow: 0.5,
  enough: true,
  drift: null,
  ...more,
});

/** What the night of a day says of two arms; `b` comes a day later. */
export const night = (
  day: string,
  kept: { readonly recorded: boolean; readonly restated?: boolean },
  arms = ['a', 'b'],
) => ({
  day,
  arms: arms.map((id) => ({
    arm: id,
    posterior: { kind: 'beta', alpha: 20, beta: 180 },
    mean: 0.1,
    interval: interval(0.06, 0.14),
    pBest: 0.5,
    share: 0.5,
    trials: 200,
  })),
  recorded: kept.recorded,
  restated: kept.restated ?? false,
});

/** A read of a cell whose arm `a` is to be promoted, with these parts in place of its own. */
export const readWith = (parts: Readonly<Record<string, unknown>> = {}): BanditRead =>
  banditReadSchema.parse({
    cell: {
      design: {
        key: 'pages',
        name: 'Pages',
        hypothesis: 'One page is better.',
        channel: null,
        segment: null,
        arms: { kind: 'landing_pages' },
        reward: 'signup_rate',
        owner: 'Ada',
        budgetCap: { minor: 100_000, currency: 'EUR' },
        firstDay: '2026-11-01',
        lastDay: '2026-12-01',
        rule: {
          minTrials: 500,
          floor: 0.05,
          cap: 0.8,
          promoteAt: 0.95,
          killAt: 0.02,
          stopAt: 0.02,
          discount: 1,
          prior: null,
          lookEveryDays: 7,
        },
      },
      version: 1,
      status: 'running',
      createdAt: '2026-11-01T08:00:00.000Z',
      startedAt: '2026-11-01T09:00:00.000Z',
      endedAt: null,
      note: '',
      arms: [],
    },
    dataThrough: '2026-11-21',
    words: { trial: 'sessions', reward: 'sign-ups', value: 'sign-up rate' },
    unit: 'share',
    arms: [arm('b', 0.1, 0.04), arm('a', 0.12, 0.96), arm('c', 0.02, 0)],
    history: [],
    valueRemaining: null,
    regret: null,
    advice: { kind: 'promote', arm: 'a', reason: 'It is best.', change: 'Other data.' },
    draws: { count: 4_000, seed: '1', error: 0.008 },
    sentence: 'Arm a leads.',
    method: 'Beta–Binomial.',
    caveats: [],
    sources: [],
    ...parts,
  });

/** Arms of one cell, the first the least probable best. */
export const manyArms = (count: number) =>
  Array.from({ length: count }, (_, index) => arm(`arm-${index}`, 0.1, (index + 1) / (count * count)));

/** A row of the list. */
export const rowWith = (key: string, parts: Partial<BanditRow> = {}): BanditRow => ({
  key,
  name: `The ${key} cell`,
  status: 'running',
  kind: 'campaigns',
  value: 'sign-up rate',
  arms: 2,
  trials: 100,
  leader: { arm: 'a', label: 'Search: brand', pBest: 0.6 },
  advice: { kind: 'keep_running', arm: null, reason: '', change: '' },
  drift: false,
  lastNight: null,
  ...parts,
});
