import { type AppError, err, ok } from '../../core/index.ts';
import type { AssignmentStore, StoredAssignment, UnitInExperiment } from './store.ts';

const keyOf = ({ experiment, unitId }: UnitInExperiment): string => JSON.stringify([experiment, unitId]);

/** A store in memory that counts its calls, fails while it is told to, and yields to others in the midst of each call. */
export class MemoryStore implements AssignmentStore {
  readonly rows = new Map<string, StoredAssignment>();
  readonly calls: string[] = [];
  failing: AppError | null = null;
  /** Runs before the next write, as another program would. */
  meanwhile: (() => void) | null = null;

  add(row: StoredAssignment): void {
    this.rows.set(keyOf(row), row);
  }

  row(experiment: string, unitId: string): StoredAssignment | undefined {
    return this.rows.get(keyOf({ experiment, unitId }));
  }

  readonly assignmentsOf: AssignmentStore['assignmentsOf'] = async (keys) => {
    this.calls.push(`read ${keys.length}`);
    await Promise.resolve();
    if (this.failing !== null) return err(this.failing);
    return ok(keys.flatMap((key) => this.rows.get(keyOf(key)) ?? []));
  };

  readonly putAssignments: AssignmentStore['putAssignments'] = async (assignments) => {
    this.calls.push(`write ${assignments.length}`);
    await Promise.resolve();
    if (this.failing !== null) return err(this.failing);
    this.meanwhile?.();
    this.meanwhile = null;
    const fresh = assignments.filter((row) => !this.rows.has(keyOf(row)));
    for (const row of fresh) this.add(row);
    return ok(fresh.map(({ experiment, unitId }) => ({ experiment, unitId })));
  };

  readonly putExposures: AssignmentStore['putExposures'] = async (exposures) => {
    this.calls.push(`expose ${exposures.length}`);
    await Promise.resolve();
    if (this.failing !== null) return err(this.failing);
    return ok(
      exposures.flatMap(({ exposedAt, ...key }) => {
        const row = this.rows.get(keyOf(key));
        if (row === undefined || row.exposedAt !== null) return [];
        this.add({ ...row, exposedAt });
        return [key];
      }),
    );
  };
}
