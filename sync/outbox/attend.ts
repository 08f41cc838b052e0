import { type ActionState, isRollback } from '../../engine/contract/index.ts';
import { appError, err, ok, type Result, type Uuid } from '../../engine/core/index.ts';
import { mayHaveEffect } from '../../engine/store/journal/index.ts';
import type { OutboxContext } from './context.ts';
import { journal, stateEvent } from './record.ts';
import { PLATFORM_LABELS } from './words.ts';

const unknownAction = (actionId: Uuid): Result<never> => err(appError('NOT_FOUND', { what: 'action', id: actionId }));

/** A person asks for another try of a dead letter. What may have been made is read back first. */
export async function retry(ctx: OutboxContext, actionId: Uuid, actor: string): Promise<Result<void>> {
  if (!ctx.spine.state.actions.has(actionId)) return unknownAction(actionId);
  return journal(ctx.spine, actionId, (record, state) => {
    const taken = [...state.actions.values()].some(
      (other) =>
        isRollback(other.action.payload) && other.action.payload.ofActionId === actionId && other.state !== 'discarded',
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

/** A person gives an action up, of which it is certain that nothing was made. */
export async function discard(
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
