import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Action, Proposal } from '../../engine/contract/index.ts';
import { instantOf, isUuid, money, type Uuid } from '../../engine/core/index.ts';
import type { ProposalRecord, Spine } from '../../engine/store/journal/index.ts';
import { commit, testSpine } from '../../tests/support/spine.ts';
import {
  ANA,
  approvedBatch,
  BEN,
  CARA,
  draft,
  opening,
  type ProposalOptions,
  proposal,
  proposed,
  receipt,
  rollbackAction,
  testId,
} from '../../tests/support/spine-events.ts';
import type { RemoteStore } from './types.ts';

/** One store under test, and a look at what it holds. */
export interface RemoteUnderTest {
  readonly store: RemoteStore;
  queueStatus(actionId: Uuid): Promise<string | null>;
  logLines(actionId: Uuid): Promise<number>;
  receipts(actionId: Uuid): Promise<number>;
}

const FUTURE = instantOf(Date.parse('2099-01-01T00:00:00.000Z'));
const PAST = instantOf(Date.parse('2020-01-01T00:00:00.000Z'));

/** What every remote store must do; the model of the simulation is held to it as well as Postgres. */
export function remoteStoreContract(name: string, open: () => Promise<RemoteUnderTest>): void {
  describe(`remote store: ${name}`, () => {
    let remote: RemoteUnderTest;
    let spine: Spine;
    let workspaceId: Uuid;
    let next = 1;

    /** A proposal with its approval and action in the journal, and the claim of it. */
    const approved = async (
      options: ProposalOptions = {},
      change: (of: Proposal) => Proposal = (of) => of,
    ): Promise<{ readonly action: Action; readonly proposal: ProposalRecord }> => {
      next += 10;
      const n = 1_000 + next;
      const of = change(proposal(n, { expiresAt: FUTURE, actionN: n + 2, ...options }));
      await commit(spine, [proposed(of)], approvedBatch(n + 1, of));
      return claimOf(testId(n + 2));
    };
    const claimOf = (actionId: Uuid) => {
      const record = spine.state.actions.get(actionId);
      const proposalId = record?.action.proposalId ?? null;
      const of = proposalId === null ? undefined : spine.state.proposals.get(proposalId);
      if (record === undefined || of === undefined) throw new Error('no such action');
      return { action: record.action, proposal: of };
    };
    const push = () => remote.store.pushAudit(workspaceId, spine.entries(), spine.state.checkpoints);
    const claim = (input: { readonly action: Action; readonly proposal: ProposalRecord | null }) =>
      remote.store.claim({ workspaceId, ...input });
    const codeOf = (result: Awaited<ReturnType<typeof claim>>): string => (result.ok ? 'ok' : result.error.code);
    const record = (action: Action, opts: Partial<Parameters<RemoteStore['record']>[0]> = {}) =>
      remote.store.record({
        workspaceId,
        action,
        status: 'paused_created',
        hasEffect: true,
        lines: [{ key: '7', at: FUTURE, status: 'paused_created', note: '' }],
        receipt: null,
        ...opts,
      });

    beforeEach(async () => {
      remote = await open();
      spine = await testSpine();
      const fresh = randomUUID();
      if (!isUuid(fresh)) throw new Error('not a UUID');
      workspaceId = fresh;
      await commit(spine, opening());
    });

    it('[OB18] takes the audit chain once, however often it is sent', async () => {
      expect(await remote.store.lastAuditSeq(workspaceId)).toEqual({ ok: true, value: 0 });
      expect(await push()).toEqual({ ok: true, value: spine.head.seq });
      expect(await push()).toEqual({ ok: true, value: spine.head.seq });
      expect(await remote.store.lastAuditSeq(workspaceId)).toEqual({ ok: true, value: spine.head.seq });
    });

    it('[OB18] refuses a chain that forks from the one it holds', async () => {
      await push();
      const fork = await testSpine();
      await commit(fork, opening().slice(0, 3), [
        draft({ type: 'kill_switch.set', on: true, reason: 'another history' }),
        draft({ type: 'kill_switch.set', on: false, reason: 'another history' }),
        draft({ type: 'kill_switch.set', on: true, reason: 'another history' }),
      ]);
      const pushed = await remote.store.pushAudit(workspaceId, fork.entries(), []);
      expect(pushed.ok ? 'ok' : pushed.error.code).toBe('REMOTE_REFUSED');
      expect(await remote.store.lastAuditSeq(workspaceId)).toEqual({ ok: true, value: spine.head.seq });
    });

    it('[OB18] refuses a chain with a gap', async () => {
      const pushed = await remote.store.pushAudit(workspaceId, spine.entries(3), []);
      expect(pushed.ok ? 'ok' : pushed.error.code).toBe('REMOTE_REFUSED');
    });

    it('keeps checkpoints as a witness', async () => {
      const { seq, hash } = spine.head;
      const checkpoint = { seq, head: hash, signature: 'QUJD', keyId: CARA };
      await commit(spine, [draft({ type: 'audit.checkpoint', ...checkpoint }, CARA)]);
      await push();
      await push();
      expect(await remote.store.checkpoints(workspaceId)).toEqual({ ok: true, value: [checkpoint] });
    });

    it('[OB8] claims an approved action, once or many times', async () => {
      const input = await approved();
      await push();
      expect(await claim(input)).toEqual({ ok: true, value: undefined });
      expect(await claim(input)).toEqual({ ok: true, value: undefined });
      expect(await remote.queueStatus(input.action.id)).toBe('journaled');
    });

    it('[OB8] refuses an approval by the proposer', async () => {
      const input = await approved();
      await push();
      const [given] = input.proposal.approvals;
      if (given === undefined) throw new Error('no approval');
      const own = { ...input.proposal, approvals: [{ ...given, approverId: ANA }] };
      expect(codeOf(await claim({ ...input, proposal: own }))).toBe('REMOTE_REFUSED');
      expect(await remote.queueStatus(input.action.id)).toBeNull();
    });

    it('[OB8] refuses an approval of another fingerprint', async () => {
      const input = await approved();
      await push();
      const [given] = input.proposal.approvals;
      if (given === undefined) throw new Error('no approval');
      const other = { ...input.proposal, approvals: [{ ...given, fingerprint: 'f'.repeat(64) }] };
      expect(codeOf(await claim({ ...input, proposal: other }))).toBe('REMOTE_REFUSED');
    });

    it('[OB8] refuses a payload that is not the approved one', async () => {
      const input = await approved();
      await push();
      const { payload } = input.action;
      if (payload.kind !== 'creative.publish') throw new Error('not a publication');
      const changed = { ...input.action, payload: { ...payload, dailyBudget: money(9_999, 'USD') } };
      expect(codeOf(await claim({ ...input, action: changed }))).toBe('REMOTE_REFUSED');
    });

    it('[OB8] refuses what has expired', async () => {
      const input = await approved({ expiresAt: PAST });
      await push();
      expect(codeOf(await claim(input))).toBe('REMOTE_REFUSED');
    });

    it('[OB8] refuses an approval that was used for another action', async () => {
      const input = await approved();
      await push();
      await claim(input);
      const again = { ...input.action, id: testId(990_000) };
      expect(codeOf(await claim({ ...input, action: again }))).toBe('REMOTE_REFUSED');
    });

    it('[OB8] refuses too few approvals for the money at stake', async () => {
      const input = await approved({ perDayMinor: 15_000 });
      await push();
      expect(codeOf(await claim(input))).toBe('REMOTE_REFUSED');
    });

    it('[OB9] counts what is in flight against the cap, and gives it back', async () => {
      const first = await approved({ perDayMinor: 9_000 });
      const second = await approved({ perDayMinor: 9_000 });
      const third = await approved({ perDayMinor: 9_000 });
      await push();
      expect(codeOf(await claim(first))).toBe('ok');
      expect(codeOf(await claim(second))).toBe('ok');
      expect(codeOf(await claim(third))).toBe('REMOTE_REFUSED');
      await record(first.action, { status: 'dead_letter', hasEffect: true });
      expect(codeOf(await claim(third))).toBe('REMOTE_REFUSED');
      await record(first.action, { status: 'dead_letter', hasEffect: false });
      expect(codeOf(await claim(third))).toBe('ok');
    });

    it('[OB9] judges again what is tried again with nothing made, and leaves alone what has made something', async () => {
      const tried = await approved({ perDayMinor: 9_000 });
      const others = [await approved({ perDayMinor: 9_000 }), await approved({ perDayMinor: 9_000 })];
      await push();
      expect(codeOf(await claim(tried))).toBe('ok');
      await record(tried.action, { status: 'validating', hasEffect: false });
      expect(codeOf(await claim(tried))).toBe('ok');
      await record(tried.action, { status: 'dead_letter', hasEffect: false });
      for (const other of others) expect(codeOf(await claim(other))).toBe('ok');
      await record(tried.action, { status: 'validating', hasEffect: false });
      expect(codeOf(await claim(tried))).toBe('REMOTE_REFUSED');
      await record(tried.action, { status: 'validating', hasEffect: true });
      expect(codeOf(await claim(tried))).toBe('ok');
    });

    it('[OB10] refuses what is tried again with nothing made while the kill switch is on', async () => {
      const input = await approved();
      await push();
      await claim(input);
      await record(input.action, { status: 'validating', hasEffect: false });
      await commit(spine, [draft({ type: 'kill_switch.set', on: true, reason: 'stop' }, CARA)]);
      await push();
      expect(codeOf(await claim(input))).toBe('KILL_SWITCH_ON');
    });

    it('[OB10] refuses to queue while the kill switch is on, and says so by its own code', async () => {
      const input = await approved();
      await commit(spine, [draft({ type: 'kill_switch.set', on: true, reason: 'stop' }, CARA)]);
      await push();
      expect(codeOf(await claim(input))).toBe('KILL_SWITCH_ON');
      await commit(spine, [draft({ type: 'kill_switch.set', on: false, reason: 'go' }, CARA)]);
      await push();
      expect(codeOf(await claim(input))).toBe('ok');
    });

    it('queues a rollback without approvals', async () => {
      const input = await approved();
      const rollback = rollbackAction(next + 500_000, input.action.id);
      await commit(spine, [draft({ type: 'action.journaled', action: rollback }, BEN)]);
      await push();
      await claim(input);
      expect(codeOf(await claim({ action: rollback, proposal: null }))).toBe('ok');
      expect(await remote.queueStatus(rollback.id)).toBe('journaled');
    });

    it('[OB18] records status, lines and receipt once', async () => {
      const input = await approved();
      await push();
      await claim(input);
      const kept = receipt(next + 600_000, input.action.id);
      for (let i = 0; i < 2; i++)
        expect(await record(input.action, { receipt: kept })).toEqual({ ok: true, value: undefined });
      expect(await remote.queueStatus(input.action.id)).toBe('paused_created');
      expect(await remote.logLines(input.action.id)).toBe(1);
      expect(await remote.receipts(input.action.id)).toBe(1);
    });

    it('has nothing to record for an action that was never claimed', async () => {
      const input = await approved();
      await push();
      expect(await record(input.action, { status: 'dead_letter' })).toEqual({ ok: true, value: undefined });
      expect(await remote.queueStatus(input.action.id)).toBeNull();
    });
  });
}
