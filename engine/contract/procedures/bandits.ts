import { z } from 'zod';
import {
  banditDecideInputSchema,
  banditListSchema,
  banditResultSchema,
  nightRangeSchema,
  posteriorQuerySchema,
  posteriorSnapshotSchema,
  snapshotRunSchema,
  whatIfInputSchema,
  whatIfSchema,
} from '../bandit-read.ts';
import { banditDecisionSchema } from '../explore-cells.ts';
import { proposalViewSchema } from '../views.ts';
import { base, byKey, list } from './base.ts';

/** What is read of explore cells: posteriors, their history, and what would be otherwise. */
export const bandits = {
  list: base
    .route({ method: 'GET', path: '/api/bandits', summary: 'Cells that were started, with who leads and what to do' })
    .output(banditListSchema),
  posteriors: base
    .route({ method: 'GET', path: '/api/bandits/posteriors', summary: 'Posteriors as they were recorded, by night' })
    .input(posteriorQuerySchema)
    .output(list(posteriorSnapshotSchema)),
  read: base
    .route({ method: 'GET', path: '/api/bandits/{key}', summary: 'Everything known about the arms of one cell' })
    .input(byKey)
    .output(banditResultSchema),
  whatIf: base
    .route({ method: 'POST', path: '/api/bandits/what-if', summary: 'The same cell with more days or another prior' })
    .input(whatIfInputSchema)
    .output(whatIfSchema),
  record: base
    .route({ method: 'POST', path: '/api/bandits/nights', summary: 'Record nights that are missing, or a range anew' })
    .input(nightRangeSchema)
    .output(snapshotRunSchema),
  decide: base
    .route({ method: 'POST', path: '/api/bandits/decisions', summary: 'Propose to promote or kill an arm, or keep it' })
    .input(banditDecideInputSchema)
    .output(z.object({ decision: banditDecisionSchema, proposal: proposalViewSchema.nullable() })),
};
