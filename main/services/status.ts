import { defaultCaps } from '../../engine/approvals/index.ts';
import type { WorkspaceStatus } from '../../engine/contract/index.ts';
import { type Clock, ok, type Result } from '../../engine/core/index.ts';
import type { SpineState } from '../../engine/store/journal/index.ts';
import type { Settings } from '../../engine/workspace/index.ts';
import product from '../../package.json' with { type: 'json' };
import { isAtRest } from '../../sync/outbox/index.ts';
import type { Reads } from './reads.ts';

const countsOf = (state: SpineState, now: string): Omit<WorkspaceStatus['counts'], 'creativeTests'> => {
  const actions = [...state.actions.values()];
  return {
    experimentsRunning: [...state.experiments.values()].filter(({ status }) => status === 'running').length,
    approvalsWaiting: [...state.proposals.values()].filter((p) => p.state === 'in_review' && p.proposal.expiresAt > now)
      .length,
    actionsWaiting: actions.filter((record) => !isAtRest(record.state)).length,
    deadLetters: actions.filter((record) => record.state === 'dead_letter').length,
  };
};

/** What every page shows at its edge. */
export async function workspaceStatus(needs: {
  readonly settings: Settings;
  readonly state: SpineState;
  readonly reads: Reads;
  readonly clock: Clock;
}): Promise<Result<WorkspaceStatus>> {
  const { settings, state, reads, clock } = needs;
  const [datasets, tests] = await Promise.all([reads.freshness(), reads.creativeTests()]);
  if (!datasets.ok) return datasets;
  return ok({
    id: settings.id,
    name: settings.name,
    sample: settings.sample,
    zone: settings.zone,
    currency: settings.currency,
    version: product.version,
    datasets: datasets.value,
    counts: { creativeTests: tests.ok ? tests.value.tests.length : 0, ...countsOf(state, clock.now()) },
    caps: state.caps ?? defaultCaps(settings.currency),
  });
}
