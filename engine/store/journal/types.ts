import type { JournalEntry, SpineEvent } from '../../contract/index.ts';
import type { Result } from '../../core/index.ts';
import type { SpineState } from './state.ts';

/** What a command wants written; the journal adds sequence, time and hashes. */
export interface EventDraft {
  readonly actor: string;
  readonly event: SpineEvent;
}

export interface JournalHead {
  /** 0 for an empty journal. */
  readonly seq: number;
  readonly hash: string;
}

/**
 * The append-only, hash-chained, fsynced record of the spine. docs/spec/journal.md has the rules (JN…).
 * One writer per workspace.
 */
export interface Journal {
  readonly head: JournalHead;
  /** Bytes of a torn batch that were cut off when the journal was opened: written, never acknowledged. */
  readonly cutBytes: number;
  /** Writes all drafts as one batch and resolves after fsync: all of them are kept, or none is. */
  append(drafts: readonly EventDraft[]): Promise<Result<readonly JournalEntry[]>>;
  /** Entries from `fromSeq` (default 1) in order, as read and verified when the journal was opened or appended to. */
  entries(fromSeq?: number): readonly JournalEntry[];
  close(): Promise<void>;
}

/**
 * The few file operations the journal needs, so that the simulation can crash between any two of them.
 * `append` may leave a torn tail when the process dies; `sync` makes what was appended durable.
 */
export interface JournalFile {
  read(): Promise<Uint8Array>;
  append(bytes: Uint8Array): Promise<void>;
  sync(): Promise<void>;
  truncate(length: number): Promise<void>;
  /** Keeps a torn tail for people to look at before it is cut off. */
  setAside?(tail: Uint8Array): Promise<void>;
  close(): Promise<void>;
}

/** What the rest of the engine holds: the journal, its fold, and one place where decisions are made in turn. */
export interface Spine {
  readonly state: SpineState;
  readonly head: JournalHead;
  entries(fromSeq?: number): readonly JournalEntry[];
  /**
   * Runs `decide` on the latest state and journals its drafts before anyone else decides. What it returns is on disk.
   * Nothing is written when `decide` fails.
   */
  transact(decide: (state: SpineState) => Result<readonly EventDraft[]>): Promise<Result<readonly JournalEntry[]>>;
  /** Called after each commit, in order. Returns the function that ends it. */
  subscribe(listener: (entries: readonly JournalEntry[]) => void): () => void;
  close(): Promise<void>;
}
