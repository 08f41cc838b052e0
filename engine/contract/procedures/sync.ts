import { z } from 'zod';
import { actionViewSchema, syncStatusSchema } from '../views.ts';
import { base, byId, list, reason } from './base.ts';

/** The outbox: what waits, what went, and the kill switch. */
export const sync = {
  status: base
    .route({ method: 'GET', path: '/api/sync', summary: 'Connection and what waits' })
    .output(syncStatusSchema),
  run: base.route({ method: 'POST', path: '/api/sync/runs', summary: 'Sync now' }).output(syncStatusSchema),
  actions: base
    .route({ method: 'GET', path: '/api/actions', summary: 'Actions, newest first' })
    .output(list(actionViewSchema)),
  retry: base
    .route({ method: 'POST', path: '/api/actions/{id}/retries', summary: 'Try a dead letter again' })
    .input(byId)
    .output(actionViewSchema),
  discard: base
    .route({ method: 'POST', path: '/api/actions/{id}/discards', summary: 'Give an action up, with a reason' })
    .input(byId.extend({ reason }))
    .output(actionViewSchema),
  killSwitch: base
    .route({ method: 'POST', path: '/api/kill-switch', summary: 'Stop or resume all dispatch' })
    .input(z.object({ on: z.boolean(), reason }))
    .output(syncStatusSchema),
};
