import type { JournalEntry } from '../../contract/index.ts';
import { type AppError, appError, type Clock, err, ok, type Result, unkeptText } from '../../core/index.ts';
import { batchLine, readBatch } from './batch.ts';
import { chained } from './chain.ts';
import { diskFault } from './disk-fault.ts';
import { readJournal } from './reading.ts';
import type { EventDraft, Journal, JournalFile, JournalHead } from './types.ts';

const encoder = new TextEncoder();

/**
 * Reads, verifies and opens a journal for appending; cuts off a torn tail. docs/spec/journal.md has the rules.
 * Fails with JOURNAL_CORRUPT; leaves the file untouched then.
 */
export async function openJournal(options: {
  readonly file: JournalFile;
  readonly clock: Clock;
}): Promise<Result<Journal>> {
  const { file, clock } = options;
  const bytes = await file.read();
  const reading = readJournal(bytes);
  if (reading.problem !== null) {
    const { seq, reason } = reading.problem;
    return err(appError('JOURNAL_CORRUPT', { seq, reason }));
  }
  try {
    if (reading.tail === 'torn') {
      await file.setAside?.(bytes.subarray(reading.keptBytes));
      await file.truncate(reading.keptBytes);
    }
    if (reading.tail === 'whole') await file.append(encoder.encode('\n'));
    if (reading.tail !== 'none') await file.sync();
  } catch (error) {
    return err(writeError(error));
  }
  const length = reading.keptBytes + (reading.tail === 'whole' ? 1 : 0);
  const cutBytes = bytes.length - reading.keptBytes;
  return ok(journalOver({ file, clock, entries: [...reading.entries], head: reading.head, length, cutBytes }));
}

function journalOver(opened: {
  readonly file: JournalFile;
  readonly clock: Clock;
  readonly entries: JournalEntry[];
  readonly head: JournalHead;
  readonly length: number;
  readonly cutBytes: number;
}): Journal {
  const { file, clock, entries, cutBytes } = opened;
  let { head, length } = opened;
  let stopped: AppError | null = null;
  let queue: Promise<unknown> = Promise.resolve();

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = queue.then(work);
    queue = turn.catch(() => undefined);
    return turn;
  };

  const write = async (drafts: readonly EventDraft[]): Promise<Result<readonly JournalEntry[]>> => {
    if (stopped !== null) return err(stopped);
    if (drafts.length === 0) return ok([]);
    const refused = textRefused(drafts);
    if (refused !== null) return err(refused);
    const line = encoder.encode(batchLine(chainDrafts(head, drafts, clock)));
    const batch = asItWillBeRead(line, head);
    try {
      await file.append(line);
      await file.sync();
    } catch (error) {
      stopped = appError('JOURNAL_STOPPED', { reason: 'an unexpected fault' });
      stopped = await putBack(file, length, error);
      return err(stopped ?? writeError(error));
    }
    length += line.length;
    for (const entry of batch) {
      entries.push(entry);
      head = { seq: entry.seq, hash: entry.hash };
    }
    return ok(batch);
  };

  return {
    get head() {
      return head;
    },
    cutBytes,
    append: (drafts) => inTurn(() => write(drafts)),
    entries: (fromSeq = 1) => entries.slice(Math.max(0, fromSeq - 1)),
    close: () =>
      inTurn(async () => {
        stopped ??= appError('JOURNAL_STOPPED', { reason: 'it was closed' });
        await file.close();
      }),
  };
}

/** A text that the tables made from the journal can not hold would keep them from being opened, for good. */
function textRefused(drafts: readonly EventDraft[]): AppError | null {
  for (const { event } of drafts) {
    const place = unkeptText(event);
    if (place !== null)
      return appError('INPUT_INVALID', { reason: `${place}: valid Unicode, without the character NUL` });
  }
  return null;
}

function chainDrafts(head: JournalHead, drafts: readonly EventDraft[], clock: Clock): JournalEntry[] {
  const at = clock.now();
  const batch: JournalEntry[] = [];
  let { seq, hash } = head;
  for (const { actor, event } of drafts) {
    const entry = chained(hash, { seq: seq + 1, at, actor, event });
    batch.push(entry);
    ({ seq, hash } = entry);
  }
  return batch;
}

/** @throws TypeError for drafts that could not be read back: a journal that can not be opened again is worse. */
function asItWillBeRead(line: Uint8Array, head: JournalHead): readonly JournalEntry[] {
  const reading = readBatch(line.subarray(0, -1), head);
  if (!reading.ok) throw new TypeError(`not an event of the spine: ${reading.problem.reason}`);
  return reading.entries;
}

/** Restores the journal to `length` after a failed write; what keeps it from being written again when it can not. */
async function putBack(file: JournalFile, length: number, cause: unknown): Promise<AppError | null> {
  writeError(cause);
  try {
    await file.truncate(length);
    await file.sync();
    return null;
  } catch (error) {
    return appError('JOURNAL_STOPPED', { reason: diskFault(error).reason });
  }
}

function writeError(error: unknown): AppError {
  const fault = diskFault(error);
  return fault.full ? appError('DISK_FULL') : appError('JOURNAL_WRITE_FAILED', { reason: fault.reason });
}
