import { z } from 'zod';
import { uuidSchema } from '../primitives.ts';
import { guardrailEvaluationSchema } from '../spine.ts';
import { proposalViewSchema } from '../views.ts';
import { base, byId, list, reason } from './base.ts';

/** Proposals and what is decided about them. */
export const approvals = {
  list: base
    .route({ method: 'GET', path: '/api/approvals', summary: 'Proposals, newest first' })
    .output(list(proposalViewSchema)),
  get: base
    .route({ method: 'GET', path: '/api/approvals/{id}', summary: 'One proposal' })
    .input(byId)
    .output(proposalViewSchema),
  decide: base
    .route({
      method: 'POST',
      path: '/api/approvals/{id}/decisions',
      summary: 'Approve and sign, ask for changes, reject or withdraw',
    })
    .input(
      z.object({
        id: uuidSchema,
        decision: z.discriminatedUnion('kind', [
          z.object({ kind: z.literal('approve'), fingerprint: z.string(), passphrase: z.string() }),
          z.object({ kind: z.literal('request_changes'), reason }),
          z.object({ kind: z.literal('reject'), reason }),
          z.object({ kind: z.literal('withdraw'), reason }),
        ]),
      }),
    )
    .output(proposalViewSchema),
};

/** What the guardrails said to a proposal. */
export const guardrails = {
  evaluations: base
    .route({ method: 'GET', path: '/api/guardrails/evaluations', summary: 'Guardrail evaluations of a proposal' })
    .input(z.object({ proposalId: uuidSchema }))
    .output(list(guardrailEvaluationSchema)),
};
