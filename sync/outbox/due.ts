import { ok } from '../../engine/core/index.ts';
import type { ActionRecord } from '../../engine/store/journal/state.ts';
import type { OutboxContext } from './context.ts';
import { pausedUntil, waitsForOther } from './process.ts';
import { dueAt } from './timing.ts';
import { isAtRest } from './transitions.ts';

/** When the next action or link is due, in milliseconds since the epoch; null when nothing will come by itself. */
export function nextAt(ctx: OutboxContext): number | null {
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
