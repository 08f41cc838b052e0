import type { AssignInput, Assignment } from '../../contract/index.ts';
import { appError, type Clock, err, ok, type Result } from '../../core/index.ts';
import type { AssignmentContext } from '../assign/index.ts';
import { assignGroup } from './assign-group.ts';
import { Definitions } from './definitions.ts';
import { assignmentOf, evaluateUnit, neededRows, unknownFlag } from './evaluate-unit.ts';
import { type Exposed, exposeGroup } from './expose-group.ts';
import { GroupCommit } from './group-commit.ts';
import { recentRows } from './known-rows.ts';
import type { AssignmentStore, UnitInExperiment } from './store.ts';
import { keepableId } from './unit.ts';

export interface AssignmentsOptions {
  /** The compiled definitions now; the same object as long as they are the same. */
  readonly source: () => AssignmentContext;
  readonly store: AssignmentStore;
  readonly clock: Pick<Clock, 'now' | 'sleep'>;
  /**
   * How long a new unit waits for others to be written with it, in milliseconds; 1 when not said (p99 at 5,000 new units a
   * second 7 to 9 ms, and 13 to 15 ms with 3).
   */
  readonly windowMs?: number;
  /** Units written together at most; 500 when not said. */
  readonly groupLimit?: number;
  /** Rows remembered, so that units seen lately need no read; 100,000 when not said. */
  readonly remembered?: number;
}

/** Assigns units and counts their exposures: what `experiments.assign` and `experiments.expose` do. */
export interface Assignments {
  /**
   * What the unit gets. A unit that a hash puts into an experiment has its row in `ab_assignments` before it is answered.
   * Fails with INPUT_INVALID, and with OPS_STORE_FAILED or DISK_FULL when its row can not be read or written: it is not
   * assigned then. Units whose rows are remembered are answered all the same.
   */
  assign(input: AssignInput): Promise<Result<Assignment>>;
  /** Notes that the unit saw its variation. Fails with EXPERIMENT_NOT_RUNNING, UNIT_NOT_ASSIGNED, and as `assign`. */
  expose(input: UnitInExperiment): Promise<Result<Exposed>>;
  /** Resolves once what was asked before is written. */
  idle(): Promise<void>;
}

const NONE_FIRST: ReadonlySet<string> = new Set();

export function createAssignments(options: AssignmentsOptions): Assignments {
  const { source, store, clock, windowMs = 1, groupLimit: limit = 500 } = options;
  const recent = recentRows(options.remembered ?? 100_000);
  let definitions = new Definitions({});
  const current = (): Definitions => {
    const context = source();
    if (context !== definitions.context) definitions = new Definitions(context);
    return definitions;
  };
  const assigning = new GroupCommit<AssignInput, Result<Assignment>>({
    clock,
    windowMs,
    limit,
    run: (group) => assignGroup({ definitions: current(), store, clock, recent }, group),
  });
  const exposing = new GroupCommit<UnitInExperiment, Result<Exposed>>({
    clock,
    windowMs,
    limit,
    run: (group) => exposeGroup({ store, clock, recent }, group),
  });

  /** The answer that needs neither a read nor a write; null when there is none. */
  const atOnce = (input: AssignInput): Result<Assignment> | null => {
    const { context } = current();
    const plan = current().plan(input.flag);
    if (plan === null) return ok(unknownFlag(input.flag));
    if (neededRows({ plan, input }).some((key) => recent.get(key) === undefined)) return null;
    const evaluated = evaluateUnit({ context, plan, input }, recent, clock.now());
    if (!evaluated.ok) return evaluated;
    const { result, rows } = evaluated.value;
    const written = rows.every((row) => typeof recent.get(row) === 'object');
    return written ? ok(assignmentOf(input.flag, result, NONE_FIRST)) : null;
  };

  return {
    async assign(input) {
      const id = keepableId(input.unitId);
      return id.ok ? (atOnce(input) ?? assigning.ask(input)) : id;
    },
    async expose(input) {
      const id = keepableId(input.unitId);
      if (!id.ok) return id;
      const { experiment } = input;
      if (!current().isRunning(experiment)) return err(appError('EXPERIMENT_NOT_RUNNING', { experiment }));
      const row = recent.get(input);
      return typeof row === 'object' && row.exposedAt !== null ? ok({ first: false }) : exposing.ask(input);
    },
    async idle() {
      await Promise.all([assigning.idle(), exposing.idle()]);
    },
  };
}
