import { describe, expect, it } from 'vitest';
import {
  ANA,
  approval,
  approvedBatch,
  at,
  BEN,
  CARA,
  draft,
  load,
  member,
  opening,
  proof,
  proposal,
  proposed,
  publishAction,
  receipt,
  rollbackAction,
  testId,
} from '../../../tests/support/spine-events.ts';
import type { SpineEvent } from '../../contract/index.ts';
import { money } from '../../core/index.ts';
import type { EntryBody } from './chain.ts';
import { committedSpend } from './committed-spend.ts';
import { emptyState, fold, foldAll } from './fold.ts';
import { IllegalEvent } from './illegal-event.ts';
import type { SpineState } from './state.ts';
import type { EventDraft } from './types.ts';

const bodies = (state: SpineState, drafts: readonly EventDraft[]): EntryBody[] =>
  drafts.map(({ actor, event }, n) => ({ seq: state.seq + 1 + n, at: at(10 + n), actor, event }));
const folded = (state: SpineState, ...drafts: readonly EventDraft[]): SpineState =>
  foldAll(state, bodies(state, drafts));
const folding = (state: SpineState, event: SpineEvent, actor = 'system'): (() => SpineState) => {
  return () => folded(state, draft(event, actor));
};

const started = folded(emptyState, ...opening());
const first = proposal(100);
const inReview = folded(started, proposed(first));
const journaled = folded(inReview, ...approvedBatch(200, first));
const actionId = testId(201);

describe('fold', () => {
  it('keeps the workspace, members, caps and loads', () => {
    const state = folded(started, draft({ type: 'load.recorded', load: load() }));
    expect(state.name).toBe('Balance');
    expect([...state.members.values()].map(({ name }) => name)).toEqual(['Ana', 'Ben', 'Cara']);
    expect(state.caps?.perDay).toEqual(money(20_000, 'USD'));
    expect(state.loads.get(load().id)).toEqual(load());
  });

  it('follows a proposal from review to action', () => {
    expect(inReview.proposals.get(first.id)).toMatchObject({ state: 'in_review', approvals: [], actionId: null });
    expect(inReview.proofs.get(proof().id)).toEqual(proof());
    expect(journaled.proposals.get(first.id)).toMatchObject({ state: 'approved', actionId });
    expect(journaled.actions.get(actionId)).toMatchObject({ state: 'journaled', attempt: 0, steps: [] });
  });

  it('keeps who decided against a proposal, and why', () => {
    const decisions = [
      ['proposal.withdrawn', 'withdrawn'],
      ['proposal.changes_requested', 'changes_requested'],
    ] as const;
    for (const [type, state] of decisions) {
      const record = folded(inReview, draft({ type, proposalId: first.id, reason: 'Later.' }, BEN)).proposals.get(
        first.id,
      );
      expect(record).toMatchObject({ state, decision: { by: BEN, at: at(10), reason: 'Later.' } });
    }
    const rejected = folded(
      inReview,
      draft({ type: 'proposal.rejected', proposalId: first.id, reason: 'No.', signature: 'QUJD' }, BEN),
    );
    expect(rejected.proposals.get(first.id)).toMatchObject({ state: 'rejected', decision: { by: BEN } });
  });

  it('keeps the latest phase of each step in the order they were started', () => {
    const step = (name: string, phase: 'started' | 'known', platformId: string | null): EventDraft =>
      draft({ type: 'action.step', actionId, step: name, phase, platformId });
    const state = folded(
      journaled,
      step('campaign', 'started', null),
      step('adset', 'started', null),
      step('campaign', 'known', '9001'),
    );
    expect(state.actions.get(actionId)?.steps.map((s) => [s.step, s.phase, s.platformId])).toEqual([
      ['campaign', 'known', '9001'],
      ['adset', 'started', null],
    ]);
  });

  it('keeps state, attempt, failure and receipt of an action', () => {
    const failure = { code: 'PLATFORM_UNREACHABLE', message: 'm', next: 'n', detail: {} };
    const state = folded(
      journaled,
      draft({ type: 'action.state', actionId, state: 'outcome_unknown', attempt: 2, failure }),
      draft({ type: 'receipt.recorded', receipt: receipt(300, actionId) }),
    );
    expect(state.actions.get(actionId)).toMatchObject({ state: 'outcome_unknown', attempt: 2, failure });
    expect(state.actions.get(actionId)?.receipt).toEqual(receipt(300, actionId));
  });

  it('keeps the kill switch and checkpoints', () => {
    const checkpoint = { seq: 3, head: 'a'.repeat(64), signature: 'QUJD', keyId: CARA };
    const state = folded(
      started,
      draft({ type: 'kill_switch.set', on: true, reason: 'Claim recalled.' }, BEN),
      draft({ type: 'audit.checkpoint', ...checkpoint }, CARA),
    );
    expect(state.killSwitch).toEqual({ on: true, reason: 'Claim recalled.' });
    expect(state.checkpoints).toEqual([checkpoint]);
  });

  it('[JN11] is pure: one by one or all at once, and earlier states stay as they were', () => {
    const drafts = [...opening(), proposed(first), ...approvedBatch(200, first)];
    const entries = bodies(emptyState, drafts);
    const states = [emptyState];
    for (const entry of entries) states.push(fold(states.at(-1) ?? emptyState, entry));
    expect(states.at(-1)).toEqual(foldAll(emptyState, entries));
    states.forEach((state, n) => {
      expect(state).toEqual(foldAll(emptyState, entries.slice(0, n)));
    });
  });

  it('[JN12] throws for what does not follow from the entries before', () => {
    const self = approval(400, first, ANA);
    const stranger = approval(401, first, testId(99));
    const otherPrint = { ...approval(402, first, BEN), fingerprint: 'b'.repeat(64) };
    const given = approval(403, first, BEN);
    const once = folded(inReview, draft({ type: 'approval.given', approval: given, guardrails: [] }, BEN));
    const costly = proposal(101, { approvalsNeeded: 2 });
    const half = folded(
      started,
      proposed(costly),
      draft({ type: 'approval.given', approval: approval(404, costly, BEN), guardrails: [] }),
    );
    const discarded = folded(
      journaled,
      draft({ type: 'action.state', actionId, state: 'discarded', attempt: 1, failure: null }),
    );
    const cases: Record<string, () => unknown> = {
      'an event before the workspace': folding(emptyState, { type: 'kill_switch.set', on: true, reason: 'r' }),
      'a second workspace': folding(started, { type: 'workspace.created', workspaceId: testId(2), name: 'B' }),
      'a member twice': folding(started, { type: 'member.added', member: member(ANA, 'Ana', 'admin') }),
      'a proposal twice': folding(inReview, {
        type: 'proposal.created',
        proposal: first,
        proofs: [],
        signature: 'QUJD',
      }),
      'a proposal without its proof': folding(started, {
        type: 'proposal.created',
        proposal: first,
        proofs: [],
        signature: 'QUJD',
      }),
      'an approval by the proposer': folding(inReview, { type: 'approval.given', approval: self, guardrails: [] }),
      'an approval by a stranger': folding(inReview, { type: 'approval.given', approval: stranger, guardrails: [] }),
      'an approval of another fingerprint': folding(inReview, {
        type: 'approval.given',
        approval: otherPrint,
        guardrails: [],
      }),
      'two approvals by one member': folding(once, {
        type: 'approval.given',
        approval: approval(405, first, BEN),
        guardrails: [],
      }),
      'an approval after the fact': folding(journaled, {
        type: 'approval.given',
        approval: approval(406, first, CARA),
        guardrails: [],
      }),
      'an action the proposal does not name': folding(once, {
        type: 'action.journaled',
        action: publishAction(500, first, [given]),
      }),
      'an action without approval': folding(inReview, {
        type: 'action.journaled',
        action: publishAction(500, first, []),
      }),
      'an action with one approval of two': folding(half, {
        type: 'action.journaled',
        action: publishAction(500, costly, [approval(404, costly, BEN)]),
      }),
      'an action with one approval used twice': folding(half, {
        type: 'action.journaled',
        action: publishAction(500, costly, [approval(404, costly, BEN), approval(404, costly, BEN)]),
      }),
      'an action of another fingerprint': folding(once, {
        type: 'action.journaled',
        action: { ...publishAction(500, first, [given]), fingerprint: 'b'.repeat(64) },
      }),
      'a proposal used twice': folding(journaled, {
        type: 'action.journaled',
        action: publishAction(500, first, [approval(200, first, BEN)]),
      }),
      'a publication without proposal': folding(started, {
        type: 'action.journaled',
        action: { ...publishAction(500, first, []), proposalId: null },
      }),
      'a rollback of nothing': folding(started, { type: 'action.journaled', action: rollbackAction(501, testId(77)) }),
      'a step of an unknown action': folding(started, {
        type: 'action.step',
        actionId,
        step: 'ad',
        phase: 'started',
        platformId: null,
      }),
      'a receipt of an unknown action': folding(started, { type: 'receipt.recorded', receipt: receipt(300, actionId) }),
      'a discarded action that goes on': folding(discarded, {
        type: 'action.state',
        actionId,
        state: 'validating',
        attempt: 2,
        failure: null,
      }),
      'a gap': () =>
        fold(started, { seq: 9, at: at(1), actor: 'system', event: { type: 'load.recorded', load: load() } }),
    };
    for (const [what, run] of Object.entries(cases)) expect(run, what).toThrow(IllegalEvent);
  });
});

describe('committedSpend', () => {
  const inState = (state: Parameters<typeof withState>[0]): number => committedSpend(withState(state), 'USD').minor;
  const withState = (
    state: 'validating' | 'confirmed' | 'outcome_unknown' | 'dead_letter' | 'discarded' | 'rolled_back' | 'superseded',
  ): SpineState => folded(journaled, draft({ type: 'action.state', actionId, state, attempt: 1, failure: null }));
  const stepped = (phase: 'started' | 'unknown' | 'not_done'): number =>
    committedSpend(
      folded(
        journaled,
        draft({ type: 'action.step', actionId, step: 'campaign', phase, platformId: null }),
        draft({ type: 'action.state', actionId, state: 'dead_letter', attempt: 1, failure: null }),
      ),
      'USD',
    ).minor;

  it('[JN15] counts what is or may be running, and nothing else', () => {
    expect(committedSpend(journaled, 'USD')).toEqual(money(5_000, 'USD'));
    expect((['validating', 'confirmed', 'outcome_unknown'] as const).map(inState)).toEqual([5_000, 5_000, 5_000]);
    expect((['dead_letter', 'discarded', 'rolled_back', 'superseded'] as const).map(inState)).toEqual([0, 0, 0, 0]);
    expect((['started', 'unknown', 'not_done'] as const).map(stepped)).toEqual([5_000, 5_000, 0]);
  });

  it('adds actions up, leaves one out when asked and never counts a rollback', () => {
    const second = proposal(102, { perDayMinor: 7_000, actionN: 211 });
    const state = folded(
      journaled,
      proposed(second),
      ...approvedBatch(210, second),
      draft({ type: 'action.journaled', action: rollbackAction(501, actionId) }, BEN),
    );
    expect(committedSpend(state, 'USD').minor).toBe(12_000);
    expect(committedSpend(state, 'USD', actionId).minor).toBe(7_000);
    expect(() => committedSpend(state, 'EUR')).toThrow(RangeError);
  });
});
