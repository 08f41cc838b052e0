import { isRollback, type PlatformName } from '../../engine/contract/index.ts';
import type { Uuid } from '../../engine/core/index.ts';
import type { ActionRecord, SpineState } from '../../engine/store/journal/state.ts';
import type { Platform } from '../platforms/contract.ts';
import { confirm } from './confirm.ts';
import type { Flow, OutboxContext } from './context.ts';
import { dispatchStep, markUnknown, reconcileStep } from './dispatch.ts';
import { nextMove } from './moves.ts';
import { preflight } from './preflight.ts';
import { recordOf } from './record.ts';
import { dueAt, type Timing } from './timing.ts';
import { isAtRest } from './transitions.ts';

/** Works on one action until it rests, waits or its platform has to be left alone. */
export async function processAction(ctx: OutboxContext, actionId: Uuid): Promise<Flow> {
  const { payload } = recordOf(ctx.spine.state, actionId).action;
  const platform = ctx.platforms(payload.platform);
  if (!platform.ok) {
    ctx.platformLinks[payload.platform].notConfigured(platform.error.message);
    return 'leave_platform';
  }
  for (;;) {
    if (ctx.halted()) return 'leave';
    const flow = await step(ctx, platform.value, recordOf(ctx.spine.state, actionId));
    if (flow !== 'continue') return flow;
  }
}

async function step(ctx: OutboxContext, platform: Platform, record: ActionRecord): Promise<Flow> {
  const steps = platform.steps(record.action.payload);
  const move = nextMove({ record, steps, now: ctx.clock.millis(), timing: ctx.timing });
  switch (move.kind) {
    case 'rest':
    case 'wait':
      return 'leave';
    case 'mark_unknown':
      return markUnknown(ctx, platform, record, move.step);
    case 'reconcile':
      return reconcileStep(ctx, platform, record, move.step);
    case 'validate':
      return preflight(ctx, platform, record);
    case 'dispatch':
      return dispatchStep(ctx, platform, record, move.step);
    case 'confirm':
      return confirm(ctx, platform, record);
  }
}

/** A rollback waits until what it takes back is at rest, so that nothing is made behind it. */
export function waitsForOther(state: SpineState, record: ActionRecord): boolean {
  const { payload } = record.action;
  if (!isRollback(payload)) return false;
  const of = state.actions.get(payload.ofActionId);
  return of !== undefined && !isAtRest(of.state);
}

/** Until when the platform has asked everyone to wait, in milliseconds since the epoch; from the journal alone. */
export function pausedUntil(state: SpineState, name: PlatformName, timing: Timing): number {
  let until = 0;
  for (const record of state.actions.values()) {
    if (record.action.payload.platform !== name || isAtRest(record.state)) continue;
    if (record.failure?.code === 'PLATFORM_RATE_LIMITED') until = Math.max(until, dueAt(record, timing));
  }
  return until;
}
