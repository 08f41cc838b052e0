import { beforeEach, describe, expect, it } from 'vitest';
import { type ApprovalsWorld, approvalsWorld, codeOf, must } from '../../tests/support/approvals-world.ts';
import { commit } from '../../tests/support/spine.ts';
import { draft } from '../../tests/support/spine-events.ts';
import type { ActionState, ArmRead, BanditDecide, BanditRead, Proposal } from '../contract/index.ts';
import { appError, err, money, ok, type Result, type Uuid } from '../core/index.ts';
import { banditDecisions } from '../store/journal/index.ts';
import { rounded } from './arm-decision.ts';
import {
  authorizeAction,
  decline,
  fingerprintOf,
  keepArm,
  proposeBanditDecision,
  rollBack,
  setKillSwitch,
} from './index.ts';

let world: ApprovalsWorld;

beforeEach(async () => {
  world = await approvalsWorld();
});

const CELL = 'meta-students';
const KILL = { arm: 'c', outcome: 'kill', reason: 'It has no chance left.' } as const;
const cell = () => world.state().cells.get(CELL);
const railsOf = ({ guardrails }: Proposal): Record<string, string> =>
  Object.fromEntries(guardrails.map(({ guardrail, outcome }) => [guardrail, outcome]));
const reasonOf = (result: Result<unknown>): unknown => (result.ok ? 'ok' : (result.error.detail.reason ?? ''));
const payloadOf = ({ payload }: Proposal): BanditDecide => {
  if (payload.kind !== 'bandit.decide') throw new Error('a decision over an arm was expected');
  return payload;
};
const reach = (actionId: Uuid, ...states: readonly ActionState[]) =>
  commit(
    world.spine,
    states.map((state) => draft({ type: 'action.state', actionId, state, attempt: 1, failure: null })),
  );
const change = (id: string, changes: Partial<ArmRead>) => (read: BanditRead) =>
  ok({ ...read, arms: read.arms.map((arm) => (arm.arm === id ? { ...arm, ...changes } : arm)) });

/** Mia's decision that Ada approved, as sync leaves it when it is carried out. */
async function confirmed(of = {}): Promise<Uuid> {
  const id = must(await world.decideArm('mia', of));
  must(await world.approve('ada', id));
  const { actionId } = world.proposal(id);
  await reach(actionId, 'validating', 'dispatching');
  await commit(world.spine, [draft({ type: 'action.step', actionId, step: 'arms', phase: 'known', platformId: CELL })]);
  await reach(actionId, 'confirmed');
  return actionId;
}

describe('what the posteriors support', () => {
  it.each([
    ['a promotion from the probability of the rule on', {}, 'a', { pBest: 0.95 }, 'ok'],
    [
      'no promotion below it',
      {},
      'a',
      { pBest: 0.9499 },
      'Short video is best with probability 94.99 %, and the rule promotes from 95.00 %',
    ],
    [
      'no promotion before there is enough of it',
      {},
      'a',
      { enough: false, trials: 499 },
      'Short video has 499 sessions, and the rule asks for 500',
    ],
    ['a kill up to the probability of the rule', KILL, 'c', { pBest: 0.05 }, 'ok'],
    [
      'no kill above it',
      KILL,
      'c',
      { pBest: 0.0501 },
      'Still picture is best with probability 5.01 %, and the rule kills up to 5.00 %',
    ],
    [
      'no kill before there is enough of it',
      KILL,
      'c',
      { enough: false, trials: 12 },
      'Still picture has 12 sessions, and the rule asks for 500',
    ],
    [
      'no kill before there is enough of the leader',
      KILL,
      'a',
      { enough: false, trials: 12 },
      'Short video has 12 sessions, and the rule asks for 500',
    ],
    ['nothing over an arm that has ended', KILL, 'c', { state: 'killed' }, 'Still picture is killed already'],
  ] as const)('[BA86] %s', async (_, of, arm, changes, said) => {
    world.outside.bandit = change(arm, changes);
    const proposed = await world.decideArm('mia', of);
    expect(reasonOf(proposed)).toBe(said);
    expect(codeOf(proposed)).toBe(said === 'ok' ? 'ok' : 'PROPOSAL_NOT_SUPPORTED');
    expect(world.state().proposals.size).toBe(said === 'ok' ? 1 : 0);
  });

  it('[BA86] needs an arm, a reason, somebody signed in, data, and a cell that runs', async () => {
    expect(reasonOf(await world.decideArm('mia', { arm: 'z' }))).toBe('it has no arm z');
    expect(codeOf(await world.decideArm('mia', { reason: ' ' }))).toBe('REASON_REQUIRED');
    expect(codeOf(await world.decideArm('mia', { cell: 'unknown' }))).toBe('NOT_FOUND');
    world.outside.bandit = (read) => ok({ ...read, dataThrough: null });
    expect(reasonOf(await world.decideArm('mia'))).toBe('there are no data of it');
    world.outside.bandit = ok;
    await commit(world.spine, [draft({ type: 'cell.paused', key: CELL, reason: 'A holiday.' })]);
    expect(codeOf(await world.decideArm('mia'))).toBe('ok');
    await commit(world.spine, [draft({ type: 'cell.ended', key: CELL, reason: 'Enough seen.' })]);
    expect(reasonOf(await world.decideArm('mia'))).toBe('the cell has ended');
    world.ports.session.signOut();
    const asked = { cell: CELL, arm: 'a', outcome: 'promote', reason: 'It is best.' } as const;
    expect(codeOf(await proposeBanditDecision(world.ports, asked))).toBe('SIGN_IN_REQUIRED');
  });

  it('[BA86] is refused when the cell changes while it is read', async () => {
    world.outside.bandit = (read) => ok({ ...read, cell: { ...read.cell, version: 2 } });
    expect(reasonOf(await world.decideArm('mia'))).toBe('the cell has changed since it was read');
  });

  it('[BA86] leaves an arm that drifts to a person', async () => {
    const drift = { alarm: true, since: null, pValue: 0.001, sentence: '' };
    world.outside.bandit = change('a', { drift });
    for (const given of [{}, KILL])
      expect(railsOf(world.proposal(must(await world.decideArm('mia', given))))['arm-evidence']).toBe('warn');
  });
});

describe('the proposal', () => {
  it('[BA87] [BA88] says what becomes of the arm and of each share, what it is worth, and what it rests on', async () => {
    const proposal = world.proposal(must(await world.decideArm('mia')));
    expect(proposal.title).toBe('Promote "Short video" in "Meta for students"');
    expect(payloadOf(proposal)).toMatchObject({ cellVersion: 1, dataThrough: '2026-11-01', outcome: 'promote' });
    expect(proposal.diff.slice(0, 5).map(({ label, before, after }) => [label, before, after])).toEqual([
      ['Short video', 'active', 'promoted'],
      ['The other arms', '2 active', 'killed'],
      ['Share of Short video', '40.00 % over the last 7 days', '100.00 %'],
      ['Share of Long video', '35.00 % over the last 7 days', '0.00 %'],
      ['Share of Still picture', '25.00 % over the last 7 days', '0.00 %'],
    ]);
    expect(proposal.expectedEffect?.sentence).toBe(
      '6.00 % sign-up rate expected of Short video, which gets all the traffic (95 % interval 5.00 – 7.00 %); it is best with probability 97.00 %.',
    );
    const refs = proposal.proofIds.map((id) => world.state().proofs.get(id)?.ref);
    const of = (arm: string, ...names: readonly string[]) => names.map((name) => `bandit.arm/${CELL}/${arm}/${name}`);
    const now = ['a', 'b', 'c'].flatMap((arm) => of(arm, 'share_now'));
    expect(refs).toEqual([...of('a', 'mean', 'low', 'high', 'p_best', 'expected_loss', 'trials'), ...now]);
    expect(world.state().proofs.get(proposal.expectedEffect?.proofId ?? '')?.ref).toBe(refs[0]);
    expect(proposal.fingerprint).toBe(fingerprintOf(proposal));
  });

  it('[BA87] [BA88] a kill gives its share to the others, and rests on the leader too', async () => {
    const proposal = world.proposal(must(await world.decideArm('mia', KILL)));
    // 0.8 and 0.1 of what is left are 0.89 and 0.11: the cap of 0.8 holds, the rest is b's.
    expect(payloadOf(proposal).shares).toEqual([
      { arm: 'a', share: 0.8 },
      { arm: 'b', share: 0.2 },
      { arm: 'c', share: 0 },
    ]);
    expect(proposal.expectedEffect?.sentence).toContain('given up with Still picture');
    const refs = proposal.proofIds.map((id) => world.state().proofs.get(id)?.ref);
    expect(refs).toContain(`bandit.arm/${CELL}/a/p_best`);
  });

  it('[BA87] the last arm gets all of it, whatever the cap', async () => {
    await confirmed({ ...KILL, arm: 'b' });
    expect(payloadOf(world.proposal(must(await world.decideArm('mia', KILL)))).shares).toEqual([
      { arm: 'a', share: 1 },
      { arm: 'c', share: 0 },
    ]);
  });

  it('[BA87] shares are hundredths of a per cent that add up', () => {
    const third = ['a', 'b', 'c'].map((arm) => ({ arm, share: 1 / 3 }));
    expect(rounded(third).map(({ share }) => share)).toEqual([0.3334, 0.3333, 0.3333]);
    const uneven = rounded([0.12344, 0.87656, 0].map((share, arm) => ({ arm: String(arm), share })));
    expect(uneven.map(({ share }) => share)).toEqual([0.1234, 0.8766, 0]);
  });

  it('[BA88] has nothing at stake, needs one approver, and asks nothing of the cap', async () => {
    const nothing = { perDay: { minor: 0, currency: 'EUR' }, twoApproversAbove: { minor: 0, currency: 'EUR' } };
    await commit(world.spine, [draft({ type: 'caps.set', caps: nothing })]);
    const id = must(await world.decideArm('mia'));
    expect(world.proposal(id)).toMatchObject({ stakePerDay: { minor: 0 }, approvalsNeeded: 1 });
    must(await world.approve('ada', id));
  });
});

describe('guardrails of a decision over an arm', () => {
  const rails = async (of = {}) => railsOf(world.proposal(must(await world.decideArm('mia', of))));
  const ALL_PASS = {
    'fresh-data': 'pass',
    'arm-evidence': 'pass',
    'cell-budget': 'pass',
    'not-already-decided': 'pass',
  };

  it('[BA89] are all judged', async () => {
    expect(await rails()).toEqual(ALL_PASS);
    expect(await rails(KILL)).toEqual({ ...ALL_PASS, 'not-already-decided': 'block' });
  });

  it.each([
    ['stale', 'block', 'warn'],
    ['late', 'warn', 'warn'],
    ['unreadable', 'unknown', 'unknown'],
  ] as const)('[BA89] data that are %s %s a promotion and %s a kill', async (state, promotes, kills) => {
    world.outside.freshness = state;
    expect((await rails())['fresh-data']).toBe(promotes);
    expect((await rails(KILL))['fresh-data']).toBe(kills);
  });

  it.each([
    [240_000, 'pass'],
    [240_001, 'warn'],
    [300_000, 'warn'],
    [300_001, 'block'],
  ] as const)('[BA89] %i of a budget of 300,000: %s', async (minor, outcome) => {
    world.outside.spent = money(minor, 'USD');
    expect((await rails())['cell-budget']).toBe(outcome);
    expect((await rails(KILL))['cell-budget']).toBe('pass');
  });

  it.each([null, money(1, 'EUR')])('[BA89] spend that can not be told is unknown, and blocks', async (spent) => {
    world.outside.spent = spent;
    const id = must(await world.decideArm('mia'));
    expect(railsOf(world.proposal(id))['cell-budget']).toBe('unknown');
    expect(codeOf(await world.approve('ada', id))).toBe('GUARDRAIL_BLOCK');
  });

  it('[BA89] two proposals: the older one goes first and does not wait', async () => {
    const older = must(await world.decideArm('mia'));
    const newer = must(await world.decideArm('max', KILL));
    expect(codeOf(await world.approve('ada', newer))).toBe('GUARDRAIL_BLOCK');
    must(await world.approve('ada', older));
    expect(codeOf(await world.approve('ada', newer))).toBe('GUARDRAIL_BLOCK');
  });

  it('[BA89] one decision a cell is on its way at a time', async () => {
    const first = must(await world.decideArm('mia', KILL));
    must(await world.approve('ada', first));
    expect((await rails())['not-already-decided']).toBe('block');
    await reach(world.proposal(first).actionId, 'validating', 'dispatching', 'confirmed');
    const [newest] = [...world.state().proposals.keys()].slice(-1);
    if (newest === undefined) throw new Error('a proposal was expected');
    expect(codeOf(await world.approve('ada', newest))).toBe('GUARDRAIL_BLOCK');
    must(await decline(world.ports, newest, { kind: 'reject', reason: 'Made for other shares.' }));
    const second = must(await world.decideArm('mia'));
    expect(world.proposal(second).before).toEqual({ armsAction: world.proposal(first).actionId });
    must(await world.approve('ada', second));
  });

  it('[BA89] are judged again at approval: other posteriors, another arm or nothing read refuses', async () => {
    const id = must(await world.decideArm('mia'));
    const refusedBy = async (bandit: (read: BanditRead) => Result<BanditRead>) => {
      world.outside.bandit = bandit;
      return codeOf(await world.approve('ada', id));
    };
    expect(await refusedBy(() => err(appError('CACHE_WORKER_DIED')))).toBe('GUARDRAIL_BLOCK');
    expect(await refusedBy(change('a', { pBest: 0.5 }))).toBe('GUARDRAIL_BLOCK');
    expect(
      await refusedBy((read) =>
        ok({ ...read, arms: read.arms.concat(read.arms.slice(0, 1).map((arm) => ({ ...arm, arm: 'new' }))) }),
      ),
    ).toBe('GUARDRAIL_BLOCK');
    expect(await refusedBy((read) => ok({ ...read, cell: { ...read.cell, version: 2 } }))).toBe('GUARDRAIL_BLOCK');
    world.outside.bandit = ok;
    must(await world.approve('ada', id));
  });

  it('[BA89] the proposer can not approve, and an analyst may not', async () => {
    const id = must(await world.decideArm('ada'));
    expect(codeOf(await world.approve('ada', id))).toBe('FOUR_EYES');
    expect(codeOf(await world.approve('mia', id))).toBe('NOT_PERMITTED');
    must(await world.approve('abe', id));
  });
});

describe('the action', () => {
  it('[BA85] ends arms with the approval, and no more when it is given up', async () => {
    const id = must(await world.decideArm('mia'));
    must(await world.approve('ada', id));
    expect(cell()?.arms).toEqual([
      { arm: 'a', state: 'promoted' },
      { arm: 'b', state: 'killed' },
      { arm: 'c', state: 'killed' },
    ]);
    await reach(world.proposal(id).actionId, 'superseded');
    expect(cell()?.arms).toEqual([]);
  });

  it('[BA89] is authorised while it is what was approved, and waits for the kill switch', async () => {
    const id = must(await world.decideArm('mia'));
    must(await world.approve('ada', id));
    const action = world.state().actions.get(world.proposal(id).actionId)?.action;
    if (action?.payload.kind !== 'bandit.decide') throw new Error('no decision');
    const { payload } = action;
    const may = (changed = action) => authorizeAction(world.state(), changed, world.clock.now());
    expect(may()).toEqual(ok(undefined));
    expect(codeOf(may({ ...action, stakePerDay: money(1, 'USD') }))).toBe('PROPOSAL_CHANGED');
    expect(codeOf(may({ ...action, payload: { ...payload, arm: 'b' } }))).toBe('PROPOSAL_CHANGED');
    must(await setKillSwitch(world.ports, true, 'Something is wrong.'));
    expect(codeOf(may())).toBe('KILL_SWITCH_ON');
  });

  it('[BA92] is rolled back with a reason and no approval, once, the last one first, while the kill switch is on', async () => {
    const killed = await confirmed(KILL);
    const promoted = await confirmed();
    must(await setKillSwitch(world.ports, true, 'Something is wrong.'));
    world.signIn('max');
    expect(codeOf(await rollBack(world.ports, promoted, ' '))).toBe('REASON_REQUIRED');
    const early = await rollBack(world.ports, killed, 'Too early.');
    expect(early.ok ? '' : early.error.message).toContain('followed by a later decision on the same cell');
    const action = must(await rollBack(world.ports, promoted, 'Support is flooded.'));
    expect(action.payload).toEqual({
      ...{ kind: 'bandit.rollback', platform: 'production', ofActionId: promoted, cell: CELL },
      reason: 'Support is flooded.',
    });
    expect(authorizeAction(world.state(), action, world.clock.now())).toEqual(ok(undefined));
    expect(cell()?.arms).toEqual([{ arm: 'c', state: 'killed' }]);
    expect(codeOf(await rollBack(world.ports, promoted, 'Again.'))).toBe('ACTION_STATE');
    expect(railsOf(world.proposal(must(await world.decideArm('max'))))['not-already-decided']).toBe('block');
    await reach(action.id, 'validating', 'dispatching', 'confirmed');
    await reach(promoted, 'rolled_back');
    must(await rollBack(world.ports, killed, 'Both.'));
    expect(cell()?.arms).toEqual([]);
  });
});

describe('a keep', () => {
  const keep = (arm: string, reason = 'It is close.') => keepArm(world.ports, { cell: CELL, arm, reason });

  it('[BA93] is written down with who and why, and nothing else', async () => {
    world.signIn('mia');
    const id = must(await keep('b', ' It is close. '));
    expect(world.state().keptArms.get(id)).toMatchObject({
      ...{ cell: CELL, arm: 'b', reason: 'It is close.', dataThrough: '2026-11-01', by: world.member('mia').id },
    });
    expect([world.state().proposals.size, world.state().actions.size]).toEqual([0, 0]);
    expect(banditDecisions(world.state())).toMatchObject([{ id, decision: 'keep', state: 'noted', proposalId: null }]);
  });

  it('[BA93] needs somebody signed in, a reason, an active arm and an open cell', async () => {
    expect(codeOf(await keep('b'))).toBe('SIGN_IN_REQUIRED');
    world.signIn('mia');
    expect(codeOf(await keep('b', ' '))).toBe('REASON_REQUIRED');
    expect(reasonOf(await keep('z'))).toBe('it has no arm z');
    await confirmed(KILL);
    expect(reasonOf(await keep('c'))).toBe('Still picture is killed already');
    expect(codeOf(await keepArm(world.ports, { cell: 'unknown', arm: 'a', reason: 'Wait.' }))).toBe('NOT_FOUND');
    await commit(world.spine, [draft({ type: 'cell.ended', key: CELL, reason: 'Enough seen.' })]);
    world.signIn('mia');
    expect(reasonOf(await keep('b'))).toBe('the cell has ended');
    expect(world.state().keptArms.size).toBe(0);
  });
});

describe('decisions over arms, listed', () => {
  const states = () => banditDecisions(world.state(), world.clock.now()).map(({ arm, state }) => [arm, state]);

  it('[BA90] tell how far each has got, the last first', async () => {
    const declined = must(await world.decideArm('mia', { ...KILL, arm: 'b' }));
    expect(states()).toEqual([['b', 'proposed']]);
    world.signIn('ada');
    must(await decline(world.ports, declined, { kind: 'reject', reason: 'Not yet.' }));
    expect(states()).toEqual([['b', 'refused']]);
    world.clock.advance(1_000);
    const killed = await confirmed(KILL);
    expect(states()).toEqual([
      ['c', 'done'],
      ['b', 'refused'],
    ]);
    world.clock.advance(1_000);
    const id = must(await world.decideArm('mia'));
    must(await world.approve('abe', id));
    expect(states()[0]).toEqual(['a', 'approved']);
    await reach(world.proposal(id).actionId, 'discarded');
    expect(states()[0]).toEqual(['a', 'refused']);
    must(await rollBack(world.ports, killed, 'Wrong.'));
    expect(states()[1]).toEqual(['c', 'taken_back']);
  });

  it('[BA90] a proposal whose time is over is refused', async () => {
    must(await world.decideArm('mia'));
    world.clock.advance(73 * 3_600_000);
    expect(states()).toEqual([['a', 'refused']]);
    expect(banditDecisions(world.state())[0]?.state).toBe('proposed');
  });
});
