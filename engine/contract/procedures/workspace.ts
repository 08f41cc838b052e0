import { eventIterator } from '@orpc/contract';
import {
  capsSchema,
  changeSchema,
  connectionsInputSchema,
  connectionsSchema,
  workspaceStatusSchema,
} from '../views.ts';
import { base } from './base.ts';

/** The workspace itself: its status, what changes in it, its connections and caps. */
export const workspace = {
  status: base
    .route({ method: 'GET', path: '/api/workspace', summary: 'Workspace, data freshness and what waits' })
    .output(workspaceStatusSchema),
  watch: base
    .route({ method: 'GET', path: '/api/changes', summary: 'Stream of what changed' })
    .output(eventIterator(changeSchema)),
  connections: base
    .route({ method: 'GET', path: '/api/connections', summary: 'Connections, without their secrets' })
    .output(connectionsSchema),
  setConnections: base
    .route({ method: 'POST', path: '/api/connections', summary: 'Change connections' })
    .input(connectionsInputSchema)
    .output(connectionsSchema),
  setCaps: base
    .route({ method: 'POST', path: '/api/caps', summary: 'Change the spend caps' })
    .input(capsSchema)
    .output(capsSchema),
};
