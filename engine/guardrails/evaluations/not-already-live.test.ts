import { describe, expect, it } from 'vitest';
import { approvedBatch, at, draft, opening, proposal, proposed, testId } from '../../../tests/support/spine-events.ts';
import { type ActionState, actionStateSchema } from '../../contract/index.ts';
import { type EventDraft, emptyState, foldAll, type SpineState } from '../../store/journal/index.ts';
import { type LiveFacts, notAlreadyLive } from './not-already-live.ts';

const first = proposal(100);
const actionId = testId(201);
const now = at(10);

const spineAfter = (...drafts: readonly EventDraft[]): SpineState =>
  foldAll(
    emptyState,
    [...opening(), ...drafts].map(({ actor, event }, index) => ({ seq: index + 1, at: at(index), actor, event })),
  );
const approved = [proposed(first), ...approvedBatch(200, first)];
const reached = (state: ActionState): EventDraft =>
  draft({ type: 'action.state', actionId, state, attempt: 1, failure: null });
const judged = (state: SpineState, facts: Partial<LiveFacts> = {}) =>
  notAlreadyLive({ state, testId: 't1', variantId: 'v2', exceptProposalId: null, now, ...facts });

describe('not already live', () => {
  it('passes where nothing of the test is open', () => {
    expect(judged(spineAfter()).outcome).toBe('pass');
    expect(judged(spineAfter(...approved), { testId: 't2' }).outcome).toBe('pass');
  });

  it('blocks an open proposal for the same variant, but not by itself, closed, expired or for another variant', () => {
    const open = spineAfter(proposed(first));
    expect(judged(open)).toMatchObject({ outcome: 'block', measured: { proposals: 1, actions: 0 } });
    expect(judged(open).evidence).toContain(first.title);
    expect(judged(open, { exceptProposalId: first.id }).outcome).toBe('pass');
    expect(judged(open, { now: first.expiresAt }).outcome).toBe('pass');
    expect(judged(open, { variantId: 'v1' }).outcome).toBe('pass');
    const withdrawn = draft({ type: 'proposal.withdrawn', proposalId: first.id, reason: 'Typo.' }, first.proposerId);
    expect(judged(spineAfter(proposed(first), withdrawn)).outcome).toBe('pass');
  });

  it('of two open proposals lets the older one go first, and the newer one once that has ended', () => {
    const second = { ...proposal(110), payload: first.payload };
    const both = [proposed(first), proposed(second)];
    expect(judged(spineAfter(...both), { exceptProposalId: first.id }).outcome).toBe('pass');
    expect(judged(spineAfter(...both), { exceptProposalId: second.id })).toMatchObject({
      outcome: 'block',
      measured: { proposals: 1 },
    });
    expect(judged(spineAfter(...both)).measured).toMatchObject({ proposals: 2 });
    const rejected = draft({ type: 'proposal.withdrawn', proposalId: first.id, reason: 'Typo.' }, first.proposerId);
    expect(judged(spineAfter(...both, rejected), { exceptProposalId: second.id }).outcome).toBe('pass');
    const published = spineAfter(...both, ...approvedBatch(200, first));
    expect(judged(published, { exceptProposalId: second.id }).outcome).toBe('block');
  });

  it('blocks while an action for the same variant has not ended, and warns for another variant', () => {
    const ended: readonly ActionState[] = ['discarded', 'rolled_back', 'superseded', 'dead_letter'];
    for (const state of actionStateSchema.options.filter((name) => name !== 'journaled')) {
      const spine = spineAfter(...approved, reached(state));
      const over = ended.includes(state);
      expect([state, judged(spine).outcome]).toEqual([state, over ? 'pass' : 'block']);
      expect([state, judged(spine, { variantId: 'v1' }).outcome]).toEqual([state, over ? 'pass' : 'warn']);
    }
    expect(judged(spineAfter(...approved)).outcome).toBe('block');
    expect(judged(spineAfter(...approved), { exceptProposalId: first.id }).outcome).toBe('pass');
  });

  it('blocks a dead letter that may have made something', () => {
    const started = draft({ type: 'action.step', actionId, step: 'campaign', phase: 'started', platformId: null });
    const notDone = draft({ type: 'action.step', actionId, step: 'campaign', phase: 'not_done', platformId: null });
    expect(judged(spineAfter(...approved, started, reached('dead_letter'))).outcome).toBe('block');
    expect(judged(spineAfter(...approved, started, notDone, reached('dead_letter'))).outcome).toBe('pass');
  });
});
