import type { Clock } from '../../engine/core/index.ts';
import type { AssignmentContext } from '../../engine/experiments/assign/index.ts';
import {
  type AssignmentStore,
  type Assignments,
  createAssignments,
} from '../../engine/experiments/assignments/index.ts';
import { compileFeatures } from '../../engine/experiments/lifecycle/index.ts';
import type { Spine, SpineState } from '../../engine/store/journal/index.ts';
import type { LazyOps } from '../../engine/store/ops/index.ts';

/** `ab_assignments` of the tables, which open with the first unit. */
export const assignmentStore = (ops: LazyOps): AssignmentStore => ({
  async assignmentsOf(keys) {
    const opened = await ops.get();
    return opened.ok ? opened.value.store.assignmentsOf(keys) : opened;
  },
  async putAssignments(assignments) {
    const opened = await ops.get();
    return opened.ok ? opened.value.store.putAssignments(assignments) : opened;
  },
  async putExposures(exposures) {
    const opened = await ops.get();
    return opened.ok ? opened.value.store.putExposures(exposures) : opened;
  },
});

/** The definitions of now; the same object while no experiment and no flag changes. */
export function definitionsOf(spine: Pick<Spine, 'state'>): () => AssignmentContext {
  let made: { readonly of: Pick<SpineState, 'experiments' | 'flags'>; readonly context: AssignmentContext } | null =
    null;
  return () => {
    const { experiments, flags } = spine.state;
    if (made?.of.experiments !== experiments || made.of.flags !== flags) {
      const context = { features: { ...compileFeatures(experiments.values(), flags) } };
      made = { of: { experiments, flags }, context };
    }
    return made.context;
  };
}

/** What units get, by the experiments and flags of the journal. */
export const createUnits = (needs: {
  readonly spine: Pick<Spine, 'state'>;
  readonly ops: LazyOps;
  readonly clock: Clock;
}): Assignments =>
  createAssignments({ source: definitionsOf(needs.spine), store: assignmentStore(needs.ops), clock: needs.clock });
