import { type ExploreCellDesign, exploreCellDesignSchema } from '../../engine/contract/index.ts';
import type { EventDraft } from '../../engine/store/journal/index.ts';
import { ANA, draft } from './spine-events.ts';

/** A cell that can be planned and started: the campaigns of one channel and segment, through November 2026. */
export const cellDesign = (changes: Partial<ExploreCellDesign> = {}): ExploreCellDesign =>
  exploreCellDesignSchema.parse({
    key: 'meta-students',
    name: 'Meta for students',
    hypothesis: 'Students sign up more often after the short video than after the long one.',
    channel: 'meta',
    segment: 'students',
    arms: { kind: 'campaigns' },
    reward: 'signup_rate',
    owner: 'Ana',
    budgetCap: { minor: 300_000, currency: 'USD' },
    firstDay: '2026-10-20',
    lastDay: '2026-11-30',
    rule: {
      minTrials: 500,
      floor: 0.1,
      cap: 0.8,
      promoteAt: 0.95,
      killAt: 0.05,
      stopAt: 0.02,
      discount: 1,
      prior: null,
      lookEveryDays: 7,
    },
    ...changes,
  });

/** The cell planned and started. */
export const cellRunning = (design: ExploreCellDesign = cellDesign()): readonly EventDraft[] => [
  draft({ type: 'cell.saved', cell: design, version: 1 }, ANA),
  draft({ type: 'cell.started', key: design.key, version: 1 }, ANA),
];
