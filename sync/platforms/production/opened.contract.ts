import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import {
  type ActionPayload,
  type DecisionPayload,
  isDecision,
  isRollback,
  type Proposal,
  subjectOf,
} from '../../../engine/contract/index.ts';
import { appError, err, instantOf, isUuid, type Uuid } from '../../../engine/core/index.ts';
import { commit, testSpine } from '../../../tests/support/spine.ts';
import {
  approval,
  BEN,
  decisionRollback,
  opening,
  proposal,
  publishAction,
  undoing,
} from '../../../tests/support/spine-events.ts';
import type { RemoteStore } from '../../postgres/types.ts';
import type { PlatformUnderTest } from '../platform.contract.ts';
import { createProduction } from './production.ts';

export const FUTURE = instantOf(Date.parse('2099-01-01T00:00:00.000Z'));
export const NOW = instantOf(Date.parse('2026-11-02T12:00:00.000Z'));

export interface Opened extends PlatformUnderTest {
  readonly store: RemoteStore;
  readonly workspaceId: Uuid;
  /** Queues a decision by these approvers; resolves to the code of the refusal, or `ok`. */
  queue(
    actionId: Uuid,
    payload: DecisionPayload,
    change?: (of: Proposal) => Proposal,
    approver?: Uuid,
  ): Promise<string>;
}

/** Two decisions over the same flag, or over the arms of the same cell. */
export interface Decided {
  readonly payload: DecisionPayload;
  readonly other: DecisionPayload;
}

/** One workspace of a store, with its members, ready for decisions. */
export async function opened(inner: RemoteStore, { payload: first, other }: Decided): Promise<Opened> {
  const workspaceId = randomUUID();
  if (!isUuid(workspaceId)) throw new Error('not a UUID');
  const spine = await testSpine();
  await commit(spine, opening());
  const pushed = await inner.pushAudit(workspaceId, spine.entries(), []);
  if (!pushed.ok) throw new Error(pushed.error.message);
  let lost: 'before' | 'after' | null = null;
  const store: RemoteStore = {
    ...inner,
    async writeDecision(input) {
      const when = input.rehearsal ? null : lost;
      if (when !== null) lost = null;
      const gone = err(appError('REMOTE_UNREACHABLE', { reason: 'the answer is lost' }));
      if (when === 'before') return gone;
      const written = await inner.writeDecision(input);
      return when === 'after' ? gone : written;
    },
  };
  const platform = createProduction({ store, workspaceId, now: () => NOW });
  const claim = async (action: Parameters<RemoteStore['claim']>[0]['action'], of: Proposal | null, approver = BEN) => {
    const given = of === null ? [] : [approval(numberOf(action.id) + 200, of, approver)];
    const record =
      of === null
        ? null
        : {
            proposal: of,
            state: 'approved' as const,
            signature: 'QUJD',
            approvals: given,
            decision: null,
            actionId: null,
          };
    const claimed = await inner.claim({
      workspaceId,
      action: of === null ? action : { ...action, approvalIds: given.map(({ id }) => id) },
      proposal: record,
    });
    return claimed.ok ? 'ok' : claimed.error.code;
  };
  const queue: Opened['queue'] = (actionId, payload, change = (of) => of, approver = BEN) => {
    const of = change(proposal(numberOf(actionId) + 100, { payload, expiresAt: FUTURE, actionN: numberOf(actionId) }));
    return claim(publishAction(numberOf(actionId), of, []), of, approver);
  };
  return {
    ...{ platform, store, workspaceId, queue },
    payload: first,
    other,
    async ready(actionId: Uuid, payload: ActionPayload) {
      if (isDecision(payload)) expect(await queue(actionId, payload)).toBe('ok');
      else if (isRollback(payload))
        expect(await claim({ ...decisionRollback(1, payload.ofActionId), id: actionId, payload }, null)).toBe('ok');
    },
    rollback: (ofActionId) => undoing(first, ofActionId),
    async effects() {
      const { kind, key } = subjectOf(first);
      const held = kind === 'flag' ? await inner.flag(workspaceId, key) : await inner.arms(workspaceId, key);
      if (!held.ok) throw new Error(held.error.message);
      const isNothing = held.value === null || (kind === 'cell' && held.value.actionId === null);
      return isNothing ? [] : [`${key} ${held.value?.actionId ?? 'by nobody'}`];
    },
    lose(when) {
      lost = when;
    },
  };
}

/** The number of a test id. */
const numberOf = (id: Uuid): number => Number.parseInt(id.slice(-12), 16);
