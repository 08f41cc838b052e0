import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { manualClock } from '../../tests/support/clock.ts';
import { signedApproval, signedOpening, signedProposal } from '../../tests/support/signed-events.ts';
import { commit, testSpine } from '../../tests/support/spine.ts';
import { BEN, draft, load, proposal } from '../../tests/support/spine-events.ts';
import type { AuditVerification } from '../contract/index.ts';
import { type JournalHead, openJournal } from '../store/journal/index.ts';
import { memoryJournalFile } from '../store/journal/memory-file.ts';
import { verifyJournal } from './verify.ts';

const subject = proposal(100);
let journal: Uint8Array;
let lines: readonly string[];
let head: JournalHead;

beforeAll(async () => {
  const file = memoryJournalFile();
  const spine = await testSpine(file);
  const loads = [30, 31, 32].map((n) => [draft({ type: 'load.recorded', load: load(n) })]);
  await commit(spine, signedOpening(), [signedProposal(subject)], signedApproval(200, subject), ...loads);
  await commit(spine, [draft({ type: 'kill_switch.set', on: true, reason: 'Recalled.' }, BEN)]);
  journal = file.bytes;
  head = spine.head;
  lines = new TextDecoder().decode(journal).split('\n').slice(0, -1);
});

const audit = (bytes: Uint8Array, witness: JournalHead | null): AuditVerification =>
  verifyJournal({
    journal: bytes,
    checkpoints: [],
    remoteCheckpoints: null,
    witnesses: witness === null ? [] : [{ name: 'the local tables', ...witness }],
    keys: new Map(),
  });

function flipped(at: number, mask: number): Uint8Array {
  const copy = journal.slice();
  copy[at] = (copy[at] ?? 0) ^ mask;
  return copy;
}

const joined = (parts: readonly string[]): Uint8Array =>
  new TextEncoder().encode(parts.map((part) => `${part}\n`).join(''));

describe('the audit', () => {
  it('[JN21] finds each byte that was flipped, by the journal alone', () => {
    const missed: number[] = [];
    for (let at = 0; at < journal.length; at += 1) {
      if (audit(flipped(at, 1 << (at % 8)), null).passed) missed.push(at);
    }
    expect(missed).toEqual([]);
  });

  it('[JN21] finds any change of any byte, and so does the opening', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: journal.length - 1 }), fc.integer({ min: 1, max: 255 }), async (at, mask) => {
        expect(audit(flipped(at, mask), null).passed).toBe(false);
        const file = memoryJournalFile(flipped(at, mask));
        expect((await openJournal({ file, clock: manualClock() })).ok).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  it('[JN22] finds any truncation that a witness contradicts', () => {
    fc.assert(
      fc.property(fc.nat({ max: journal.length - 2 }), (length) => {
        expect(audit(journal.slice(0, length), head).passed).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  it('[JN21] finds lines that were left out or put in another order', () => {
    const order = fc
      .shuffledSubarray(lines.map((_, n) => n))
      .filter((kept) => kept.some((n, place) => n !== place) || kept.length < lines.length);
    fc.assert(
      fc.property(order, (kept) => {
        expect(audit(joined(kept.map((n) => lines[n] ?? '')), head).passed).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  it('[JN22] finds a history that was written anew from any entry on', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: lines.length - 1 }),
        fc.integer({ min: 50, max: 60 }),
        async (kept, n) => {
          const file = memoryJournalFile(joined(lines.slice(0, kept)));
          const spine = await testSpine(file);
          while (spine.head.seq < head.seq)
            await commit(spine, [draft({ type: 'load.recorded', load: load(n + spine.head.seq) })]);
          expect(audit(file.bytes, null).passed).toBe(true);
          expect(audit(file.bytes, head).problem?.kind).toBe('forked');
        },
      ),
      { numRuns: 40 },
    );
  });
});
