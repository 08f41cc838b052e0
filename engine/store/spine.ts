import type { JournalEntry } from '../contract/index.ts';
import { appError, type Clock, err, ok, type Result } from '../core/index.ts';
import { emptyState, foldAll } from './journal/fold.ts';
import { IllegalEvent } from './journal/illegal-event.ts';
import type { SpineState } from './journal/state.ts';
import type { EventDraft, Journal, Spine } from './journal/types.ts';

type Listener = (entries: readonly JournalEntry[]) => void;

/**
 * The journal with its fold, and one place where decisions are made in turn.
 * Fails with JOURNAL_CORRUPT when an entry does not follow from the ones before it.
 */
export function openSpine(options: { readonly journal: Journal; readonly clock: Clock }): Result<Spine> {
  const { journal, clock } = options;
  try {
    return ok(spineOver(journal, clock, foldAll(emptyState, journal.entries())));
  } catch (error) {
    if (!(error instanceof IllegalEvent)) throw error;
    return err(appError('JOURNAL_CORRUPT', { seq: error.seq, reason: error.reason }));
  }
}

function spineOver(journal: Journal, clock: Clock, opened: SpineState): Spine {
  let state = opened;
  let queue: Promise<unknown> = Promise.resolve();
  const listeners = new Set<Listener>();

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = queue.then(work);
    queue = turn.catch(() => undefined);
    return turn;
  };

  const commit = async (
    decide: (state: SpineState) => Result<readonly EventDraft[]>,
  ): Promise<Result<readonly JournalEntry[]>> => {
    const decided = decide(state);
    if (!decided.ok) return decided;
    assertLegal(state, decided.value, clock);
    const written = await journal.append(decided.value);
    if (!written.ok || written.value.length === 0) return written;
    state = foldAll(state, written.value);
    for (const listener of listeners) tell(listener, written.value);
    return written;
  };

  return {
    get state() {
      return state;
    },
    get head() {
      return journal.head;
    },
    entries: (fromSeq) => journal.entries(fromSeq),
    transact: (decide) => inTurn(() => commit(decide)),
    subscribe(listener) {
      const own: Listener = (entries) => listener(entries);
      listeners.add(own);
      return () => void listeners.delete(own);
    },
    close: () => inTurn(() => journal.close()),
  };
}

/**
 * Folds the drafts before they are written: what can not be folded must never reach the disk.
 * @throws IllegalEvent, a bug of the command that decided so.
 */
function assertLegal(state: SpineState, drafts: readonly EventDraft[], clock: Clock): void {
  const at = clock.now();
  foldAll(
    state,
    drafts.map(({ actor, event }, index) => ({ seq: state.seq + 1 + index, at, actor, event })),
  );
}

/** The commit has happened; a listener that throws is a bug of its own and must not look like a failed commit. */
function tell(listener: Listener, entries: readonly JournalEntry[]): void {
  try {
    listener(entries);
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}
