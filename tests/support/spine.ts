import type { Spine } from '../../engine/store/journal/index.ts';
import { openJournal } from '../../engine/store/journal/index.ts';
import { type MemoryJournalFile, memoryJournalFile } from '../../engine/store/journal/memory-file.ts';
import type { EventDraft, JournalFile } from '../../engine/store/journal/types.ts';
import { openSpine } from '../../engine/store/spine.ts';
import { manualClock } from './clock.ts';

/** A spine on `file`, or in memory. @throws Error when it can not be opened. */
export async function testSpine(
  file: JournalFile | MemoryJournalFile = memoryJournalFile(),
  clock = manualClock(),
): Promise<Spine> {
  const journal = await openJournal({ file, clock });
  if (!journal.ok) throw new Error(journal.error.message);
  const spine = openSpine({ journal: journal.value, clock });
  if (!spine.ok) throw new Error(spine.error.message);
  return spine.value;
}

/** Commits each batch. @throws Error when one is refused. */
export async function commit(spine: Spine, ...batches: readonly (readonly EventDraft[])[]): Promise<void> {
  for (const batch of batches) {
    const written = await spine.transact(() => ({ ok: true, value: batch }));
    if (!written.ok) throw new Error(written.error.message);
  }
}
