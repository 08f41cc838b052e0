import type { QueryClient } from '@tanstack/react-query';
import type { Change } from '../../engine/contract/index.ts';
import { useEngineLine } from '../stores/engine-line.ts';
import { api, client } from './client.ts';

const PAUSE_MS = 1_000;

/** The queries that a change of each topic makes old. The audit grows with every change. */
function keysOf(topic: Change['topic']): readonly (readonly unknown[])[] {
  const always = [api.workspace.status.key(), api.audit.key()];
  switch (topic) {
    case 'data':
      return [
        ...always,
        api.creativeTests.key(),
        api.experiments.key(),
        api.cells.key(),
        api.bandits.key(),
        api.dashboards.catalog.key(),
        api.dashboards.tile.key(),
        api.dataHealth.key(),
        api.freshness.key(),
        api.loads.key(),
        api.proofs.key(),
        api.guardrails.key(),
        api.approvals.key(),
      ];
    case 'proposals':
      return [
        ...always,
        api.approvals.key(),
        api.guardrails.key(),
        api.creativeTests.key(),
        api.experiments.key(),
        api.cells.key(),
        api.bandits.key(),
        api.proofs.usedBy.key(),
        api.sync.key(),
      ];
    case 'actions':
      return [
        ...always,
        api.sync.key(),
        api.approvals.key(),
        api.guardrails.key(),
        api.creativeTests.key(),
        api.experiments.key(),
        api.cells.key(),
        api.bandits.key(),
      ];
    case 'sync':
      return [...always, api.sync.key()];
    case 'members':
      return [
        ...always,
        api.members.key(),
        api.approvals.key(),
        api.experiments.key(),
        api.cells.key(),
        api.bandits.key(),
      ];
    case 'experiments':
      return [...always, api.experiments.key(), api.proofs.key()];
    case 'cells':
      return [...always, api.cells.key(), api.bandits.key(), api.proofs.key()];
    case 'settings':
      return [...always, api.workspace.connections.key(), api.sync.key(), api.approvals.key(), api.guardrails.key()];
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => window.setTimeout(resolve, ms));

/**
 * Follows the engine's stream of changes for as long as the window lives and makes the queries it names old. When the
 * stream ends it is opened again and everything is read anew, because changes may have been missed.
 */
export async function followChanges(queryClient: QueryClient, signal: AbortSignal): Promise<void> {
  for (let first = true; !signal.aborted; first = false) {
    if (!first) await pause(PAUSE_MS);
    try {
      const changes = await client.workspace.watch(undefined, { signal });
      useEngineLine.setState({ state: 'open' });
      if (!first) void queryClient.invalidateQueries();
      for await (const change of changes)
        for (const queryKey of keysOf(change.topic)) void queryClient.invalidateQueries({ queryKey });
    } catch {
      // Shown in the top bar; the loop asks again after a pause.
      if (!signal.aborted) useEngineLine.setState({ state: 'lost' });
    }
  }
}
