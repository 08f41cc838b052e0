import { expect, it } from 'vitest';
import { manualClock } from '../../tests/support/clock.ts';
import {
  approval,
  approvedBatch,
  BEN,
  draft,
  load,
  opening,
  proposal,
  proposed,
  WORKSPACE,
} from '../../tests/support/spine-events.ts';
import { appError, err, ok } from '../core/index.ts';
import { IllegalEvent, openJournal } from './journal/index.ts';
import { type MemoryJournalFile, memoryJournalFile } from './journal/memory-file.ts';
import type { EventDraft, Journal, Spine } from './journal/types.ts';
import { openSpine } from './spine.ts';

const clock = manualClock();
const loadDraft = (n: number): EventDraft => draft({ type: 'load.recorded', load: load(n) });

async function journalOn(file: MemoryJournalFile): Promise<Journal> {
  const journal = await openJournal({ file, clock });
  if (!journal.ok) throw new Error(journal.error.message);
  return journal.value;
}

async function spineOn(file: MemoryJournalFile): Promise<Spine> {
  const spine = openSpine({ journal: await journalOn(file), clock });
  if (!spine.ok) throw new Error(spine.error.message);
  return spine.value;
}

async function begun(file = memoryJournalFile()): Promise<Spine> {
  const spine = await spineOn(file);
  await spine.transact(() => ok(opening()));
  return spine;
}

it('folds what the journal holds when it is opened', async () => {
  const file = memoryJournalFile();
  const first = await begun(file);
  const again = await spineOn(file.reopen());
  expect(again.state).toEqual(first.state);
  expect(again.state.workspaceId).toBe(WORKSPACE);
  expect(again.head).toEqual(first.head);
});

it('[JN13] decides in turn on the latest state, and only then writes', async () => {
  const file = memoryJournalFile();
  const spine = await begun(file);
  const seen: number[] = [];
  const results = await Promise.all(
    [30, 31, 32].map((n) =>
      spine.transact((state) => {
        seen.push(state.loads.size);
        return state.loads.size < 2 ? ok([loadDraft(n)]) : err(appError('CANCELLED'));
      }),
    ),
  );
  expect(seen).toEqual([0, 1, 2]);
  expect(results.map((result) => result.ok)).toEqual([true, true, false]);
  expect((await spineOn(file.reopen())).state.loads.size).toBe(2);
});

it('[JN13] leaves the state as it was when the disk refuses the write', async () => {
  const file = memoryJournalFile();
  const spine = await begun(file);
  const before = spine.state;
  file.failNext('sync', 'ENOSPC');
  expect(await spine.transact(() => ok([loadDraft(30)]))).toEqual(err(appError('DISK_FULL')));
  expect(spine.state).toBe(before);
});

it('[JN12] throws before anything is written when a command decides what can not follow', async () => {
  const file = memoryJournalFile();
  const spine = await begun(file);
  const subject = proposal(100);
  await spine.transact(() => ok([proposed(subject)]));
  const before = file.bytes;
  const self = draft({ type: 'approval.given', approval: approval(200, subject, subject.proposerId), guardrails: [] });
  await expect(spine.transact(() => ok([self]))).rejects.toThrow(IllegalEvent);
  expect(file.bytes).toEqual(before);
  expect((await spine.transact(() => ok(approvedBatch(200, subject)))).ok).toBe(true);
});

it('[JN12] calls a journal corrupt whose entries do not follow from each other', async () => {
  const journal = await journalOn(memoryJournalFile());
  await journal.append([
    ...opening(),
    draft({ type: 'approval.given', approval: approval(200, proposal(100), BEN), guardrails: [] }),
  ]);
  const spine = openSpine({ journal, clock });
  expect(spine.ok ? 'ok' : [spine.error.code, spine.error.detail.seq]).toEqual(['JOURNAL_CORRUPT', 6]);
});

it('[JN14] tells subscribers of each commit, in order, until they leave', async () => {
  const spine = await begun();
  const heard: number[][] = [];
  const leave = spine.subscribe((entries) => void heard.push(entries.map(({ seq }) => seq)));
  await Promise.all(
    [[loadDraft(30)], [], [loadDraft(31), loadDraft(32)]].map((batch) => spine.transact(() => ok(batch))),
  );
  await spine.transact(() => err(appError('CANCELLED')));
  leave();
  await spine.transact(() => ok([loadDraft(33)]));
  expect(heard).toEqual([[6], [7, 8]]);
});
