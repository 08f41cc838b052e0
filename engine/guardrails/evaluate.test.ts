import { describe, expect, it } from 'vitest';
import { approvedBatch, at, opening, proposal, proposed, publish } from '../../tests/support/spine-events.ts';
import { money } from '../core/index.ts';
import { type EventDraft, emptyState, foldAll, type SpineState } from '../store/journal/index.ts';
import { creativeTest, freshness } from './evaluations/evaluations.fixture.ts';
import { evaluateGuardrails, type GuardrailFacts, worst } from './index.ts';

const spineAfter = (...drafts: readonly EventDraft[]): SpineState =>
  foldAll(
    emptyState,
    [...opening(), ...drafts].map(({ actor, event }, index) => ({ seq: index + 1, at: at(index), actor, event })),
  );

function outcomes(changes: Partial<GuardrailFacts> = {}): Readonly<Record<string, string>> {
  const state = changes.state ?? spineAfter();
  const evaluations = evaluateGuardrails({
    payload: publish(),
    financialProduct: true,
    test: creativeTest(),
    freshness: [freshness({ dataset: 'other', state: 'stale' }), freshness()],
    state,
    caps: state.caps,
    wanted: publish().dailyBudget,
    proposalId: null,
    now: at(10),
    ...changes,
  });
  return Object.fromEntries(evaluations.map(({ guardrail, outcome }) => [guardrail, outcome]));
}

const WELL = {
  'fresh-data': 'pass',
  'enough-data': 'pass',
  'spend-cap': 'pass',
  'not-already-live': 'pass',
  'ad-copy': 'pass',
  'special-category': 'pass',
};

describe('the guardrails together', () => {
  it('pass a good publication', () => {
    expect(outcomes()).toEqual(WELL);
  });

  it('[AP9] can not tell where a fact could not be read', () => {
    expect(outcomes({ freshness: null })).toEqual({ ...WELL, 'fresh-data': 'unknown' });
    expect(outcomes({ freshness: [] })).toEqual({ ...WELL, 'fresh-data': 'unknown' });
    expect(outcomes({ test: null })).toEqual({ ...WELL, 'enough-data': 'unknown' });
    expect(outcomes({ test: creativeTest({ testId: 't9' }) })).toEqual({ ...WELL, 'enough-data': 'unknown' });
    expect(outcomes({ caps: null })).toEqual({ ...WELL, 'spend-cap': 'unknown' });
    expect(outcomes({ wanted: money(5_000, 'EUR') })).toEqual({ ...WELL, 'spend-cap': 'unknown' });
  });

  it('[AP13] count what other actions may be spending, and not the proposal twice', () => {
    const big = proposal(100, { perDayMinor: 16_000 });
    const state = spineAfter(proposed(big), ...approvedBatch(200, big));
    expect(outcomes({ state })).toEqual({ ...WELL, 'spend-cap': 'block', 'not-already-live': 'block' });
    expect(outcomes({ state, proposalId: big.id })).toEqual(WELL);
    expect(outcomes({ state, wanted: money(1, 'EUR') })).toMatchObject({ 'spend-cap': 'unknown' });
  });
});

describe('the worst of several', () => {
  it('is the one that holds back most; of nothing it is unknown', () => {
    const of = (...given: readonly ('pass' | 'warn' | 'block' | 'unknown')[]) =>
      worst(given.map((outcome) => ({ outcome })));
    expect([
      of('pass', 'pass'),
      of('warn', 'pass'),
      of('unknown', 'warn'),
      of('unknown', 'block', 'warn'),
      of(),
    ]).toEqual(['pass', 'warn', 'unknown', 'block', 'unknown']);
  });
});
