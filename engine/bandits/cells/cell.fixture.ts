import { type ExploreCellDesign, type ExploreCellRecord, exploreCellRecordSchema } from '../../contract/index.ts';
import { addDays, dayOf } from '../../core/index.ts';
import type { ArmEvidence, CellEvidence } from './evidence.ts';

export const FIRST = dayOf('2026-10-01');

const RULE: ExploreCellDesign['rule'] = {
  minTrials: 100,
  floor: 0.05,
  cap: 0.8,
  promoteAt: 0.95,
  killAt: 0.01,
  stopAt: 0.01,
  discount: 1,
  prior: null,
  lookEveryDays: 7,
};

/** A running cell of campaigns judged by sign-up rate. */
export function cellRecord(
  change: Partial<Omit<ExploreCellDesign, 'rule'>> & {
    readonly rule?: Partial<ExploreCellDesign['rule']>;
    readonly states?: ExploreCellRecord['arms'];
    readonly status?: ExploreCellRecord['status'];
  } = {},
): ExploreCellRecord {
  const { rule, states = [], status = 'running', ...design } = change;
  return exploreCellRecordSchema.parse({
    design: {
      key: 'meta-families',
      name: 'Families on Meta',
      hypothesis: 'Families answer to budgets.',
      channel: 'meta',
      segment: 'young_families',
      arms: { kind: 'campaigns' },
      reward: 'signup_rate',
      owner: 'Mia',
      budgetCap: { minor: 500_000, currency: 'EUR' },
      firstDay: FIRST,
      lastDay: addDays(FIRST, 89),
      ...design,
      rule: { ...RULE, ...rule },
    },
    version: 2,
    status,
    createdAt: '2026-09-30T08:00:00.000Z',
    startedAt: status === 'planned' ? null : '2026-10-01T06:00:00.000Z',
    endedAt: status === 'ended' ? '2026-10-20T06:00:00.000Z' : null,
    note: '',
    arms: states,
  });
}

/** An arm by its days: trials and rewards of each. */
export const armOf = (arm: string, days: readonly (readonly [trials: number, reward: number])[]): ArmEvidence => ({
  arm,
  label: arm.toUpperCase(),
  note: '',
  trials: days.map(([trials]) => trials),
  reward: days.map(([, reward]) => reward),
  traffic: days.map(([trials]) => trials),
});

export const evidenceOf = (...arms: readonly ArmEvidence[]): CellEvidence => ({
  days: (arms[0]?.trials ?? []).map((_, index) => addDays(FIRST, index)),
  arms,
  leftOut: 0,
});

/** The same day so many times. */
export const daily = (count: number, trials: number, reward: number): (readonly [number, number])[] =>
  Array.from({ length: count }, () => [trials, reward] as const);
