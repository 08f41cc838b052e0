import type { JobRun, JournalEntry, PosteriorSnapshot, Proof, QuarantineReason } from '../../contract/index.ts';
import type { Day, Instant, Result } from '../../core/index.ts';
import type { JournalHead, Spine } from '../journal/index.ts';

/** The history a store mirrors. */
export type History = Pick<Spine, 'head' | 'entries'>;

/** One unit in one experiment: the key of `ab_assignments`. */
export interface UnitKey {
  readonly experiment: string;
  readonly unitId: string;
}

export interface AssignedUnit extends UnitKey {
  readonly unitType: string;
  readonly variation: string;
  readonly bucketVersion: number;
  readonly assignedAt: Instant;
  /** When the unit first saw its variation; null: not yet. */
  readonly exposedAt: Instant | null;
}

/** What units were given, written once. Each call is all or nothing and fails with OPS_STORE_FAILED or DISK_FULL. */
export interface UnitStore {
  /** The rows of these keys that there are, in any order. */
  assignmentsOf(keys: readonly UnitKey[]): Promise<Result<readonly AssignedUnit[]>>;
  /** Writes those whose key is new; what is there stays as it is. Resolves to the keys that were new. */
  putAssignments(assignments: readonly AssignedUnit[]): Promise<Result<readonly UnitKey[]>>;
  /** Notes first exposures of assigned units; a second one changes nothing. Resolves to the keys exposed for the first time. */
  putExposures(exposures: readonly (UnitKey & { readonly exposedAt: Instant })[]): Promise<Result<readonly UnitKey[]>>;
}

interface Moments {
  readonly n: number;
  readonly mean: number;
  readonly m2: number;
}

/** Centred sums over the units of an arm, in the shape of `MetricSums` (engine/experiments/sums.ts). */
export interface UnitSums {
  readonly x: Moments;
  readonly y: Moments | null;
  readonly u: Moments | null;
  readonly v: Moments | null;
  readonly xy: number | null;
  readonly xu: number | null;
  readonly xv: number | null;
  readonly yu: number | null;
  readonly yv: number | null;
  readonly uv: number | null;
}

/** A row of `ab_metrics_daily`: a metric of a variation as it stood at the end of a day. */
export interface StoredMetricDay {
  readonly experiment: string;
  readonly day: Day;
  readonly metric: string;
  readonly variation: string;
  readonly designVersion: number;
  readonly dataThrough: Day;
  readonly sums: UnitSums;
}

export interface MetricDayStore {
  /**
   * Keeps days; the same day, metric and variation again replaces what was kept. All of them, or none. Fails with
   * OPS_STORE_FAILED or DISK_FULL.
   */
  putMetricDays(days: readonly StoredMetricDay[]): Promise<Result<void>>;
  /** By day, metric and variation. */
  metricDays(experiment: string): Promise<readonly StoredMetricDay[]>;
}

/** A snapshot of a night as it is computed: the table says when it was written, and how often. */
export type StoredNight = Omit<PosteriorSnapshot, 'recordedAt' | 'revision'>;

/** What became of the rows that were put. */
export interface PutPosteriors {
  readonly written: number;
  /** They were there and said something else. */
  readonly changed: number;
  readonly same: number;
}

export interface CellNights {
  readonly cell: string;
  readonly nights: number;
  readonly last: Day;
}

/** `bandit_posteriors`: what was believed of each arm of a cell on each night. */
export interface PosteriorStore {
  /**
   * Keeps whole nights, each (cell, arm, day) once a call. A row that is there with the same content is left as it is,
   * `recordedAt` included; another content takes its place with one revision more; arms that such a night has no more
   * leave it, which counts as a change. All of them, or none. Fails with
   * OPS_STORE_FAILED or DISK_FULL.
   */
  putPosteriors(nights: readonly StoredNight[], recordedAt: Instant): Promise<Result<PutPosteriors>>;
  /** By cell, day and arm; `from` and `to` are days that count. */
  posteriors(query?: {
    readonly cell?: string | undefined;
    readonly from?: Day | undefined;
    readonly to?: Day | undefined;
  }): Promise<readonly PosteriorSnapshot[]>;
  /** The last night that is kept of a cell; null: none. */
  lastNight(cell: string): Promise<Day | null>;
  /** Nights that are kept, for each cell that has some. */
  nightsByCell(): Promise<readonly CellNights[]>;
}

/** The ops tables as the engine uses them: a mirror of the journal, what units were given, and what was looked at. */
export interface OpsStore extends UnitStore, MetricDayStore, PosteriorStore {
  /** The last entry the tables reflect. */
  readonly cursor: JournalHead;
  /**
   * Brings the tables up to the journal's head. Entries and cursor move together: all of a step, or none of it. Fails
   * with DISK_FULL or OPS_STORE_FAILED; the next call goes on from there.
   */
  catchUp(): Promise<Result<JournalHead>>;
  /** Newest first, before (not including) seq `before`. */
  auditEntries(page: { readonly before: number | null; readonly limit: number }): Promise<readonly JournalEntry[]>;
  /** Keeps a proof; one that is kept already stays as it is. */
  putProof(proof: Proof): Promise<void>;
  /** Keeps many proofs at once; those that are kept already stay as they are. */
  putProofs(proofs: readonly Proof[]): Promise<void>;
  getProof(id: string): Promise<Proof | null>;
  /** Keeps what a load's contract held back; replaces what was kept for that load. */
  putQuarantine(loadId: string, reasons: readonly QuarantineReason[]): Promise<void>;
  /** Keeps a run of a job; the same id again replaces what was kept of it. */
  putJobRun(run: JobRun): Promise<void>;
  /** Runs of a job, newest first. */
  jobRuns(job: string, limit: number): Promise<readonly JobRun[]>;
  quarantine(loadId: string): Promise<readonly QuarantineReason[]>;
  close(): Promise<void>;
}
