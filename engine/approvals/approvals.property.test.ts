import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ApprovalsWorld, approvalsWorld, PERSONS, type Person } from '../../tests/support/approvals-world.ts';
import { commit } from '../../tests/support/spine.ts';
import { draft } from '../../tests/support/spine-events.ts';
import { money, type Uuid } from '../core/index.ts';
import { verifySignature } from '../members/index.ts';
import { committedSpend } from '../store/journal/index.ts';
import { authorizeAction, decline, setCaps } from './index.ts';
import { approvalStatement } from './statements.ts';

const person = fc.constantFrom(...PERSONS);
const nth = fc.nat({ max: 3 });

/** What members may try, in any order; much of it is refused. */
const attempt = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('propose' as const),
      person,
      testId: fc.constantFrom('win1', 'win2', 'win3', 'early'),
      minor: fc.integer({ min: 5_000, max: 70_000 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('decide' as const),
      person,
      arm: fc.constantFrom('a', 'b', 'c'),
      outcome: fc.constantFrom('promote' as const, 'kill' as const),
    }),
  },
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('approve' as const), person, nth }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('approve together' as const),
      persons: fc.array(person, { maxLength: 4 }),
      nth,
    }),
  },
  fc.record({ kind: fc.constantFrom('reject', 'request_changes', 'withdraw'), person, nth }),
  fc.record({ kind: fc.constant('set caps' as const), perDay: fc.integer({ min: 0, max: 200_000 }) }),
  fc.record({ kind: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 30 }) }),
  fc.record({ kind: fc.constant('discard' as const), nth }),
);
type Attempt = typeof attempt extends fc.Arbitrary<infer A> ? A : never;

/** Newest first, so that what was just proposed is decided on most. */
const proposalIn = (world: ApprovalsWorld, index: number): Uuid | undefined =>
  [...world.state().proposals.keys()].toReversed().at(index);

async function tryIt(world: ApprovalsWorld, tried: Attempt): Promise<void> {
  if (tried.kind === 'wait') return world.clock.advance(tried.hours * 3_600_000);
  if (tried.kind === 'propose') {
    await world.propose(tried.person, { testId: tried.testId, dailyBudget: money(tried.minor, 'USD') });
    return;
  }
  if (tried.kind === 'decide') {
    const { person: by, arm, outcome } = tried;
    await world.decideArm(by, { arm, outcome });
    return;
  }
  if (tried.kind === 'set caps') {
    world.signIn('zoe');
    const caps = { perDay: money(tried.perDay, 'USD'), twoApproversAbove: money(30_000, 'USD') };
    await setCaps(world.ports, caps, 'USD');
    return;
  }
  if (tried.kind === 'discard') {
    const record = [...world.state().actions.values()].at(tried.nth);
    if (record?.state !== 'journaled') return;
    const event = {
      type: 'action.state',
      actionId: record.action.id,
      state: 'discarded',
      attempt: 0,
      failure: null,
    } as const;
    return commit(world.spine, [draft(event)]);
  }
  const id = proposalIn(world, tried.nth);
  if (id === undefined) return;
  if (tried.kind === 'approve') {
    await world.approve(tried.person, id);
  } else if (tried.kind === 'approve together') {
    await Promise.all(tried.persons.map((each: Person) => world.approve(each, id)));
  } else {
    world.signIn(tried.person);
    await decline(world.ports, id, { kind: tried.kind, reason: 'As it happens.' });
  }
}

/** Each action stands on one proposal and on enough different members, none of them the proposer, who signed it. */
function everyActionIsApproved(world: ApprovalsWorld): void {
  const state = world.state();
  const used = new Set<Uuid>();
  for (const { action } of state.actions.values()) {
    const record = action.proposalId === null ? undefined : state.proposals.get(action.proposalId);
    if (record === undefined) throw new Error('an action without a proposal');
    const { proposal, approvals } = record;
    expect(action).toMatchObject({
      id: proposal.actionId,
      payload: proposal.payload,
      fingerprint: proposal.fingerprint,
    });
    const given = approvals.filter(({ id }) => action.approvalIds.includes(id));
    const approvers = new Set(given.map(({ approverId }) => approverId));
    expect(approvers.size).toBeGreaterThanOrEqual(proposal.approvalsNeeded);
    expect(approvers.size).toBe(action.approvalIds.length);
    expect(approvers.has(proposal.proposerId)).toBe(false);
    for (const { signature, ...statement } of given) {
      const approver = state.members.get(statement.approverId);
      expect(approver?.role).not.toBe('analyst');
      const text = approvalStatement(statement);
      expect(verifySignature({ publicKey: approver?.publicKey ?? '', text, signature })).toBe(true);
      expect(statement.approvedAt < proposal.expiresAt).toBe(true);
      expect(used.has(statement.id)).toBe(false);
      used.add(statement.id);
    }
  }
}

/** Nothing is carried out here, so a second decision over the cell waits until the first is given up. */
function oneDecisionIsOnItsWay(world: ApprovalsWorld): number {
  const decided = [...world.state().actions.values()].filter(({ action }) => action.payload.kind === 'bandit.decide');
  expect(decided.filter(({ state }) => state === 'journaled').length).toBeLessThanOrEqual(1);
  const arms = world.state().cells.get('meta-students')?.arms ?? [];
  expect(arms.length > 0).toBe(decided.some(({ state }) => state === 'journaled'));
  return decided.length;
}

describe('whatever members try', () => {
  it('[AP4] [AP8] [AP10] [AP13] [BA89] no action lacks its signed approvals, and none makes the sum exceed the cap', async () => {
    let seen = 0;
    let decisions = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(attempt, { minLength: 20, maxLength: 40, size: 'max' }), async (attempts) => {
        const world = await approvalsWorld();
        for (const tried of attempts) {
          const before = world.state().actions.size;
          await tryIt(world, tried);
          const decided = oneDecisionIsOnItsWay(world);
          const state = world.state();
          if (state.actions.size === before) continue;
          decisions += decided;
          everyActionIsApproved(world);
          const newest = [...state.actions.values()].at(-1);
          if (newest === undefined) throw new Error('no action was made');
          // A decision spends nothing, so it may be approved while the cap is below what is spent already.
          if (newest.action.payload.kind === 'creative.publish')
            expect(committedSpend(state, 'USD').minor).toBeLessThanOrEqual(state.caps?.perDay.minor ?? 0);
          expect(authorizeAction(state, newest.action, world.clock.now())).toMatchObject({ ok: true });
          seen += state.actions.size - before;
        }
      }),
      { numRuns: 60 },
    );
    // Not vacuous: some attempts do lead to actions.
    expect(seen).toBeGreaterThan(5);
    expect(decisions).toBeGreaterThan(0);
  }, 60_000);
});
