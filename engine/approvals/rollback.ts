import {
  type Action,
  type ActionPayload,
  isDecision,
  isRollback,
  type ProposedPayload,
  type RollbackPayload,
  subjectOf,
} from '../contract/index.ts';
import { type AppError, appError, err, money, newId, ok, type Result, type Uuid } from '../core/index.ts';
import { type ActionRecord, decisionsOn, madeObjects, mayHaveEffect, type SpineState } from '../store/journal/index.ts';
import { payloadFingerprint } from './fingerprint.ts';
import { mayMember } from './judge.ts';
import type { ApprovalPorts } from './ports.ts';

const takesBack = (payload: ActionPayload, actionId: Uuid): boolean =>
  isRollback(payload) && payload.ofActionId === actionId;

const isTakenBack = (state: SpineState, actionId: Uuid): boolean =>
  [...state.actions.values()].some(
    ({ action, state: reached }) => takesBack(action.payload, actionId) && reached !== 'discarded',
  );

/** The action and what it did, if it can be taken back now. Fails with NOT_FOUND or ACTION_STATE. */
function doneIn(
  state: SpineState,
  actionId: Uuid,
): Result<{ readonly record: ActionRecord; readonly payload: ProposedPayload }> {
  const record = state.actions.get(actionId);
  if (record === undefined) return err(appError('NOT_FOUND', { what: 'Action', id: actionId }));
  const { payload } = record.action;
  if (isRollback(payload)) return err(appError('ACTION_STATE', { state: 'a rollback itself' }));
  if (record.state !== 'confirmed' && record.state !== 'dead_letter')
    return err(appError('ACTION_STATE', { state: record.state.replaceAll('_', ' ') }));
  if (isTakenBack(state, actionId)) return err(appError('ACTION_STATE', { state: 'being rolled back already' }));
  if (!mayHaveEffect(record)) return err(appError('ACTION_STATE', { state: 'without anything to take back' }));
  const later = laterError(state, record, payload);
  return later === null ? ok({ record, payload }) : err(later);
}

/** A flag, or the arms of a cell, are set back decision by decision, the last one first. */
function laterError(state: SpineState, record: ActionRecord, payload: ProposedPayload): AppError | null {
  if (!isDecision(payload)) return null;
  const subject = subjectOf(payload);
  const last = decisionsOn(state, subject).at(-1);
  return last === undefined || last.record.action.id === record.action.id
    ? null
    : appError('ACTION_STATE', { state: `followed by a later decision on the same ${subject.kind}` });
}

/**
 * Journals the taking back of what an action did. docs/spec/approvals.md AP15, docs/spec/experiments.md EX28,
 * docs/spec/bandits.md BA92.
 */
export async function rollBack(ports: ApprovalPorts, actionId: Uuid, reasonGiven: string): Promise<Result<Action>> {
  const signer = ports.session.current();
  if (!signer.ok) return signer;
  const reason = reasonGiven.trim();
  if (reason === '') return err(appError('REASON_REQUIRED'));
  const { memberId } = signer.value;
  const id = newId(ports.clock, ports.random);
  const written = await ports.spine.transact((state) => {
    const may = mayMember(state, ports.policies, { memberId, operation: 'rollback' });
    if (!may.ok) return may;
    const found = doneIn(state, actionId);
    if (!found.ok) return found;
    const { record, payload } = found.value;
    const action = takeBack(ports, record, { id, payload: payloadOf(record, payload, reason) });
    return ok([{ actor: memberId, event: { type: 'action.journaled' as const, action } }]);
  });
  if (!written.ok) return written;
  const made = ports.spine.state.actions.get(id);
  return made === undefined ? err(appError('NOT_FOUND', { what: 'Action', id })) : ok(made.action);
}

function payloadOf(record: ActionRecord, payload: ProposedPayload, reason: string): RollbackPayload {
  const ofActionId = record.action.id;
  switch (payload.kind) {
    case 'creative.publish': {
      const { platform, accountId } = payload;
      return { kind: 'creative.rollback', platform, accountId, ofActionId, objects: madeObjects(record), reason };
    }
    case 'experiment.decide': {
      const { platform, experimentKey, flag } = payload;
      return { kind: 'experiment.rollback', platform, ofActionId, experimentKey, flag, reason };
    }
    case 'bandit.decide':
      return { kind: 'bandit.rollback', platform: payload.platform, ofActionId, cell: payload.cell, reason };
  }
}

const takeBack = (
  ports: ApprovalPorts,
  { action }: ActionRecord,
  { id, payload }: { readonly id: Uuid; readonly payload: RollbackPayload },
): Action => ({
  id,
  proposalId: null,
  approvalIds: [],
  payload,
  fingerprint: payloadFingerprint(payload),
  stakePerDay: money(0, action.stakePerDay.currency),
  journaledAt: ports.clock.now(),
});
