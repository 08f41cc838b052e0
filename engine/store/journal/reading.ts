import type { JournalEntry } from '../../contract/index.ts';
import { type ChainProblem, readBatch } from './batch.ts';
import { GENESIS } from './chain.ts';
import type { JournalHead } from './types.ts';

const NEWLINE = 0x0a;

/**
 * What stands after the last newline. `whole`: a complete batch that lost only its newline, counted among the entries.
 * `torn`: the beginning of a batch that was never acknowledged.
 */
export type Tail = 'none' | 'whole' | 'torn';

export interface JournalReading {
  /** Entries up to the first problem. */
  readonly entries: readonly JournalEntry[];
  readonly head: JournalHead;
  readonly problem: ChainProblem | null;
  readonly tail: Tail;
  /** Length of the journal without a torn tail, in bytes. */
  readonly keptBytes: number;
}

/** Reads and verifies a journal file. Pure: opening, the audit and the tests all read this way. */
export function readJournal(bytes: Uint8Array): JournalReading {
  const entries: JournalEntry[] = [];
  let head: JournalHead = { seq: 0, hash: GENESIS };
  let start = 0;
  const done = (problem: ChainProblem | null, tail: Tail, keptBytes: number): JournalReading => ({
    entries,
    head,
    problem,
    tail,
    keptBytes,
  });
  const take = (batch: readonly JournalEntry[]): void => {
    for (const entry of batch) {
      entries.push(entry);
      head = { seq: entry.seq, hash: entry.hash };
    }
  };
  for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, start)) {
    const batch = readBatch(bytes.subarray(start, end), head);
    if (!batch.ok) return done(orderProblem(batch.problem, bytes.subarray(end + 1), head), 'none', start);
    take(batch.entries);
    start = end + 1;
  }
  const tail = bytes.subarray(start);
  if (tail.length === 0) return done(null, 'none', start);
  const whole = readBatch(tail, head);
  if (whole.ok) {
    take(whole.entries);
    return done(null, 'whole', bytes.length);
  }
  if (readBatch(tail.subarray(0, -1), head).ok) {
    const reason = 'the end of its line was changed';
    return done({ seq: head.seq + 1, kind: 'flipped', reason }, 'none', start);
  }
  return done(null, 'torn', start);
}

/** A gap is a deletion, unless the missing entry stands further down. */
function orderProblem(problem: ChainProblem, rest: Uint8Array, head: JournalHead): ChainProblem {
  if (problem.kind !== 'deleted') return problem;
  let start = 0;
  for (let end = rest.indexOf(NEWLINE); end >= 0; end = rest.indexOf(NEWLINE, start)) {
    const line = readBatch(rest.subarray(start, end), head);
    if (line.ok) return { ...problem, kind: 'reordered' };
    start = end + 1;
  }
  return problem;
}
