import { type BanditRead, banditReadSchema, type ExploreCellRecord } from '../../engine/contract/index.ts';

/** A promoted by its posterior, B in between, C without a chance; each with enough trials for the rule of `cellDesign`. */
const ARMS = [
  { arm: 'a', label: 'Short video', pBest: 0.97, mean: 0.06, share: 0.8, shareNow: 0.4 },
  { arm: 'b', label: 'Long video', pBest: 0.02, mean: 0.05, share: 0.1, shareNow: 0.35 },
  { arm: 'c', label: 'Still picture', pBest: 0.01, mean: 0.04, share: 0.1, shareNow: 0.25 },
] as const;

const around = (mean: number, half: number, level: number) => ({ low: mean - half, high: mean + half, level });

/** What a read of a cell of three arms says; their states are the record's. */
export function banditRead(cell: ExploreCellRecord): BanditRead {
  const stateOf = (arm: string) => cell.arms.find((each) => each.arm === arm)?.state ?? 'active';
  return banditReadSchema.parse({
    cell,
    dataThrough: '2026-11-01',
    words: { trial: 'sessions', reward: 'sign-ups', value: 'sign-up rate' },
    unit: 'share',
    arms: ARMS.map((arm) => ({
      ...arm,
      note: '',
      state: stateOf(arm.arm),
      trials: 2_000,
      reward: 2_000 * arm.mean,
      since: '2026-10-20',
      lastDay: '2026-11-01',
      posterior: { kind: 'beta', alpha: 1 + 2_000 * arm.mean, beta: 1 + 2_000 * (1 - arm.mean) },
      interval50: around(arm.mean, 0.0035, 0.5),
      interval80: around(arm.mean, 0.0067, 0.8),
      interval95: around(arm.mean, 0.01, 0.95),
      density: { x: [], y: [] },
      expectedLoss: 0.06 - arm.mean,
      enough: true,
      drift: null,
    })),
    history: [],
    valueRemaining: null,
    regret: null,
    advice: { kind: 'promote', arm: 'a', reason: 'It is best.', change: 'Other data.' },
    draws: { count: 0, seed: '', error: 0 },
    sentence: '',
    method: '',
    caveats: [],
    sources: ['spend_daily', 'outcomes_daily'].map((dataset) => ({
      dataset,
      ...{ loadId: null, rowsRead: 60, dataThrough: '2026-11-01', loadedAt: null, snapshotHash: null },
      freshness: 'fresh',
    })),
  });
}
