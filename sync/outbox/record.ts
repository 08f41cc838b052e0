import type { ActionState, SpineEvent } from '../../engine/contract/index.ts';
import { type AppError, appError, err, ok, type Result, type Uuid } from '../../engine/core/index.ts';
import type { ActionRecord, SpineState, StepPhase } from '../../engine/store/journal/state.ts';
import type { EventDraft, Spine } from '../../engine/store/journal/types.ts';
import { mayFollow } from './transitions.ts';

export const systemDraft = (event: SpineEvent): EventDraft => ({ actor: 'system', event });

export const stepEvent = (
  actionId: Uuid,
  step: string,
  phase: StepPhase,
  platformId: string | null = null,
): SpineEvent => ({ type: 'action.step', actionId, step, phase, platformId });

export const stateEvent = (opts: {
  readonly actionId: Uuid;
  readonly state: ActionState;
  readonly attempt: number;
  readonly failure?: AppError | null;
}): SpineEvent => ({
  type: 'action.state',
  actionId: opts.actionId,
  state: opts.state,
  attempt: opts.attempt,
  failure: opts.failure ?? null,
});

export function recordOf(state: SpineState, actionId: Uuid): ActionRecord {
  const record = state.actions.get(actionId);
  if (record === undefined) throw new Error(`no such action in the journal: ${actionId}`);
  return record;
}

/** Journals what was decided about one action; refuses a transition the table does not know (ACTION_STATE). */
export async function journal(
  spine: Spine,
  actionId: Uuid,
  decide: (record: ActionRecord, state: SpineState) => Result<readonly EventDraft[]>,
): Promise<Result<void>> {
  const written = await spine.transact((state) => {
    const record = recordOf(state, actionId);
    const drafts = decide(record, state);
    if (!drafts.ok) return drafts;
    for (const { event } of drafts.value) {
      if (event.type !== 'action.state' || event.actionId !== actionId) continue;
      if (!mayFollow(record.state, event.state)) return err(appError('ACTION_STATE', { state: record.state }));
    }
    return drafts;
  });
  return written.ok ? ok(undefined) : written;
}
