import type { Instant, Result } from '../../core/index.ts';

/** One unit in one experiment: the key of `ab_assignments`. */
export interface UnitInExperiment {
  readonly experiment: string;
  readonly unitId: string;
}

/** What a unit was given: a row of `ab_assignments`, written once and never changed, but for its first exposure. */
export interface StoredAssignment extends UnitInExperiment {
  /** The attribute that was hashed: `user`, `visitor`, … */
  readonly unitType: string;
  readonly variation: string;
  /** 0 unless the definition says another. A unit can be assigned anew under another version only in another experiment. */
  readonly bucketVersion: number;
  readonly assignedAt: Instant;
  /** When the unit first saw its variation; null: not yet. */
  readonly exposedAt: Instant | null;
}

export interface StoredExposure extends UnitInExperiment {
  readonly exposedAt: Instant;
}

/**
 * Where assignments are kept; the ops store implements it. Each call is one transaction: all of it or nothing. Fails with
 * OPS_STORE_FAILED or DISK_FULL.
 */
export interface AssignmentStore {
  /** The rows of these keys that there are, in any order. */
  assignmentsOf(keys: readonly UnitInExperiment[]): Promise<Result<readonly StoredAssignment[]>>;
  /** Writes those whose key is new; what is there stays as it is. Resolves to the keys that were new. */
  putAssignments(assignments: readonly StoredAssignment[]): Promise<Result<readonly UnitInExperiment[]>>;
  /** Notes the first exposure of assigned units; a second one changes nothing. Resolves to the keys exposed for the first time. */
  putExposures(exposures: readonly StoredExposure[]): Promise<Result<readonly UnitInExperiment[]>>;
}
