import { type AppError, appError, err, ok } from '../../engine/core/index.ts';
import type { ActionRecord } from '../../engine/store/journal/state.ts';
import type { Platform, StepName } from '../platforms/contract.ts';
import type { Flow, OutboxContext } from './context.ts';
import { madeBy, verdictOf } from './moves.ts';
import { refuse, validateStep } from './preflight.ts';
import { journal, recordOf, stateEvent, stepEvent, systemDraft } from './record.ts';
import { failedRead, onFailure } from './trouble.ts';
import { PLATFORM_LABELS } from './words.ts';

/** Does one step once: validate, journal that it begins (with authority asked again), send, journal what came of it. */
export async function dispatchStep(
  ctx: OutboxContext,
  platform: Platform,
  record: ActionRecord,
  step: StepName,
): Promise<Flow> {
  const { action } = record;
  const valid = await validateStep(ctx, platform, record, step);
  if (valid !== 'continue') return valid;

  let refused: AppError | null = null;
  const begun = await journal(ctx.spine, action.id, (now, state) => {
    if (now.state !== 'dispatching') return err(appError('ACTION_STATE', { state: now.state }));
    const allowed = ctx.authorize(state, action);
    if (!allowed.ok) {
      refused = allowed.error;
      return allowed;
    }
    const cleared = stateEvent({ actionId: action.id, state: 'dispatching', attempt: now.attempt });
    const started = systemDraft(stepEvent(action.id, step, 'started'));
    return ok(now.failure === null ? [started] : [systemDraft(cleared), started]);
  });
  if (!begun.ok) return refused === null ? 'leave' : refuse(ctx, record, refused);

  const outcome = await platform.perform(action.payload, action.id, step, madeBy(record));
  if (outcome.kind !== 'done') return onFailure(ctx, action.id, outcome, step);
  ctx.platformLinks[platform.name].succeeded();
  const known = await journal(ctx.spine, action.id, () =>
    ok([systemDraft(stepEvent(action.id, step, 'known', outcome.platformId))]),
  );
  return known.ok ? 'continue' : 'leave';
}

/** A request was begun and the process died: from here on it counts as unknown, and settling starts now. */
export async function markUnknown(
  ctx: OutboxContext,
  platform: Platform,
  record: ActionRecord,
  step: StepName,
): Promise<Flow> {
  const actionId = record.action.id;
  const failure = appError('OUTCOME_UNKNOWN', { platform: PLATFORM_LABELS[platform.name] });
  const written = await journal(ctx.spine, actionId, (now) =>
    ok([
      systemDraft(stepEvent(actionId, step, 'unknown')),
      systemDraft(stateEvent({ actionId, state: 'outcome_unknown', attempt: now.attempt + 1, failure })),
    ]),
  );
  return written.ok ? 'continue' : 'leave';
}

/** Finds out by the action id in the name what became of a step of unknown outcome. */
export async function reconcileStep(
  ctx: OutboxContext,
  platform: Platform,
  record: ActionRecord,
  step: StepName,
): Promise<Flow> {
  const { id: actionId, payload } = record.action;
  if (record.state !== 'reconciling') {
    const begun = await journal(ctx.spine, actionId, (now) =>
      ok([systemDraft(stateEvent({ actionId, state: 'reconciling', attempt: now.attempt }))]),
    );
    if (!begun.ok) return 'leave';
  }
  const found = await platform.findByAction(payload, actionId, step);
  if (!found.ok) return onFailure(ctx, actionId, failedRead(found.error));
  ctx.platformLinks[platform.name].succeeded();

  const verdict = verdictOf(payload, step, found.value);
  const { attempt } = recordOf(ctx.spine.state, actionId);
  const spent = attempt > ctx.timing.maxAttempts;
  ctx.log.info({ actionId, step, verdict: verdict.kind }, 'read back a step of unknown outcome');
  const state = (to: 'dispatching' | 'dead_letter', failure: AppError | null) =>
    systemDraft(stateEvent({ actionId, state: to, attempt, failure }));
  const written = await journal(ctx.spine, actionId, () => {
    switch (verdict.kind) {
      case 'adopt':
        return ok([systemDraft(stepEvent(actionId, step, 'adopted', verdict.platformId)), state('dispatching', null)]);
      case 'not_done': {
        const gone = systemDraft(stepEvent(actionId, step, 'not_done'));
        if (!spent) return ok([gone, state('dispatching', null)]);
        const reason = `no answer to ${attempt} attempts`;
        return ok([
          gone,
          state('dead_letter', appError('PLATFORM_FAULT', { platform: PLATFORM_LABELS[platform.name], reason })),
        ]);
      }
      case 'frozen': {
        const failure = appError('DUPLICATE_OBJECTS', {
          platform: PLATFORM_LABELS[platform.name],
          count: verdict.count,
        });
        return ok([state('dead_letter', failure)]);
      }
    }
  });
  return written.ok ? 'continue' : 'leave';
}
