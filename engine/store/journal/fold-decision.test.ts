import { beforeEach, describe, expect, it } from 'vitest';
import { type ManualClock, manualClock } from '../../../tests/support/clock.ts';
import { experimentRunning } from '../../../tests/support/experiments.ts';
import { commit, testSpine } from '../../../tests/support/spine.ts';
import {
  ANA,
  approvedBatch,
  CARA,
  decide,
  decisionRollback,
  draft,
  opening,
  proposal,
  proposed,
  testId,
} from '../../../tests/support/spine-events.ts';
import type { ActionState } from '../../contract/index.ts';
import type { Spine } from './index.ts';
import { standingDecision } from './standing-decision.ts';

const ACTION = testId(102);
const FLAG = { kind: 'flag', key: 'checkout' } as const;

describe('a decision in the journal', () => {
  let clock: ManualClock;
  let spine: Spine;
  const state = (to: ActionState, id = ACTION) =>
    commit(spine, [draft({ type: 'action.state', actionId: id, state: to, attempt: 1, failure: null })]);
  const experiment = () => spine.state.experiments.get('checkout');

  beforeEach(async () => {
    clock = manualClock();
    spine = await testSpine(undefined, clock);
    const of = proposal(100, { payload: decide(), actionN: 102 });
    await commit(spine, opening(), experimentRunning(), [proposed(of)]);
    expect(experiment()?.status).toBe('running');
    await commit(spine, approvedBatch(101, of));
  });

  it('[EX26] ends the experiment with the action that was approved', () => {
    expect(experiment()).toMatchObject({
      status: 'decided',
      decision: { outcome: 'ship', variation: 'treatment', reason: 'More people finish.', proposalId: testId(100) },
    });
    expect(experiment()?.stoppedAt).not.toBeNull();
  });

  it.each(['discarded', 'superseded'] as const)('[EX26] leaves the experiment running when it is %s', async (end) => {
    await state(end);
    expect(experiment()).toMatchObject({ status: 'running', stoppedAt: null, decidedAt: null, decision: null });
  });

  it('[EX26] leaves an experiment stopped that was stopped before', async () => {
    const again = decide('pricing');
    await commit(spine, experimentRunning(again), [
      draft({ type: 'experiment.stopped', key: 'pricing', reason: 'Enough seen.' }, ANA),
    ]);
    clock.advance(1_000);
    const of = proposal(200, { payload: again, actionN: 202 });
    await commit(spine, [proposed(of)], approvedBatch(201, of));
    await state('superseded', testId(202));
    expect(spine.state.experiments.get('pricing')).toMatchObject({ status: 'stopped', decision: null });
  });

  it('[EX28] is taken back by a roll-back, and stands again when the roll-back is given up', async () => {
    await state('confirmed');
    const before = experiment();
    await commit(spine, [draft({ type: 'action.journaled', action: decisionRollback(300, ACTION) }, CARA)]);
    expect(experiment()).toMatchObject({ status: 'stopped', decision: null });
    await state('discarded', testId(300));
    expect(experiment()?.decision).toEqual(before?.decision);
  });

  it('[EX25] stands while it is confirmed and not taken back', async () => {
    expect(standingDecision(spine.state, FLAG)).toBeNull();
    await state('confirmed');
    expect(standingDecision(spine.state, FLAG)?.record.action.id).toBe(ACTION);
    await state('rolled_back');
    expect(standingDecision(spine.state, FLAG)).toBeNull();
  });
});
