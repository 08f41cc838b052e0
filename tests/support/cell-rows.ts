import type { CellStatus, ExploreCellDesign, ExploreCellRow } from '../../engine/contract/index.ts';
import { instantOf, money } from '../../engine/core/index.ts';
import { cellDesign } from './cells.ts';

const yes = { allowed: true, reason: '' };

/** A row of the board with everything at rest. */
export const cellRow = (
  status: CellStatus,
  design: Partial<ExploreCellDesign> = {},
  row: Partial<Omit<ExploreCellRow, 'cell'>> = {},
): ExploreCellRow => ({
  cell: {
    ...{ design: cellDesign(design), version: 1, status, note: '', arms: [], endedAt: null },
    createdAt: instantOf(Date.parse('2026-10-18T08:00:00Z')),
    startedAt: status === 'planned' ? null : instantOf(Date.parse('2026-10-20T08:00:00Z')),
  },
  ...{ spent: money(150_000, 'USD'), gap: null, spentPerDay: money(5_000, 'USD'), capReachedOn: null },
  ...{ arms: 3, trials: 1_200, leader: null, advice: null, nextLook: null, nextLookReason: '' },
  ...{ nights: 0, lastNight: null, may: { edit: yes, start: yes, pause: yes, end: yes } },
  ...row,
});
