import type { JobRun, JournalEntry, Proof, QuarantineReason } from '../../contract/index.ts';
import type { Result } from '../../core/index.ts';
import type { JournalHead, Spine } from '../journal/index.ts';

/** The history a store mirrors. */
export type History = Pick<Spine, 'head' | 'entries'>;

/** The ops tables as the engine uses them: a mirror of the journal, and proofs that were looked at. */
export interface OpsStore {
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
