import type { ActionState, SyncStatus } from '../../engine/contract/index.ts';
import type { AppError, Result, Uuid } from '../../engine/core/index.ts';

export interface SyncReport {
  /** Last audit entry the remote holds; null when it could not be told. */
  readonly remoteSeq: number | null;
  /** Actions whose state changed in this run. */
  readonly moved: readonly { readonly actionId: Uuid; readonly from: ActionState; readonly to: ActionState }[];
  /** Why the remote could not be brought up to date, if so. */
  readonly remoteError: AppError | null;
  /** When something is due again; null when everything rests or waits for a person. */
  readonly nextAt: number | null;
}

export interface Outbox {
  /**
   * One pass: remote up to date, every due action moved as far as it goes, remote up to date. Never two at once: who
   * asks during a pass gets the one after it, so what was journaled before the call has been worked on when it resolves.
   */
  runOnce(): Promise<SyncReport>;
  /** Runs until the signal aborts: at once for new entries, else when something is due. Survives being offline. */
  runLoop(opts: { readonly signal: AbortSignal }): Promise<void>;
  /** Forgets that sync was offline or stopped by a refused token: connections changed, or a person asks. */
  resume(): void;
  /** Tries a dead letter again. `actor` is the member who asks. Fails with ACTION_STATE, NOT_FOUND. */
  retry(actionId: Uuid, actor: string): Promise<Result<void>>;
  /**
   * Gives up a dead letter, or an action that is not dispatched yet. Fails like `retry`, or with REASON_REQUIRED, or
   * with HAS_EFFECT when something was or may have been made: that is rolled back instead.
   */
  discard(actionId: Uuid, opts: { readonly reason: string; readonly actor: string }): Promise<Result<void>>;
  status(): SyncStatus;
}
