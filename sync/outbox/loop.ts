import type { JournalEntry } from '../../engine/contract/index.ts';
import type { OutboxContext } from './context.ts';
import type { SyncReport } from './types.ts';

/** Longest rest between two passes while nothing is due: what was missed is found then. */
const IDLE_MS = 300_000;
/** Shortest rest, and the rest when something is due but a pass wrote nothing: a fault must not become a spin. */
const LEAST_MS = 250;
const STUCK_MS = 5_000;

/** Entries that sync writes itself; anything else is news to it. */
const isOwn = ({ actor, event }: JournalEntry): boolean =>
  actor === 'system' &&
  (event.type === 'action.state' || event.type === 'action.step' || event.type === 'receipt.recorded');

/** How long to rest after a pass, in milliseconds. `wrote` says whether the pass journaled anything. */
export function restAfter(report: SyncReport, at: { readonly now: number; readonly wrote: boolean }): number {
  if (report.nextAt === null) return IDLE_MS;
  if (report.nextAt <= at.now) return at.wrote ? LEAST_MS : STUCK_MS;
  return Math.min(IDLE_MS, Math.max(LEAST_MS, report.nextAt - at.now));
}

interface LoopOptions {
  readonly ctx: OutboxContext;
  readonly runOnce: () => Promise<SyncReport>;
  readonly wakers: Set<() => void>;
  readonly signal: AbortSignal;
}

/** Passes until the signal aborts. Rests until something is due, or until the journal grows or `resume` is called. */
export async function syncLoop(opts: LoopOptions): Promise<void> {
  const { ctx, runOnce, wakers, signal } = opts;
  let woken = false;
  let rest = new AbortController();
  const wake = (): void => {
    woken = true;
    rest.abort();
  };
  wakers.add(wake);
  const unsubscribe = ctx.spine.subscribe((entries) => {
    if (!entries.every(isOwn)) wake();
  });
  signal.addEventListener('abort', wake);
  try {
    while (!signal.aborted) {
      woken = false;
      const { seq } = ctx.spine.head;
      const report = await runOnce();
      rest = new AbortController();
      if (woken || signal.aborted) continue;
      const at = { now: ctx.clock.millis(), wrote: ctx.spine.head.seq > seq };
      await ctx.clock.sleep(restAfter(report, at), rest.signal).catch((reason: unknown) => {
        if (!rest.signal.aborted) throw reason;
      });
    }
  } finally {
    wakers.delete(wake);
    unsubscribe();
    signal.removeEventListener('abort', wake);
  }
}
