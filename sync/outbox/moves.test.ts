import { describe, expect, it } from 'vitest';
import { appError, millisOf } from '../../engine/core/index.ts';
import type { ActionRecord, StepRecord } from '../../engine/store/journal/index.ts';
import { at, proposal, publishAction, rollbackAction, testId } from '../../tests/support/spine-events.ts';
import { nextMove, verdictOf } from './moves.ts';
import { DEFAULT_TIMING } from './timing.ts';
import { isAtRest } from './transitions.ts';

const STEPS = ['campaign', 'adset', 'creative', 'ad'];
const NOW = millisOf(at(30));

const step = (name: string, phase: StepRecord['phase'], minute = 10): StepRecord => ({
  step: name,
  phase,
  platformId: phase === 'known' || phase === 'adopted' ? `id-${name}` : null,
  at: at(minute),
});

const record = (part: Partial<ActionRecord>): ActionRecord => ({
  action: publishAction(5, proposal(4), []),
  state: 'dispatching',
  attempt: 1,
  failure: null,
  steps: [],
  receipt: null,
  changedAt: at(10),
  ...part,
});

const move = (part: Partial<ActionRecord>, now = NOW) =>
  nextMove({ record: record(part), steps: STEPS, now, timing: DEFAULT_TIMING });

describe('nextMove', () => {
  it('rests in every state that is at rest', () => {
    for (const state of ['confirmed', 'dead_letter', 'discarded', 'rolled_back', 'superseded'] as const) {
      expect(isAtRest(state)).toBe(true);
      expect(move({ state, steps: [step('campaign', 'started')] })).toEqual({ kind: 'rest' });
    }
  });

  it('validates first', () => {
    expect(move({ state: 'journaled' })).toEqual({ kind: 'validate' });
    expect(move({ state: 'validating' })).toEqual({ kind: 'validate' });
  });

  it('does the steps in order, then confirms', () => {
    expect(move({})).toEqual({ kind: 'dispatch', step: 'campaign' });
    expect(move({ steps: [step('campaign', 'known')] })).toEqual({ kind: 'dispatch', step: 'adset' });
    expect(move({ steps: [step('campaign', 'known'), step('adset', 'not_done')] })).toEqual({
      kind: 'dispatch',
      step: 'adset',
    });
    const all = [step('campaign', 'known'), step('adset', 'adopted'), step('creative', 'known'), step('ad', 'known')];
    expect(move({ steps: all })).toEqual({ kind: 'confirm' });
  });

  it('[OB6] takes a step that was begun without an outcome as unknown, whatever else', () => {
    const failure = appError('PLATFORM_RATE_LIMITED', { platform: 'Meta', seconds: 9_999 });
    expect(move({ steps: [step('campaign', 'started')], failure })).toEqual({ kind: 'mark_unknown', step: 'campaign' });
  });

  it('[OB7] reads back only after the settle time since the step became unknown', () => {
    const state = 'outcome_unknown' as const;
    const unknownAt = millisOf(at(29));
    const steps = [step('campaign', 'unknown', 29)];
    const settled = unknownAt + DEFAULT_TIMING.settleMs;
    expect(move({ state, steps }, settled - 1)).toEqual({ kind: 'wait', until: settled });
    expect(move({ state, steps }, settled)).toEqual({ kind: 'reconcile', step: 'campaign' });
  });

  it('[OB14] waits as long as the platform asked, counted from the journal', () => {
    const failure = appError('PLATFORM_RATE_LIMITED', { platform: 'Meta', seconds: 120 });
    const until = millisOf(at(29)) + 120_000;
    expect(move({ failure, changedAt: at(29) })).toEqual({ kind: 'wait', until });
    expect(move({ failure, changedAt: at(29) }, until)).toEqual({ kind: 'dispatch', step: 'campaign' });
  });
});

describe('verdictOf', () => {
  const publish = publishAction(5, proposal(4), []).payload;
  const rollback = rollbackAction(6, testId(5)).payload;

  it('[OB7] none found was not done, one is adopted, more are frozen', () => {
    expect(verdictOf(publish, 'campaign', [])).toEqual({ kind: 'not_done' });
    expect(verdictOf(publish, 'campaign', ['1'])).toEqual({ kind: 'adopt', platformId: '1' });
    expect(verdictOf(publish, 'campaign', ['1', '2'])).toEqual({ kind: 'frozen', count: 2 });
  });

  it('[OB20] for a rollback, nothing left is done and anything left is to be deleted again', () => {
    expect(verdictOf(rollback, 'delete:campaign:9001', [])).toEqual({ kind: 'adopt', platformId: '9001' });
    expect(verdictOf(rollback, 'delete:campaign:9001', ['9001'])).toEqual({ kind: 'not_done' });
  });
});
