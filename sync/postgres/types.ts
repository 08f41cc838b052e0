import type {
  Action,
  ArmState,
  Audience,
  BanditDecide,
  ExperimentDecide,
  JournalEntry,
  ProductionPayload,
  Receipt,
} from '../../engine/contract/index.ts';
import type { Instant, Result, Uuid } from '../../engine/core/index.ts';
import type { ProposalRecord } from '../../engine/store/journal/state.ts';
import type { QueueStatus } from '../../engine/store/ops/queue-status.ts';

export interface Checkpoint {
  readonly seq: number;
  readonly head: string;
  readonly signature: string;
  readonly keyId: Uuid;
}

/**
 * The production database as sync uses it. Every write is idempotent by its key, so it may be sent any number of times.
 * The database's own constraints refuse what breaks four eyes, the fingerprint, the expiry, single use or the caps
 * (REMOTE_REFUSED); a lost connection is REMOTE_UNREACHABLE.
 */
export interface RemoteStore {
  /**
   * Applies missing migrations; fails with DATABASE_VERSION for a database that is newer than this program. Every other
   * call does it first by itself.
   */
  prepare(): Promise<Result<void>>;
  /** Members, audit entries after the remote's last one, and checkpoints. Resolves to the last seq the remote holds. */
  pushAudit(
    workspaceId: Uuid,
    entries: readonly JournalEntry[],
    checkpoints: readonly Checkpoint[],
  ): Promise<Result<number>>;
  lastAuditSeq(workspaceId: Uuid): Promise<Result<number>>;
  checkpoints(workspaceId: Uuid): Promise<Result<readonly Checkpoint[]>>;
  /** Enters the action in its queue (`creative_publish_queue`, or `action_queue` for what is not a creative) with its proposal and approvals, and claims it for this workspace. */
  claim(input: {
    readonly workspaceId: Uuid;
    readonly action: Action;
    /** With its approvals; null for a rollback. */
    readonly proposal: ProposalRecord | null;
  }): Promise<Result<void>>;
  /** Writes queue status, log lines and receipt in one transaction. An action that was never claimed has no row: ok. */
  record(input: {
    readonly workspaceId: Uuid;
    readonly action: Action;
    readonly status: QueueStatus;
    /** false only when it is certain that nothing was made: such a dead letter does not count against the cap. */
    readonly hasEffect: boolean;
    readonly lines: readonly LogLine[];
    readonly receipt: Receipt | null;
  }): Promise<Result<void>>;
  /**
   * Writes what was decided over an experiment or an arm, or takes it back, in one transaction; once an action, however often it
   * is sent. A rehearsal passes every rule of the database and leaves nothing behind.
   */
  writeDecision(input: DecisionWrite): Promise<Result<void>>;
  /** What an action decided; null when it has not been carried out. */
  decision(workspaceId: Uuid, actionId: Uuid): Promise<Result<HeldDecision | null>>;
  /** What everybody gets by the last decision; null when production does not know the flag. */
  flag(workspaceId: Uuid, key: string): Promise<Result<HeldFlag | null>>;
  /** How the traffic of a cell is shared by the decisions over its arms. */
  arms(workspaceId: Uuid, cell: string): Promise<Result<HeldArms>>;
  close(): Promise<void>;
}

export interface DecisionWrite {
  readonly workspaceId: Uuid;
  readonly actionId: Uuid;
  readonly payload: ProductionPayload;
  readonly at: Instant;
  readonly rehearsal: boolean;
}

interface Held {
  readonly decidedAt: Instant;
  /** The rollback that set it back. */
  readonly takenBackBy: Uuid | null;
}

/** A row of `experiment_decisions`. */
export type HeldFlagDecision = Held &
  Pick<ExperimentDecide, 'kind' | 'experimentKey' | 'flag' | 'variation' | 'value'> &
  Pick<HeldFlag, 'audience'>;

/** A row of `bandit_decisions`. */
export type HeldArmDecision = Held & Pick<BanditDecide, 'kind' | 'cell' | 'outcome' | 'arm' | 'shares'>;

export type HeldDecision = HeldFlagDecision | HeldArmDecision;

/** Rows of `explore_cell_arms`; `actionId` is the last decision on the cell that stands, null before any. */
export interface HeldArms {
  readonly actionId: Uuid | null;
  readonly arms: readonly { readonly arm: string; readonly state: ArmState; readonly share: number }[];
}

/** What `feature_flags` says those of an audience get (null: everybody); `actionId` is the decision it is from, null before any. */
export interface HeldFlag {
  readonly actionId: Uuid | null;
  readonly value: ExperimentDecide['value'];
  readonly audience: Audience | null;
}

/** One line of `creative_publish_log` or `action_log`; `key` (the journal's sequence number) makes it idempotent. */
export interface LogLine {
  readonly key: string;
  readonly at: Instant;
  readonly status: string;
  readonly note: string;
}
