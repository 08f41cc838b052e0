import { z } from 'zod';
import { type JournalEntry, journalEntrySchema } from '../../contract/index.ts';
import { canonicalJson } from '../../core/index.ts';
import { entryHash } from './chain.ts';
import type { JournalHead } from './types.ts';

const batchSchema = z.array(journalEntrySchema).min(1);
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** How an entry can be wrong. The same words as the audit's. */
export type ChainFault = 'unreadable' | 'flipped' | 'deleted' | 'reordered' | 'forked';

export interface ChainProblem {
  /** The entry that should have stood here. */
  readonly seq: number;
  readonly kind: ChainFault;
  readonly reason: string;
}

export type BatchReading =
  | { readonly ok: true; readonly entries: readonly JournalEntry[] }
  | { readonly ok: false; readonly problem: ChainProblem };

/** One line of the journal file: a batch of entries as canonical JSON. The newline says that it is complete. */
export const batchLine = (entries: readonly JournalEntry[]): string => `${canonicalJson(entries)}\n`;

/** Reads one line (without its newline) that has to follow `head`. */
export function readBatch(line: Uint8Array, head: JournalHead): BatchReading {
  const wrong = (seq: number, kind: ChainFault, reason: string): BatchReading => ({
    ok: false,
    problem: { seq, kind, reason },
  });
  const entries = decodeBatch(line);
  if (typeof entries === 'string') return wrong(head.seq + 1, 'unreadable', entries);
  let { seq, hash } = head;
  for (const entry of entries) {
    const expected = seq + 1;
    if (entryHash(entry.prev, entry) !== entry.hash)
      return wrong(expected, 'flipped', 'its content does not match its hash');
    if (entry.seq > expected) return wrong(expected, 'deleted', `entry ${entry.seq} stands in its place`);
    if (entry.seq < expected) return wrong(expected, 'reordered', `entry ${entry.seq} stands in its place`);
    if (entry.prev !== hash) return wrong(expected, 'forked', 'it follows another history');
    ({ seq, hash } = entry);
  }
  return { ok: true, entries };
}

/** The entries, or why the bytes are not exactly what this program writes. */
function decodeBatch(line: Uint8Array): readonly JournalEntry[] | string {
  let text: string;
  let json: unknown;
  try {
    text = utf8.decode(line);
    json = JSON.parse(text);
  } catch {
    return 'the line is not JSON';
  }
  const batch = batchSchema.safeParse(json);
  if (!batch.success) return `the line is not a batch of entries (${batch.error.issues[0]?.path.join('.') ?? 'shape'})`;
  if (canonicalJson(batch.data) !== text) return 'the line is not in canonical form';
  return batch.data;
}
