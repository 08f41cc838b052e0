import type { AuditVerification, JournalEntry } from '../contract/index.ts';
import { emptyState, foldAll, IllegalEvent, type JournalHead, readJournal } from '../store/journal/index.ts';
import { type Checkpoint, isSignedBy } from './checkpoint.ts';
import { signatureProblem } from './signatures.ts';

type Problem = NonNullable<AuditVerification['problem']>;

/** A store that has heard the journal: the last entry it holds. */
export interface Witness {
  /** "the local tables", "the production database". */
  readonly name: string;
  readonly seq: number;
  /** null: it tells only how many. */
  readonly hash: string | null;
}

export interface AuditInput {
  /** The journal file as it is on disk. Read after the witnesses, so that it can not be behind them. */
  readonly journal: Uint8Array;
  /** Those kept beside the journal; null for a line that is no checkpoint. */
  readonly checkpoints: readonly (Checkpoint | null)[];
  /** Those the production database keeps; null when it could not be asked. */
  readonly remoteCheckpoints: readonly Checkpoint[] | null;
  readonly witnesses: readonly Witness[];
  /** Public keys by member id, as an independent witness knows them; they go before the journal's own. */
  readonly keys: ReadonlyMap<string, string>;
}

/**
 * Whether the journal is what was written: each byte by the hash chain, its end by checkpoints and witnesses, its
 * past by signed checkpoints, and what members decided by their signatures. Pure. Reports the first thing found wrong.
 */
export function verifyJournal(input: AuditInput): AuditVerification {
  const { entries, head, problem, keptBytes } = readJournal(input.journal);
  const found =
    (problem === null ? null : chainProblem(problem)) ??
    historyProblem(entries) ??
    witnessProblem(entries, head, input.witnesses) ??
    checkpointProblem(entries, head, input) ??
    decisionProblem(entries, input.keys);
  return {
    passed: found === null,
    entries: entries.length,
    head: keptBytes === 0 ? null : head.hash,
    problem: found,
    checkpoints: { local: input.checkpoints.length, remote: input.remoteCheckpoints?.length ?? null },
  };
}

function chainProblem({ seq, kind, reason }: { seq: number; kind: Problem['kind']; reason: string }): Problem {
  const what: Record<Problem['kind'], string> = {
    unreadable: 'can not be read',
    flipped: 'was changed after it was written',
    deleted: 'is missing',
    reordered: 'is not where it was written',
    forked: 'belongs to another history',
    truncated: 'is missing at the end',
    signature: 'has a wrong signature',
  };
  return { seq, kind, message: `Entry ${seq} ${what[kind]}: ${reason}.` };
}

/** A chain can be whole and still tell what could never have happened. */
function historyProblem(entries: readonly JournalEntry[]): Problem | null {
  try {
    foldAll(emptyState, entries);
    return null;
  } catch (error) {
    if (!(error instanceof IllegalEvent)) throw error;
    const message = `Entry ${error.seq} does not follow from the entries before it: ${error.reason}.`;
    return { seq: error.seq, kind: 'forked', message };
  }
}

function witnessProblem(
  entries: readonly JournalEntry[],
  head: JournalHead,
  witnesses: readonly Witness[],
): Problem | null {
  for (const { name, seq, hash } of witnesses) {
    if (seq > head.seq) return truncated(head, seq, `known to ${name}`);
    if (hash !== null && seq > 0 && entries[seq - 1]?.hash !== hash)
      return { seq, kind: 'forked', message: `Entry ${seq} is not the one that is known to ${name}.` };
  }
  return null;
}

function checkpointProblem(entries: readonly JournalEntry[], head: JournalHead, input: AuditInput): Problem | null {
  const keys = new Map([...keysIn(entries), ...input.keys]);
  const kept = input.checkpoints.map((checkpoint) => ({ checkpoint, where: 'kept beside the journal' }));
  const remote = (input.remoteCheckpoints ?? []).map((checkpoint) => ({
    checkpoint,
    where: 'kept by the production database',
  }));
  const written = checkpointsIn(entries).map((checkpoint) => ({ checkpoint, where: 'written in the journal' }));
  for (const { checkpoint, where } of [...written, ...kept, ...remote]) {
    if (checkpoint === null)
      return { seq: head.seq, kind: 'signature', message: `A checkpoint ${where} can not be read.` };
    const { seq } = checkpoint;
    const publicKey = keys.get(checkpoint.keyId);
    if (publicKey === undefined || !isSignedBy(checkpoint, publicKey)) {
      const message = `The checkpoint of entry ${seq} ${where} does not carry a valid signature.`;
      return { seq, kind: 'signature', message };
    }
    if (seq > head.seq) return truncated(head, seq, `in a checkpoint ${where}`);
    if (entries[seq - 1]?.hash !== checkpoint.head)
      return { seq, kind: 'forked', message: `Entry ${seq} is not the one in the checkpoint ${where}.` };
  }
  return null;
}

/** What members decided is what they signed. */
function decisionProblem(entries: readonly JournalEntry[], keys: ReadonlyMap<string, string>): Problem | null {
  const problem = signatureProblem(entries, new Map([...keysIn(entries), ...keys]));
  return problem === null ? null : { ...problem, kind: 'signature' };
}

const truncated = (head: JournalHead, seq: number, where: string): Problem => ({
  seq: head.seq + 1,
  kind: 'truncated',
  message: `The journal ends at entry ${head.seq}, but entry ${seq} is ${where}.`,
});

const keysIn = (entries: readonly JournalEntry[]): ReadonlyMap<string, string> =>
  new Map(
    entries.flatMap(({ event }) => (event.type === 'member.added' ? [[event.member.id, event.member.publicKey]] : [])),
  );

function checkpointsIn(entries: readonly JournalEntry[]): readonly Checkpoint[] {
  return entries.flatMap(({ event }) => {
    if (event.type !== 'audit.checkpoint') return [];
    const { seq, head, keyId, signature } = event;
    return [{ seq, head, keyId, signature }];
  });
}
