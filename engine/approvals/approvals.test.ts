import { beforeEach, describe, expect, it } from 'vitest';
import {
  type ApprovalsWorld,
  approvalsWorld,
  codeOf,
  must,
  passphraseOf,
  promotion,
} from '../../tests/support/approvals-world.ts';
import { commit } from '../../tests/support/spine.ts';
import { draft, receipt, testId } from '../../tests/support/spine-events.ts';
import { canonicalJson, err, millisOf, money, type Uuid } from '../core/index.ts';
import { verifySignature } from '../members/index.ts';
import { approve, authorizeAction, decline, proposePromotion, rollBack, setCaps, setKillSwitch } from './index.ts';
import { approvalStatement, proposalStatement, rejectionStatement } from './statements.ts';
import { proposalViewOf } from './views.ts';

const HOUR = 3_600_000;
let world: ApprovalsWorld;

beforeEach(async () => {
  world = await approvalsWorld();
});

const entriesOf = (type: string): number => world.spine.entries().filter(({ event }) => event.type === type).length;
const inReview = async (): Promise<Uuid> => must(await world.propose('mia'));

/** A proposal of Mia's that Ada approved, and its action. */
async function approved(): Promise<{ readonly id: Uuid; readonly actionId: Uuid }> {
  const id = await inReview();
  must(await world.approve('ada', id));
  return { id, actionId: world.proposal(id).actionId };
}

/** The publication as sync leaves it when all four objects are there. */
async function confirmed(actionId: Uuid): Promise<void> {
  const state = (to: 'validating' | 'dispatching' | 'confirmed') =>
    draft({ type: 'action.state', actionId, state: to, attempt: 1, failure: null });
  const made = (['campaign', 'adset', 'creative', 'ad'] as const).map((step, i) =>
    draft({ type: 'action.step', actionId, step, phase: 'known', platformId: `900${i}` }),
  );
  await commit(world.spine, [
    ...[state('validating'), state('dispatching'), ...made],
    draft({ type: 'receipt.recorded', receipt: receipt(900, actionId) }),
    state('confirmed'),
  ]);
}

describe('proposing', () => {
  it.each([
    ['early', 'early-2', 'too little data'],
    ['skew', 'skew-2', 'an uneven split'],
    ['win1', 'win1-1', 'another variant is the winner'],
  ])('[AP1] %s %s: %s is refused and nothing is written', async (testId, variantId) => {
    const before = world.spine.head.seq;
    expect(codeOf(await world.propose('mia', { testId, variantId }))).toBe('PROPOSAL_NOT_SUPPORTED');
    expect(world.spine.head.seq).toBe(before);
  });

  it('[AP1] a variant or test that is not in the data is not found', async () => {
    expect(codeOf(await world.propose('mia', { variantId: 'win1-9' }))).toBe('NOT_FOUND');
    expect(codeOf(await world.propose('mia', { testId: 'gone' }))).toBe('NOT_FOUND');
  });

  it('holds absolute values, the diff, the way back, the effect with its proof, and expires', async () => {
    const proposal = world.proposal(await inReview());
    expect(proposal.payload).toMatchObject({ headline: 'win1 headline 2', dailyBudget: money(40_000, 'USD') });
    expect(proposal.diff).toContainEqual(
      expect.objectContaining({ label: 'Daily budget', before: '$0.00', after: '$400.00, cap $1,000.00' }),
    );
    expect(proposal.diff.map(({ label }) => label)).toEqual(expect.arrayContaining(['Ad', 'Headline', 'Undo']));
    const { expectedEffect } = proposal;
    // 600 of 20,000 against 400 of 20,000 is one percentage point, up to the prior.
    expect(expectedEffect?.estimate).toBeCloseTo(0.01, 3);
    expect(expectedEffect?.interval.low).toBeGreaterThan(0);
    expect(expectedEffect?.sentence).toMatch(
      /^\+\d\.\d\d pp click-through rate over variant [A-Z] \(95 % interval .+\)\.$/,
    );
    expect(proposal.proofIds).toContain(expectedEffect?.proofId);
    for (const id of proposal.proofIds) expect(world.state().proofs.has(id)).toBe(true);
  });

  it('[AP2] the dry run holds the requests with the id of the action', async () => {
    const { dryRun, actionId } = world.proposal(await inReview());
    expect(dryRun.passed).toBe(true);
    expect(dryRun.requests.length).toBe(4);
    for (const { body } of dryRun.requests) expect(canonicalJson(body)).toContain(actionId);
  });

  it('[AP3] needs someone signed in, and is signed by them', async () => {
    expect(codeOf(await proposePromotion(world.ports, promotion()))).toBe('SIGN_IN_REQUIRED');
    const id = await inReview();
    const record = world.state().proposals.get(id);
    const text = proposalStatement(world.proposal(id));
    const signedBy = (person: 'mia' | 'max'): boolean =>
      verifySignature({ publicKey: world.member(person).publicKey, text, signature: record?.signature ?? '' });
    expect([signedBy('mia'), signedBy('max')]).toEqual([true, false]);
  });

  it('[AP13] above the cap it is refused, alone or with what is committed', async () => {
    expect(codeOf(await world.propose('mia', { dailyBudget: money(100_001, 'USD') }))).toBe('CAP_EXCEEDED');
    await approved();
    expect(codeOf(await world.propose('mia', { testId: 'win2', dailyBudget: money(60_001, 'USD') }))).toBe(
      'CAP_EXCEEDED',
    );
    expect(codeOf(await world.propose('mia', { testId: 'win2', dailyBudget: money(60_000, 'USD') }))).toBe('ok');
  });

  it('needs an ad account, a page and a budget in the currency of the workspace', async () => {
    expect(codeOf(await world.propose('mia', { dailyBudget: money(1_000, 'EUR') }))).toBe('INPUT_INVALID');
    expect(codeOf(await world.propose('mia', { dailyBudget: money(0, 'USD') }))).toBe('INPUT_INVALID');
    world.outside.target = { ...world.outside.target, accountId: '' };
    expect(codeOf(await world.propose('mia'))).toBe('PLATFORM_NOT_CONFIGURED');
  });
});

describe('approving', () => {
  it('[AP4] is not for the proposer, whatever their role', async () => {
    const id = must(await world.propose('zoe'));
    expect(codeOf(await world.approve('zoe', id))).toBe('FOUR_EYES');
    expect(codeOf(await world.approve('ada', id))).toBe('ok');
  });

  it('[AP4] is not for an analyst', async () => {
    expect(codeOf(await world.approve('max', await inReview()))).toBe('NOT_PERMITTED');
    expect(world.state().actions.size).toBe(0);
  });

  it('[AP5] is of exactly the fingerprint that was seen', async () => {
    const id = await inReview();
    world.signIn('ada');
    const seen = { proposalId: id, fingerprint: 'a'.repeat(64), passphrase: passphraseOf('ada') };
    expect(codeOf(await approve(world.ports, seen))).toBe('PROPOSAL_CHANGED');
    expect(entriesOf('approval.given')).toBe(0);
  });

  it('[AP5] is refused when the content no longer gives the fingerprint', async () => {
    const made = world.proposal(await inReview());
    const id = testId(500);
    const swapped = { ...made, id, payload: { ...made.payload, dailyBudget: money(90_000, 'USD') } };
    await commit(world.spine, [
      draft({ type: 'proposal.created', proposal: swapped, proofs: [], signature: 'QUJD' }, made.proposerId),
    ]);
    expect(codeOf(await world.approve('ada', id))).toBe('PROPOSAL_CHANGED');
  });

  it('[AP5] is refused when other policies are in force than those it was made under', async () => {
    const id = await inReview();
    world.signIn('ada');
    const ports = { ...world.ports, policies: { ...world.ports.policies, version: 'a newer one' } };
    const input = { proposalId: id, fingerprint: world.proposal(id).fingerprint, passphrase: passphraseOf('ada') };
    expect(codeOf(await approve(ports, input))).toBe('PROPOSAL_STATE');
    const view = must(await proposalViewOf(world.state(), id, { ...ports, memberId: world.member('ada').id }));
    expect(view.mayApprove).toMatchObject({ allowed: false, reason: expect.stringContaining('other policies') });
  });

  it("[AP6] takes the approver's passphrase and leaves their signature", async () => {
    const id = await inReview();
    world.signIn('ada');
    const { fingerprint } = world.proposal(id);
    const wrong = { proposalId: id, fingerprint, passphrase: passphraseOf('abe') };
    expect(codeOf(await approve(world.ports, wrong))).toBe('PASSPHRASE_WRONG');
    must(await world.approve('ada', id));
    const given = world.state().proposals.get(id)?.approvals[0];
    if (given === undefined) throw new Error('no approval was given');
    const { signature, ...statement } = given;
    const { publicKey } = world.member('ada');
    expect(verifySignature({ publicKey, text: approvalStatement(statement), signature })).toBe(true);
    expect(statement).toMatchObject({ proposalId: id, approverId: world.member('ada').id, fingerprint });
  });

  it('[AP7] ends 72 hours after the proposal was made', async () => {
    const id = await inReview();
    const { createdAt, expiresAt } = world.proposal(id);
    expect(millisOf(expiresAt) - millisOf(createdAt)).toBe(72 * HOUR);
    world.clock.advance(72 * HOUR - 1);
    expect(await proposalViewOf(world.state(), id, { ...world.ports, memberId: null })).toMatchObject({
      value: { state: 'in_review' },
    });
    world.clock.advance(1);
    expect(codeOf(await world.approve('ada', id))).toBe('PROPOSAL_EXPIRED');
    expect(await proposalViewOf(world.state(), id, { ...world.ports, memberId: null })).toMatchObject({
      value: { state: 'expired' },
    });
  });

  it.each(['reject', 'request_changes', 'withdraw'] as const)('[AP7] ends with %s', async (kind) => {
    const id = await inReview();
    world.signIn(kind === 'withdraw' ? 'mia' : 'ada');
    must(await decline(world.ports, id, { kind, reason: 'The claim changed.' }));
    expect(codeOf(await world.approve('abe', id))).toBe('PROPOSAL_STATE');
  });

  it('[AP8] takes two different members above the threshold', async () => {
    const id = must(await world.propose('mia', { dailyBudget: money(50_001, 'USD') }));
    must(await world.approve('ada', id));
    expect(world.state().actions.size).toBe(0);
    expect(codeOf(await world.approve('ada', id))).toBe('PROPOSAL_STATE');
    must(await world.approve('abe', id));
    expect(world.state().actions.size).toBe(1);
    expect(world.state().actions.get(world.proposal(id).actionId)?.action.approvalIds.length).toBe(2);
  });

  it('[AP8] at the threshold one is enough, and a threshold lowered since asks for two', async () => {
    const one = must(await world.propose('mia', { dailyBudget: money(50_000, 'USD') }));
    const two = must(await world.propose('mia', { testId: 'win2', dailyBudget: money(40_000, 'USD') }));
    must(await world.approve('ada', one));
    expect(world.state().actions.size).toBe(1);
    world.signIn('zoe');
    const lower = { perDay: money(100_000, 'USD'), twoApproversAbove: money(39_999, 'USD') };
    must(await setCaps(world.ports, lower, 'USD'));
    must(await world.approve('ada', two));
    expect(world.state().actions.size).toBe(1);
    must(await world.approve('abe', two));
    expect(world.state().actions.size).toBe(2);
  });

  it.each(['stale', 'unknown', 'unreadable'] as const)('[AP9] waits while the data is %s', async (freshness) => {
    const id = await inReview();
    world.outside.freshness = freshness;
    expect(codeOf(await world.approve('ada', id))).toBe('GUARDRAIL_BLOCK');
    world.outside.freshness = 'late';
    expect(codeOf(await world.approve('ada', id))).toBe('ok');
  });

  it('[AP9] waits while the read can not be made, or no longer supports it', async () => {
    const id = await inReview();
    world.outside.test = (read) => ({ ok: true, value: { ...read, test: { ...read.test, verdict: 'keep_testing' } } });
    expect(codeOf(await world.approve('ada', id))).toBe('GUARDRAIL_BLOCK');
    world.outside.test = () => err({ code: 'CACHE_WORKER_DIED', message: '', next: '', detail: {} });
    expect(codeOf(await world.approve('ada', id))).toBe('GUARDRAIL_BLOCK');
    expect(entriesOf('approval.given')).toBe(0);
  });

  it('[AP9] keeps the guardrails as they were judged then', async () => {
    const id = await inReview();
    world.outside.freshness = 'late';
    must(await world.approve('ada', id));
    const given = world.spine.entries().find(({ event }) => event.type === 'approval.given')?.event;
    const judged = given?.type === 'approval.given' ? given.guardrails : [];
    expect(judged.map(({ outcome }) => outcome)).toContain('warn');
    expect(world.proposal(id).guardrails.map(({ outcome }) => outcome)).not.toContain('warn');
  });

  it('[AP10] journals approval and action in one batch, with exactly what was reviewed', async () => {
    const { id, actionId } = await approved();
    const proposal = world.proposal(id);
    const [approval, action] = world.spine.entries().slice(-2);
    expect([approval?.event.type, action?.event.type]).toEqual(['approval.given', 'action.journaled']);
    expect(world.state().actions.get(actionId)?.action).toMatchObject({
      payload: proposal.payload,
      fingerprint: proposal.fingerprint,
      stakePerDay: proposal.stakePerDay,
    });
  });

  it('[AP10] two at the same time make one action', async () => {
    const id = await inReview();
    const both = await Promise.all([world.approve('ada', id), world.approve('abe', id)]);
    expect(both.map(codeOf).toSorted()).toEqual(['PROPOSAL_STATE', 'ok']);
    expect(entriesOf('action.journaled')).toBe(1);
  });

  it('[AP10] [AP13] two for the rest of the cap at the same time: one of them', async () => {
    const first = must(await world.propose('mia', { testId: 'win1', dailyBudget: money(50_000, 'USD') }));
    const second = must(await world.propose('mia', { testId: 'win2', dailyBudget: money(50_000, 'USD') }));
    const third = must(await world.propose('mia', { testId: 'win3', dailyBudget: money(50_000, 'USD') }));
    const all = await Promise.all([first, second, third].map((id) => world.approve('ada', id)));
    expect(all.map(codeOf).toSorted()).toEqual(['CAP_EXCEEDED', 'ok', 'ok']);
  });
});

describe('declining', () => {
  it.each(['reject', 'request_changes', 'withdraw'] as const)('[AP11] %s needs a reason', async (kind) => {
    const id = await inReview();
    world.signIn(kind === 'withdraw' ? 'mia' : 'ada');
    expect(codeOf(await decline(world.ports, id, { kind, reason: '  ' }))).toBe('REASON_REQUIRED');
    expect(codeOf(await decline(world.ports, id, { kind, reason: 'Not now.' }))).toBe('ok');
  });

  it('[AP11] only the proposer withdraws; an analyst neither rejects nor asks for changes', async () => {
    const id = await inReview();
    for (const person of ['max', 'ada', 'zoe'] as const) {
      world.signIn(person);
      expect(codeOf(await decline(world.ports, id, { kind: 'withdraw', reason: 'Mine.' }))).toBe('NOT_PERMITTED');
    }
    world.signIn('max');
    expect(codeOf(await decline(world.ports, id, { kind: 'reject', reason: 'No.' }))).toBe('NOT_PERMITTED');
    expect(codeOf(await decline(world.ports, id, { kind: 'request_changes', reason: 'No.' }))).toBe('NOT_PERMITTED');
  });

  it('[AP11] a rejection is signed', async () => {
    const id = await inReview();
    world.signIn('ada');
    must(await decline(world.ports, id, { kind: 'reject', reason: 'Off brand.' }));
    const event = world.spine.entries().at(-1)?.event;
    const signature = event?.type === 'proposal.rejected' ? event.signature : '';
    const { id: memberId, publicKey } = world.member('ada');
    const text = rejectionStatement({
      proposalId: id,
      fingerprint: world.proposal(id).fingerprint,
      memberId,
      reason: 'Off brand.',
    });
    expect(verifySignature({ publicKey, text, signature })).toBe(true);
  });
});

describe('before dispatch', () => {
  const may = (actionId: Uuid): string => {
    const record = world.state().actions.get(actionId);
    if (record === undefined) throw new Error('there is no such action');
    return codeOf(authorizeAction(world.state(), record.action, world.clock.now()));
  };

  it('[AP12] an approved action goes out, and not after its proposal has expired', async () => {
    const { actionId } = await approved();
    expect(may(actionId)).toBe('ok');
    world.clock.advance(72 * HOUR);
    expect(may(actionId)).toBe('PROPOSAL_EXPIRED');
  });

  it('[AP12] one whose first request has gone out is finished', async () => {
    const { actionId } = await approved();
    await commit(world.spine, [
      draft({ type: 'action.step', actionId, step: 'campaign', phase: 'started', platformId: null }),
    ]);
    world.clock.advance(72 * HOUR);
    expect(may(actionId)).toBe('ok');
  });

  it('[AP13] a cap lowered since stops it', async () => {
    const { actionId } = await approved();
    world.signIn('zoe');
    must(await setCaps(world.ports, { perDay: money(39_999, 'USD'), twoApproversAbove: money(50_000, 'USD') }, 'USD'));
    expect(may(actionId)).toBe('CAP_EXCEEDED');
  });

  it('[AP14] nothing that spends goes out while the kill switch is on; turning it on needs a reason only', async () => {
    const { actionId } = await approved();
    world.signIn('max');
    expect(codeOf(await setKillSwitch(world.ports, true, ' '))).toBe('REASON_REQUIRED');
    must(await setKillSwitch(world.ports, true, 'Wrong landing page.'));
    expect(may(actionId)).toBe('KILL_SWITCH_ON');
    expect(codeOf(await setKillSwitch(world.ports, false, 'All clear.'))).toBe('NOT_PERMITTED');
    world.signIn('ada');
    must(await setKillSwitch(world.ports, false, 'All clear.'));
    expect(may(actionId)).toBe('ok');
  });

  it('[AP13] only an admin sets the caps, and in the currency of the workspace', async () => {
    const caps = { perDay: money(5_000_000, 'USD'), twoApproversAbove: money(5_000_000, 'USD') };
    world.signIn('ada');
    expect(codeOf(await setCaps(world.ports, caps, 'USD'))).toBe('NOT_PERMITTED');
    world.signIn('zoe');
    expect(codeOf(await setCaps(world.ports, caps, 'EUR'))).toBe('INPUT_INVALID');
    expect(codeOf(await setCaps(world.ports, { ...caps, perDay: money(-1, 'USD') }, 'USD'))).toBe('INPUT_INVALID');
    expect(codeOf(await setCaps(world.ports, caps, 'USD'))).toBe('ok');
  });

  it('[AP15] a rollback deletes what was made, youngest first, once, and passes the kill switch', async () => {
    const { actionId } = await approved();
    world.signIn('max');
    expect(codeOf(await rollBack(world.ports, actionId, 'Too early.'))).toBe('ACTION_STATE');
    await confirmed(actionId);
    expect(codeOf(await rollBack(world.ports, actionId, ' '))).toBe('REASON_REQUIRED');
    must(await setKillSwitch(world.ports, true, 'Wrong landing page.'));
    const action = must(await rollBack(world.ports, actionId, 'Wrong landing page.'));
    expect(action).toMatchObject({ proposalId: null, approvalIds: [], stakePerDay: money(0, 'USD') });
    expect(action.payload).toMatchObject({
      ofActionId: actionId,
      objects: [
        { kind: 'ad', platformId: '9003' },
        { kind: 'creative', platformId: '9002' },
        { kind: 'adset', platformId: '9001' },
        { kind: 'campaign', platformId: '9000' },
      ],
    });
    expect(may(action.id)).toBe('ok');
    expect(codeOf(await rollBack(world.ports, actionId, 'Again.'))).toBe('ACTION_STATE');
    world.ports.session.signOut();
    expect(codeOf(await rollBack(world.ports, actionId, 'Nobody.'))).toBe('SIGN_IN_REQUIRED');
  });

  it('[AP15] a publication that may have made something of unknown id is taken back without deletions', async () => {
    const { actionId } = await approved();
    const step = (phase: 'unknown' | 'not_done') =>
      draft({ type: 'action.step', actionId, step: 'campaign', phase, platformId: null });
    const dead = draft({ type: 'action.state', actionId, state: 'dead_letter', attempt: 1, failure: null });
    await commit(world.spine, [step('not_done'), dead]);
    world.signIn('mia');
    expect(codeOf(await rollBack(world.ports, actionId, 'Nothing there.'))).toBe('ACTION_STATE');
    await commit(world.spine, [step('unknown')]);
    const action = must(await rollBack(world.ports, actionId, 'Two campaigns, deleted by hand.'));
    expect(action.payload).toMatchObject({ ofActionId: actionId, objects: [] });
    expect(may(action.id)).toBe('ok');
  });

  it('[AP15] a rollback that spends or names other objects does not go out', async () => {
    const { actionId } = await approved();
    await confirmed(actionId);
    world.signIn('mia');
    const action = must(await rollBack(world.ports, actionId, 'Wrong landing page.'));
    const now = world.clock.now();
    const spending = { ...action, stakePerDay: money(1, 'USD') };
    expect(codeOf(authorizeAction(world.state(), spending, now))).toBe('PROPOSAL_CHANGED');
    if (action.payload.kind !== 'creative.rollback') throw new Error('not a rollback');
    const objects = [{ kind: 'campaign' as const, platformId: '6666' }];
    const foreign = { ...action, payload: { ...action.payload, objects } };
    expect(codeOf(authorizeAction(world.state(), foreign, now))).toBe('PROPOSAL_CHANGED');
  });
});
