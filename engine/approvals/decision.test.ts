import { beforeEach, describe, expect, it } from 'vitest';
import { type ApprovalsWorld, approvalsWorld, codeOf, must } from '../../tests/support/approvals-world.ts';
import { commit } from '../../tests/support/spine.ts';
import { draft } from '../../tests/support/spine-events.ts';
import type { ActionState, ExperimentRead, ExperimentVerdict, Proposal } from '../contract/index.ts';
import { ok, type Uuid } from '../core/index.ts';
import { authorizeAction, fingerprintOf, rollBack, setKillSwitch } from './index.ts';

let world: ApprovalsWorld;

beforeEach(async () => {
  world = await approvalsWorld();
});

const BACK = { outcome: 'roll_back', variation: 'control' } as const;
const experiment = () => world.state().experiments.get('checkout');
const railsOf = ({ guardrails }: Proposal): Record<string, string> =>
  Object.fromEntries(guardrails.map(({ guardrail, outcome }) => [guardrail, outcome]));
const reach = (actionId: Uuid, ...states: readonly ActionState[]) =>
  commit(
    world.spine,
    states.map((state) => draft({ type: 'action.state', actionId, state, attempt: 1, failure: null })),
  );

/** Mia's decision that Ada approved, and its action. */
async function approved(): Promise<Uuid> {
  const id = must(await world.decide('mia'));
  must(await world.approve('ada', id));
  return world.proposal(id).actionId;
}

/** The decision as sync leaves it when it is carried out. */
async function confirmed(): Promise<Uuid> {
  const actionId = await approved();
  await reach(actionId, 'validating', 'dispatching');
  await commit(world.spine, [
    draft({ type: 'action.step', actionId, step: 'flag', phase: 'known', platformId: 'checkout' }),
  ]);
  await reach(actionId, 'confirmed');
  return actionId;
}

describe('what a read supports', () => {
  const VERDICTS: readonly ExperimentVerdict[] = [
    'ship',
    'roll_back',
    'ready_for_review',
    'keep_running',
    'unhealthy',
    'no_data',
  ];
  const SHIPS = { ship: 'pass', ready_for_review: 'warn' };
  const GOES_BACK = { roll_back: 'pass', ready_for_review: 'warn', keep_running: 'warn', unhealthy: 'warn' };

  it.each(VERDICTS)('[EX20] [EX21] a verdict of %s', async (verdict) => {
    world.outside.verdict = verdict;
    const outcomes: Record<string, string | undefined> = {};
    for (const [outcome, change] of [
      ['ship', {}],
      ['roll_back', BACK],
    ] as const) {
      const one = await approvalsWorld();
      one.outside.verdict = verdict;
      const proposed = await one.decide('mia', change);
      if (!proposed.ok)
        expect([proposed.error.code, one.state().proposals.size]).toEqual(['PROPOSAL_NOT_SUPPORTED', 0]);
      outcomes[outcome] = proposed.ok ? railsOf(one.proposal(proposed.value)).verdict : undefined;
    }
    expect(outcomes).toEqual({
      ship: new Map(Object.entries(SHIPS)).get(verdict),
      roll_back: new Map(Object.entries(GOES_BACK)).get(verdict),
    });
  });

  it.each([
    ['the control can not be shipped', { variation: 'control' }],
    ['a roll-back gives nobody the treatment', { outcome: 'roll_back' as const }],
    ['there is no such variation', { variation: 'other' }],
  ])('[EX22] %s', async (_, change) => {
    world.outside.verdict = 'ready_for_review';
    expect(codeOf(await world.decide('mia', change))).toBe('PROPOSAL_NOT_SUPPORTED');
  });

  it('[EX22] only the variation that is better is shipped', async () => {
    world.outside.experiment = (read) => ({ ...read, verdict: { ...read.verdict, variation: 'another' } });
    expect(codeOf(await world.decide('mia'))).toBe('PROPOSAL_NOT_SUPPORTED');
  });

  it('[EX20] needs a reason, somebody signed in, and an experiment that has run', async () => {
    expect(codeOf(await world.decide('mia', { reason: ' ' }))).toBe('REASON_REQUIRED');
    expect(codeOf(await world.decide('mia', { key: 'unknown' }))).toBe('NOT_FOUND');
    await confirmed();
    expect(codeOf(await world.decide('mia'))).toBe('PROPOSAL_NOT_SUPPORTED');
  });

  it('[EX20] is refused when the experiment changes while it is read', async () => {
    world.outside.experiment = (read) => ({ ...read, experiment: { ...read.experiment, version: 2 } });
    expect(codeOf(await world.decide('mia'))).toBe('PROPOSAL_NOT_SUPPORTED');
  });
});

describe('the proposal', () => {
  it.each([
    [
      { targeting: { country: { $in: ['DE'] } } },
      'everybody it targets',
      'Everybody where country is DE; everybody else gets steps: 5',
    ],
    [
      { holdout: 'quarter' },
      'everybody not held out',
      'Everybody, but not those whom the holdout quarter keeps out (it does not run now, and keeps nobody out); everybody else gets steps: 5',
    ],
  ])('[EX117] is for those the experiment is for: %j', async (changes, whom, words) => {
    world.outside.experiment = (read) => {
      const design = { ...read.experiment.design, ...changes };
      return { ...read, experiment: { ...read.experiment, design } };
    };
    const { title, payload, diff } = world.proposal(must(await world.decide('mia')));
    expect(title).toBe(`Ship "Three steps" of "Shorter checkout" to ${whom}`);
    expect(payload).toMatchObject({
      audience: { targeting: {}, holdout: null, otherwise: { steps: 5 }, ...changes },
    });
    expect(diff[0]?.label).toBe(`Flag checkout, for ${whom}`);
    expect(diff.find(({ label }) => label === 'Who gets it')).toMatchObject({ after: words });
  });

  it('[EX23] says what changes for everybody, what is expected, and what it rests on', async () => {
    const proposal = world.proposal(must(await world.decide('mia')));
    expect(proposal.title).toBe('Ship "Three steps" of "Shorter checkout" to everybody');
    expect(proposal.payload).toMatchObject({
      ...{ flag: 'checkout', value: { steps: 3 }, designVersion: 1 },
      audience: null,
    });
    expect(proposal.diff.slice(0, 3)).toEqual([
      {
        label: 'Flag checkout, for everybody',
        before: 'steps: 5 or steps: 3, by variation; steps: 5 for units outside',
        after: 'steps: 3',
        mono: true,
      },
      {
        label: 'Variation',
        before: 'Five steps 50.00 %, Three steps 50.00 %',
        after: 'Three steps for everybody',
        mono: false,
      },
      { label: 'Experiment', before: 'running', after: 'decided, no new units', mono: false },
    ]);
    expect(proposal.diff.map(({ label }) => label)).not.toContain('Who gets it');
    expect(proposal.expectedEffect?.sentence).toBe(
      '+12.00 % Sign-ups, Three steps over the control (95 % interval 11.00 – 13.00 %).',
    );
    const refs = proposal.proofIds.map((id) => world.state().proofs.get(id)?.ref);
    expect(refs).toEqual([
      'experiment.verdict/checkout',
      'experiment.check/checkout/sample_ratio',
      'experiment.metric/checkout/sign-ups/treatment/estimate',
      'experiment.metric/checkout/sign-ups/treatment/p',
    ]);
    expect(world.state().proofs.get(proposal.expectedEffect?.proofId ?? '')?.ref).toBe(refs[2]);
    expect(proposal.fingerprint).toBe(fingerprintOf(proposal));
  });

  it('[EX23] has nothing at stake, needs one approver, and asks nothing of the cap', async () => {
    const nothing = { perDay: { minor: 0, currency: 'EUR' }, twoApproversAbove: { minor: 0, currency: 'EUR' } };
    await commit(world.spine, [draft({ type: 'caps.set', caps: nothing })]);
    const id = must(await world.decide('mia'));
    expect(world.proposal(id)).toMatchObject({ stakePerDay: { minor: 0 }, approvalsNeeded: 1 });
    must(await world.approve('ada', id));
  });

  it('[EX23] says of a roll-back what is given up', async () => {
    world.outside.verdict = 'roll_back';
    const proposal = world.proposal(must(await world.decide('mia', BACK)));
    expect(proposal.payload).toMatchObject({ outcome: 'roll_back', value: { steps: 5 } });
    expect(proposal.expectedEffect?.sentence).toContain('given up with Three steps');
  });

  it('[EX23] expects nothing where nothing can be told', async () => {
    const untold = (read: ExperimentRead): ExperimentRead => ({
      ...read,
      metrics: read.metrics.map((metric) => (metric.metric.role === 'goal' ? { ...metric, comparisons: [] } : metric)),
    });
    world.outside.experiment = untold;
    expect(world.proposal(must(await world.decide('mia'))).expectedEffect).toBeNull();
  });
});

describe('guardrails of a decision', () => {
  const proposedRails = async (change = {}) => railsOf(world.proposal(must(await world.decide('mia', change))));
  const ALL_PASS = {
    'fresh-data': 'pass',
    verdict: 'pass',
    'sample-ratio': 'pass',
    'guardrail-metrics': 'pass',
    'not-already-decided': 'pass',
  };

  it('[EX24] are all judged', async () => {
    expect(await proposedRails()).toEqual(ALL_PASS);
  });

  it.each([
    ['stale', 'block', 'warn'],
    ['late', 'warn', 'warn'],
    ['unreadable', 'unknown', 'unknown'],
  ] as const)('[EX24] data that are %s %s a release and %s a roll-back', async (state, ship, back) => {
    world.outside.freshness = state;
    expect((await proposedRails())['fresh-data']).toBe(ship);
    const other = await approvalsWorld();
    other.outside.freshness = state;
    other.outside.verdict = 'roll_back';
    expect(railsOf(other.proposal(must(await other.decide('mia', BACK))))['fresh-data']).toBe(back);
  });

  const guardrailReads = (reads: 'better' | 'worse' | 'cant_tell', low: number) => (read: ExperimentRead) => ({
    ...read,
    metrics: read.metrics.map((metric) =>
      metric.metric.role === 'guardrail'
        ? {
            ...metric,
            comparisons: metric.comparisons.map((each) => ({
              ...each,
              reads,
              interval: { low, high: 0.02, level: 0.95 },
            })),
          }
        : metric,
    ),
  });

  it.each([
    ['worse', -0.05, 'block'],
    ['cant_tell', -0.05, 'warn'],
    ['cant_tell', -0.01, 'pass'],
  ] as const)('[EX24] a guardrail metric that reads %s down to %d: %s', async (reads, low, outcome) => {
    world.outside.experiment = guardrailReads(reads, low);
    expect((await proposedRails())['guardrail-metrics']).toBe(outcome);
  });

  it('[EX24] a guardrail metric that was not measured is unknown', async () => {
    world.outside.experiment = (read) => ({
      ...read,
      metrics: read.metrics.map((metric) => ({ ...metric, comparisons: [] })),
    });
    expect((await proposedRails())['guardrail-metrics']).toBe('unknown');
  });

  it('[EX24] two proposals: the older one goes first and does not wait', async () => {
    const older = must(await world.decide('mia'));
    const newer = must(await world.decide('max'));
    expect(railsOf(world.proposal(newer))['not-already-decided']).toBe('block');
    expect(codeOf(await world.approve('ada', newer))).toBe('GUARDRAIL_BLOCK');
    must(await world.approve('ada', older));
  });

  it('[EX24] are judged again at approval: unknown refuses', async () => {
    const id = must(await world.decide('mia'));
    world.outside.verdict = 'unreadable';
    expect(codeOf(await world.approve('ada', id))).toBe('GUARDRAIL_BLOCK');
    world.outside.verdict = 'unhealthy';
    expect(codeOf(await world.approve('ada', id))).toBe('GUARDRAIL_BLOCK');
    world.outside.verdict = 'ship';
    must(await world.approve('ada', id));
  });

  it('[EX24] the proposer can not approve, and an analyst may not', async () => {
    const id = must(await world.decide('ada'));
    expect(codeOf(await world.approve('ada', id))).toBe('FOUR_EYES');
    expect(codeOf(await world.approve('mia', id))).toBe('NOT_PERMITTED');
    must(await world.approve('abe', id));
  });
});

describe('the action', () => {
  it('[EX26] decides the experiment with the approval', async () => {
    await approved();
    expect(experiment()).toMatchObject({ status: 'decided', decision: { outcome: 'ship', variation: 'treatment' } });
  });

  it('[EX25] is authorised while it is what was approved, and waits for the kill switch', async () => {
    const actionId = await approved();
    const action = world.state().actions.get(actionId)?.action;
    if (action === undefined) throw new Error('no action');
    const may = (changed = action) => authorizeAction(world.state(), changed, world.clock.now());
    expect(may()).toEqual(ok(undefined));
    expect(codeOf(may({ ...action, stakePerDay: { minor: 1, currency: 'USD' } }))).toBe('PROPOSAL_CHANGED');
    if (action.payload.kind !== 'experiment.decide') throw new Error('not a decision');
    expect(codeOf(may({ ...action, payload: { ...action.payload, value: false } }))).toBe('PROPOSAL_CHANGED');
    must(await setKillSwitch(world.ports, true, 'Something is wrong.'));
    expect(codeOf(may())).toBe('KILL_SWITCH_ON');
  });

  it('[EX25] is planned from the decision that stands on the flag', async () => {
    expect(world.proposal(must(await world.decide('mia'))).before).toEqual({ flagAction: null });
    const other = await approvalsWorld();
    world = other;
    const first = await confirmed();
    const action = must(await rollBack(world.ports, first, 'Support is flooded.'));
    expect(codeOf(await world.decide('mia'))).toBe('ok');
    await reach(action.id, 'validating', 'dispatching', 'confirmed');
    await reach(first, 'rolled_back');
    expect(world.proposal(must(await world.decide('max'))).before).toEqual({ flagAction: null });
  });

  it('[EX28] is rolled back with a reason and no approval, once, while the kill switch is on', async () => {
    const actionId = await confirmed();
    must(await setKillSwitch(world.ports, true, 'Something is wrong.'));
    world.signIn('max');
    expect(codeOf(await rollBack(world.ports, actionId, ' '))).toBe('REASON_REQUIRED');
    const action = must(await rollBack(world.ports, actionId, 'Support is flooded.'));
    expect(action.payload).toEqual({
      kind: 'experiment.rollback',
      platform: 'production',
      ofActionId: actionId,
      experimentKey: 'checkout',
      flag: 'checkout',
      reason: 'Support is flooded.',
    });
    expect(authorizeAction(world.state(), action, world.clock.now())).toEqual(ok(undefined));
    expect(experiment()).toMatchObject({ status: 'stopped', decision: null });
    expect(codeOf(await rollBack(world.ports, actionId, 'Again.'))).toBe('ACTION_STATE');
  });

  it('[EX28] blocks another decision while it is being rolled back', async () => {
    const actionId = await confirmed();
    must(await rollBack(world.ports, actionId, 'Support is flooded.'));
    const rails = railsOf(world.proposal(must(await world.decide('max'))));
    expect(rails['not-already-decided']).toBe('block');
  });
});
