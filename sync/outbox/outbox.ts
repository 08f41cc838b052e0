import type { Instant, Result } from '../../engine/core/index.ts';
import { discard, retry } from './attend.ts';
import type { OutboxContext, OutboxPorts } from './context.ts';
import { deliver } from './deliver.ts';
import { nextAt } from './due.ts';
import { createLink } from './link.ts';
import { syncLoop } from './loop.ts';
import { pausedUntil, processAction, waitsForOther } from './process.ts';
import { statusOf } from './status.ts';
import { DEFAULT_TIMING, type Timing } from './timing.ts';
import { isAtRest } from './transitions.ts';
import type { Outbox, SyncReport } from './types.ts';

export interface OutboxOptions extends OutboxPorts {
  readonly timing?: Partial<Timing>;
}

/** docs/spec/outbox.md has the rules. */
export function createOutbox(options: OutboxOptions): Outbox {
  const timing: Timing = { ...DEFAULT_TIMING, ...options.timing };
  const { spine, clock } = options;
  const remoteLink = createLink('remote', clock, timing);
  const ctx: OutboxContext = {
    ...options,
    timing,
    remoteLink,
    platformLinks: { meta: createLink('meta', clock, timing), production: remoteLink },
    validated: new Set(),
    delivered: { seq: 0 },
    halted: () => halted,
  };
  let lastSyncAt: Instant | null = null;
  let running: Promise<SyncReport> | null = null;
  let following: Promise<SyncReport> | null = null;
  let halted = false;
  const wakers = new Set<() => void>();

  const pass = async (): Promise<SyncReport> => {
    ctx.validated.clear();
    if (halted) return { remoteSeq: null, remoteError: null, moved: [], nextAt: nextAt(ctx) };
    const before = new Map([...spine.state.actions].map(([id, record]) => [id, record.state]));
    const first = await bringRemote(ctx);
    if (ctx.remoteLink.state !== 'refused') await processAll(ctx);
    const last = await bringRemote(ctx);
    const remote = last ?? first;
    if (remote?.ok) lastSyncAt = clock.now();
    const moved = [...spine.state.actions].flatMap(([actionId, { state: to }]) => {
      const from = before.get(actionId) ?? 'journaled';
      return from === to ? [] : [{ actionId, from, to }];
    });
    return {
      remoteSeq: remote?.ok ? remote.value : null,
      remoteError: remote && !remote.ok ? remote.error : null,
      moved,
      nextAt: nextAt(ctx),
    };
  };

  const start = (): Promise<SyncReport> => {
    running = pass().finally(() => {
      running = null;
    });
    return running;
  };

  /** A pass that is under way may be past what the caller wants done: the next one is for everyone who asks meanwhile. */
  const runOnce = (): Promise<SyncReport> => {
    if (running === null) return start();
    following ??= running
      .catch(() => undefined)
      .then(() => {
        following = null;
        return start();
      });
    return following;
  };

  const wake = (): void => {
    for (const waker of wakers) waker();
  };

  return {
    runOnce,
    async runLoop({ signal }) {
      const halt = (): void => {
        halted = true;
      };
      signal.addEventListener('abort', halt);
      try {
        await syncLoop({ ctx, runOnce, wakers, signal });
        // A pass that somebody asked for meanwhile must not go on after whoever ended the loop takes the rest away.
        while (running ?? following) await (following ?? running)?.catch(() => undefined);
      } finally {
        signal.removeEventListener('abort', halt);
        halted = false;
      }
    },
    resume() {
      ctx.remoteLink.reset();
      ctx.platformLinks.meta.reset();
      wake();
    },
    retry: (actionId, actor) => retry(ctx, actionId, actor),
    discard: (actionId, opts) => discard(ctx, actionId, opts),
    status: () => statusOf(ctx, lastSyncAt),
  };
}

const bringRemote = async (ctx: OutboxContext): Promise<Result<number> | null> =>
  ctx.remoteLink.ready() ? deliver(ctx) : null;

async function processAll(ctx: OutboxContext): Promise<void> {
  for (const [actionId, listed] of ctx.spine.state.actions) {
    if (isAtRest(listed.state)) continue;
    const record = ctx.spine.state.actions.get(actionId) ?? listed;
    const name = record.action.payload.platform;
    if (!ctx.platformLinks[name].ready()) continue;
    if (pausedUntil(ctx.spine.state, name, ctx.timing) > ctx.clock.millis()) continue;
    if (waitsForOther(ctx.spine.state, record)) continue;
    await processAction(ctx, actionId);
  }
}
