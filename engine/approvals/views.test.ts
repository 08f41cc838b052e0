import { beforeEach, describe, expect, it } from 'vitest';
import { type ApprovalsWorld, approvalsWorld, codeOf, must, type Person } from '../../tests/support/approvals-world.ts';
import type { ProposalView } from '../contract/index.ts';
import { money, type Uuid } from '../core/index.ts';
import { actionViews, judgeNow, proposalViewOf, proposalViews } from './index.ts';

let world: ApprovalsWorld;
beforeEach(async () => {
  world = await approvalsWorld();
});

const memberId = (person: Person | null): Uuid | null => (person === null ? null : world.member(person).id);
const seenBy = async (person: Person | null, id: Uuid): Promise<ProposalView> =>
  must(await proposalViewOf(world.state(), id, { ...world.ports, memberId: memberId(person) }));

describe('whether a member may approve', () => {
  it('is said with the reason when not', async () => {
    const id = must(await world.propose('mia', { dailyBudget: money(50_001, 'USD') }));
    const reasons = await Promise.all(
      ([null, 'mia', 'max', 'ada'] as const).map(async (person) => (await seenBy(person, id)).mayApprove),
    );
    expect(reasons).toEqual([
      { allowed: false, reason: 'Sign in to decide.' },
      { allowed: false, reason: expect.stringContaining('mia') },
      { allowed: false, reason: 'max may not approve proposals.' },
      { allowed: true, reason: '' },
    ]);
    must(await world.approve('ada', id));
    expect((await seenBy('ada', id)).mayApprove.reason).toContain('another member');
    expect((await seenBy('abe', id)).mayApprove.allowed).toBe(true);
    must(await world.approve('abe', id));
    expect(await seenBy('abe', id)).toMatchObject({
      state: 'approved',
      proposerName: 'mia',
      approvals: [{ approverName: 'ada' }, { approverName: 'abe' }],
      actionState: 'journaled',
      mayApprove: { allowed: false, reason: 'It is approved.' },
    });
  });

  it.each(['stale', 'unknown', 'unreadable'] as const)(
    '[AP9] follows the data of now: %s when it was proposed, mended since, broken again',
    async (freshness) => {
      world.outside.freshness = freshness;
      const id = must(await world.propose('mia'));
      expect((await seenBy('ada', id)).mayApprove).toMatchObject({
        allowed: false,
        reason: expect.stringContaining('Fresh data'),
      });
      world.outside.freshness = 'fresh';
      expect((await seenBy('ada', id)).mayApprove.allowed).toBe(true);
      world.outside.freshness = freshness;
      const [listed] = await proposalViews(world.state(), { ...world.ports, memberId: memberId('ada') });
      expect(listed?.mayApprove.allowed).toBe(false);
      expect(codeOf(await world.approve('ada', id))).toBe('GUARDRAIL_BLOCK');
      world.outside.freshness = 'fresh';
      expect(codeOf(await world.approve('ada', id))).toBe('ok');
    },
  );

  it('keeps the guardrails of what has been decided', async () => {
    const id = must(await world.propose('mia'));
    must(await world.approve('ada', id));
    world.outside.freshness = 'stale';
    const record = world.state().proposals.get(id);
    if (record === undefined) throw new Error('the proposal is not in the state');
    expect(await judgeNow(world.ports, world.state(), record)).toEqual(record.proposal.guardrails);
  });
});

it('lists the newest first, and reads the data of each test once', async () => {
  const ids: Uuid[] = [];
  for (const testId of ['win1', 'win2', 'win1'] as const) {
    ids.push(must(await world.propose('mia', { testId, dailyBudget: money(10_000, 'USD') })));
    world.clock.advance(1_000);
  }
  const read: string[] = [];
  const ports = {
    ...world.ports,
    memberId: null,
    readTest(testId: string) {
      read.push(testId);
      return world.ports.readTest(testId);
    },
  };
  const views = await proposalViews(world.state(), ports);
  expect(views.map(({ proposal }) => proposal.id)).toEqual(ids.toReversed());
  expect(read.toSorted()).toEqual(['win1', 'win2']);
});

it('shows actions under the title of their proposal', async () => {
  const id = must(await world.propose('mia'));
  must(await world.approve('ada', id));
  expect(actionViews(world.state(), () => null)).toMatchObject([
    { title: world.proposal(id).title, state: 'journaled', attempts: 0, receipt: null, nextAttemptAt: null },
  ]);
});
