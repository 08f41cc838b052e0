import type { Action, CreativeRollback } from '../contract/index.ts';
import { appError, err, money, newId, ok, type Result, type Uuid } from '../core/index.ts';
import { type ActionRecord, madeObjects, mayHaveEffect, type SpineState } from '../store/journal/index.ts';
import { payloadFingerprint } from './fingerprint.ts';
import { mayMember } from './judge.ts';
import type { ApprovalPorts } from './ports.ts';

const isTakenBack = (state: SpineState, actionId: Uuid): boolean =>
  [...state.actions.values()].some(
    ({ action, state: reached }) =>
      action.payload.kind === 'creative.rollback' && action.payload.ofActionId === actionId && reached !== 'discarded',
  );

/** The publication, if it can be taken back now. Fails with NOT_FOUND or ACTION_STATE. */
function publicationIn(state: SpineState, actionId: Uuid): Result<ActionRecord> {
  const record = state.actions.get(actionId);
  if (record === undefined) return err(appError('NOT_FOUND', { what: 'Action', id: actionId }));
  if (record.action.payload.kind !== 'creative.publish')
    return err(appError('ACTION_STATE', { state: 'a rollback itself' }));
  if (record.state !== 'confirmed' && record.state !== 'dead_letter')
    return err(appError('ACTION_STATE', { state: record.state.replaceAll('_', ' ') }));
  if (isTakenBack(state, actionId)) return err(appError('ACTION_STATE', { state: 'being rolled back already' }));
  if (!mayHaveEffect(record)) return err(appError('ACTION_STATE', { state: 'without anything to take back' }));
  return ok(record);
}

/** Journals the deletion of what a publication made. docs/spec/approvals.md AP15. */
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
    const found = publicationIn(state, actionId);
    if (!found.ok) return found;
    return ok([
      {
        actor: memberId,
        event: { type: 'action.journaled' as const, action: takeBack(ports, found.value, { id, reason }) },
      },
    ]);
  });
  if (!written.ok) return written;
  const made = ports.spine.state.actions.get(id);
  return made === undefined ? err(appError('NOT_FOUND', { what: 'Action', id })) : ok(made.action);
}

function takeBack(
  ports: ApprovalPorts,
  record: ActionRecord,
  opts: { readonly id: Uuid; readonly reason: string },
): Action {
  const { action } = record;
  const payload: CreativeRollback = {
    kind: 'creative.rollback',
    platform: 'meta',
    accountId: action.payload.accountId,
    ofActionId: action.id,
    objects: madeObjects(record),
    reason: opts.reason,
  };
  return {
    id: opts.id,
    proposalId: null,
    approvalIds: [],
    payload,
    fingerprint: payloadFingerprint(payload),
    stakePerDay: money(0, action.stakePerDay.currency),
    journaledAt: ports.clock.now(),
  };
}
