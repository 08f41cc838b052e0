import type { ActionState } from '../../engine/contract/index.ts';
import { appError, err, type Instant, ok, type Result, type Uuid } from '../../engine/core/index.ts';
import { mayHaveEffect } from '../../engine/store/journal/index.ts';
import type { ActionRecord } from '../../engine/store/journal/state.ts';
import type { OutboxContext, OutboxPorts } from './context.ts';
import { deliver } from './deliver.ts';
import { createLink } from './link.ts';
import { syncLoop } from './loop.ts';
import { pausedUntil, processAction, waitsForOther } from './process.ts';
import { journal, stateEvent } from './record.ts';
import { statusOf } from './status.ts';
import { DEFAULT_TIMING, dueAt, type Timing } from './timing.ts';
import { isAtRest } from './transitions.ts';
import type { Outbox, SyncReport } from './types.ts';
import { PLATFORM_LABELS } from './words.ts';

export interface OutboxOptions extends OutboxPorts {
  readonly timing?: Partial<Timing>;
}

/** docs/spec/outbox.md has the rules. */
export function createOutbox(options: OutboxOptions): Outbox {
  const timing: Timing = { ...DEFAULT_TIMING, ...options.timing };
  const { spine, clock } = options;
  const ctx: OutboxContext = {
    ...options,
    timing,
    remoteLink: createLink('remote', clock, timing),
    platformLinks: { meta: createLink('meta', clock, timing) },
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

/** When the next action or link is due, in milliseconds since the epoch; null when nothing will come by itself. */
function nextAt(ctx: OutboxContext): number | null {
  const times = [...ctx.spine.state.actions.values()].map((record) => nextTry(ctx, record));
  if (ctx.remoteLink.state === 'offline') times.push(ctx.remoteLink.closedUntil);
  const next = Math.min(...times);
  return Number.isFinite(next) ? next : null;
}

/** Infinity for an action that waits for a person: the journal or `resume` wakes the loop then. */
function nextTry(ctx: OutboxContext, record: ActionRecord): number {
  const { state } = ctx.spine;
  const { payload } = record.action;
  if (isAtRest(record.state) || waitsForOther(state, record)) return Number.POSITIVE_INFINITY;
  const allowed = state.killSwitch.on ? ctx.authorize(state, record.action) : ok(undefined);
  if (!allowed.ok && allowed.error.code === 'KILL_SWITCH_ON') return Number.POSITIVE_INFINITY;
  const link = ctx.platformLinks[payload.platform];
  const claims = record.state === 'journaled' || record.state === 'validating';
  const links = claims ? [link, ctx.remoteLink] : [link];
  if (links.some((l) => l.state === 'not_configured')) return Number.POSITIVE_INFINITY;
  const paused = pausedUntil(state, payload.platform, ctx.timing);
  return Math.max(dueAt(record, ctx.timing), paused, ...links.map((l) => l.closedUntil));
}

const unknownAction = (actionId: Uuid): Result<never> => err(appError('NOT_FOUND', { what: 'action', id: actionId }));

async function retry(ctx: OutboxContext, actionId: Uuid, actor: string): Promise<Result<void>> {
  if (!ctx.spine.state.actions.has(actionId)) return unknownAction(actionId);
  return journal(ctx.spine, actionId, (record, state) => {
    const taken = [...state.actions.values()].some(
      (other) =>
        other.action.payload.kind === 'creative.rollback' &&
        other.action.payload.ofActionId === actionId &&
        other.state !== 'discarded',
    );
    if (record.state !== 'dead_letter') return err(appError('ACTION_STATE', { state: record.state }));
    if (taken) return err(appError('ACTION_STATE', { state: 'being rolled back' }));
    const unknown = record.steps.some((s) => s.phase === 'unknown' || s.phase === 'started');
    const event = stateEvent({ actionId, state: unknown ? 'reconciling' : 'validating', attempt: 1 });
    return ok([{ actor, event }]);
  });
}

/** Where an action can be given up, as long as it is certain that nothing was made. */
const DISCARDABLE: readonly ActionState[] = ['journaled', 'validating', 'dispatching', 'dead_letter'];

async function discard(
  ctx: OutboxContext,
  actionId: Uuid,
  opts: { readonly reason: string; readonly actor: string },
): Promise<Result<void>> {
  if (!ctx.spine.state.actions.has(actionId)) return unknownAction(actionId);
  const reason = opts.reason.trim();
  if (reason === '') return err(appError('REASON_REQUIRED'));
  return journal(ctx.spine, actionId, (record) => {
    if (!DISCARDABLE.includes(record.state)) return err(appError('ACTION_STATE', { state: record.state }));
    if (mayHaveEffect(record))
      return err(appError('HAS_EFFECT', { platform: PLATFORM_LABELS[record.action.payload.platform] }));
    const failure = appError('DISCARDED', { reason });
    return ok([
      { actor: opts.actor, event: stateEvent({ actionId, state: 'discarded', attempt: record.attempt, failure }) },
    ]);
  });
}
