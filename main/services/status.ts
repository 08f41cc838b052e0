import { defaultCaps } from '../../engine/approvals/index.ts';
import { countToLook } from '../../engine/bandits/board/index.ts';
import type { ArmKind, ExploreCellRecord, WorkspaceStatus } from '../../engine/contract/index.ts';
import { type Clock, type Day, ok, type Result } from '../../engine/core/index.ts';
import type { SpineState } from '../../engine/store/journal/index.ts';
import type { Settings } from '../../engine/workspace/index.ts';
import product from '../../package.json' with { type: 'json' };
import { isAtRest } from '../../sync/outbox/index.ts';
import { decidedOn } from './decided-on.ts';
import type { Reads } from './reads.ts';

/** The data that cells of each kind are read from, day by day. */
const READ_FROM: Readonly<Record<ArmKind, readonly string[]>> = {
  creatives: ['creative_daily'],
  campaigns: ['spend_daily', 'outcomes_daily'],
  audiences: ['spend_daily', 'outcomes_daily'],
  landing_pages: ['ga4_events'],
  cells: ['spend_daily', 'outcomes_daily'],
};

/** The last day that the data behind all cells that were started has; null before there is any. */
function cellDataThrough(cells: readonly ExploreCellRecord[], datasets: WorkspaceStatus['datasets']): Day | null {
  const needed = new Set(
    cells.filter(({ status }) => status !== 'planned').flatMap(({ design }) => READ_FROM[design.arms.kind]),
  );
  const days = datasets.flatMap(({ dataset, dataThrough }) =>
    needed.has(dataset) && dataThrough !== null ? [dataThrough] : [],
  );
  return days.toSorted()[0] ?? null;
}

const countsOf = (state: SpineState, now: string): Omit<WorkspaceStatus['counts'], 'creativeTests' | 'cellsToLook'> => {
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
    counts: {
      creativeTests: tests.ok ? tests.value.tests.length : 0,
      cellsToLook: countToLook(state.cells.values(), {
        zone: settings.zone,
        dataThrough: cellDataThrough([...state.cells.values()], datasets.value),
        decidedOn: decidedOn(state),
      }),
      ...countsOf(state, clock.now()),
    },
    caps: state.caps ?? defaultCaps(settings.currency),
  });
}
