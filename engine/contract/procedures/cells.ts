import { z } from 'zod';
import {
  cellPlanInputSchema,
  cellPlanSchema,
  cellVocabularySchema,
  exploreCellBoardSchema,
  exploreCellDesignSchema,
  exploreCellRecordSchema,
} from '../explore-cells.ts';
import { auditEntrySchema } from '../views.ts';
import { base, byKey, list, reason } from './base.ts';

const keyWithReason = byKey.extend({ reason: reason.max(400) });

/** Explore cells from plan to end. */
export const cells = {
  board: base
    .route({ method: 'GET', path: '/api/cells', summary: 'The grid of explore cells: budgets, status, next look' })
    .output(exploreCellBoardSchema),
  log: base
    .route({ method: 'GET', path: '/api/cells/{key}/log', summary: 'What happened to a cell, newest first' })
    .input(byKey)
    .output(list(auditEntrySchema)),
  vocabulary: base
    .route({ method: 'GET', path: '/api/cells/vocabulary', summary: 'What a cell can be made from' })
    .output(cellVocabularySchema),
  save: base
    .route({ method: 'POST', path: '/api/cells', summary: 'Plan a cell, or change a planned one' })
    .input(z.object({ cell: exploreCellDesignSchema }))
    .output(exploreCellRecordSchema),
  remove: base
    .route({ method: 'DELETE', path: '/api/cells/{key}', summary: 'Remove a planned cell' })
    .input(keyWithReason)
    .output(z.object({ key: z.string() })),
  start: base
    .route({ method: 'POST', path: '/api/cells/{key}/starts', summary: 'Start it; its rule is fixed' })
    .input(byKey)
    .output(exploreCellRecordSchema),
  pause: base
    .route({ method: 'POST', path: '/api/cells/{key}/pauses', summary: 'Pause it; it is still read' })
    .input(keyWithReason)
    .output(exploreCellRecordSchema),
  resume: base
    .route({ method: 'POST', path: '/api/cells/{key}/resumes', summary: 'Let a paused cell run again' })
    .input(byKey)
    .output(exploreCellRecordSchema),
  end: base
    .route({ method: 'POST', path: '/api/cells/{key}/ends', summary: 'End it; it stays in the log' })
    .input(keyWithReason)
    .output(exploreCellRecordSchema),
  plan: base
    .route({ method: 'POST', path: '/api/cells/plan', summary: 'Cells worth trying with a budget, and why' })
    .input(cellPlanInputSchema)
    .output(cellPlanSchema),
  adopt: base
    .route({ method: 'POST', path: '/api/cells/plan/adoptions', summary: 'Plan these cells, all or none' })
    .input(z.object({ cells: z.array(exploreCellDesignSchema).min(1).max(48).readonly() }))
    .output(exploreCellBoardSchema),
};
