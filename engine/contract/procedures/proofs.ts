import { z } from 'zod';
import { uuidSchema } from '../primitives.ts';
import { proofIdSchema, proofRefSchema, proofRunSchema, proofSchema } from '../proofs.ts';
import { base, list } from './base.ts';

/** Where a number on screen comes from. */
export const proofs = {
  open: base
    .route({ method: 'POST', path: '/api/proofs', summary: 'Make the proof of a number on screen' })
    .input(z.object({ ref: proofRefSchema }))
    .output(proofSchema),
  get: base
    .route({ method: 'GET', path: '/api/proofs/{id}', summary: 'A proof' })
    .input(z.object({ id: proofIdSchema }))
    .output(proofSchema),
  run: base
    .route({ method: 'POST', path: '/api/proofs/{id}/runs', summary: 'Run a proof again and compare' })
    .input(z.object({ id: proofIdSchema }))
    .output(proofRunSchema),
  csv: base
    .route({ method: 'GET', path: '/api/proofs/{id}/rows', summary: 'The rows a proof read, as CSV' })
    .input(z.object({ id: proofIdSchema }))
    .output(z.object({ fileName: z.string(), csv: z.string(), rows: z.int() })),
  usedBy: base
    .route({ method: 'GET', path: '/api/proofs/{id}/uses', summary: 'Proposals that rest on a proof' })
    .input(z.object({ id: proofIdSchema }))
    .output(list(z.object({ proposalId: uuidSchema, title: z.string(), state: z.string() }))),
};
