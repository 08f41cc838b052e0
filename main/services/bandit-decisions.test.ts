import { beforeEach, describe, expect, it } from 'vitest';
import { keepArm, proposalViewOf, proposeBanditDecision } from '../../engine/approvals/index.ts';
import type { BanditDecideInput } from '../../engine/contract/index.ts';
import { ok } from '../../engine/core/index.ts';
import { type ApprovalsWorld, approvalsWorld, codeOf, must } from '../../tests/support/approvals-world.ts';
import { banditRead } from '../../tests/support/bandit-read.ts';
import { commit } from '../../tests/support/spine.ts';
import { draft } from '../../tests/support/spine-events.ts';
import { armPermissions, decisionsOver } from './arm-decisions.ts';
import { decideBandit } from './bandit-decisions.ts';

const CELL = 'meta-students';
const input: BanditDecideInput = { cell: CELL, arm: 'a', decision: 'promote', reason: 'It is best.' };
let world: ApprovalsWorld;
let decide: ReturnType<typeof decideBandit>;

const record = () => {
  const cell = world.state().cells.get(CELL);
  if (cell === undefined) throw new Error('a cell was expected');
  return cell;
};

beforeEach(async () => {
  world = await approvalsWorld();
  const { spine, clock, ports } = world;
  decide = decideBandit({
    ...{ spine, clock },
    propose: async (asked) => {
      const id = await proposeBanditDecision(ports, asked);
      const viewPorts = { ...ports, memberId: ports.session.memberId() };
      return id.ok ? proposalViewOf(spine.state, id.value, viewPorts) : id;
    },
    keep: (asked) => keepArm(ports, asked),
  });
});

describe('deciding over an arm', () => {
  it('[BA94] proposes a promotion or a kill, and answers with the proposal', async () => {
    world.signIn('mia');
    for (const asked of [input, { ...input, arm: 'c', decision: 'kill' } as const]) {
      const { decision, proposal } = must(await decide(asked));
      expect(proposal?.state).toBe('in_review');
      expect(decision).toMatchObject({
        ...{ id: proposal?.proposal.actionId, proposalId: proposal?.proposal.id, state: 'proposed' },
        ...{ arm: asked.arm, decision: asked.decision, by: 'mia', dataThrough: '2026-11-01' },
      });
    }
    expect(decisionsOver(world.state(), 'another', world.clock.now())).toEqual([]);
  });

  it('[BA93] [BA94] keeps an arm without a proposal', async () => {
    world.signIn('ada');
    const { decision, proposal } = must(await decide({ ...input, arm: 'b', decision: 'keep' }));
    expect(proposal).toBeNull();
    expect(decision).toMatchObject({ arm: 'b', decision: 'keep', state: 'noted', by: 'ada', proposalId: null });
    expect(decisionsOver(world.state(), CELL, world.clock.now())).toEqual([decision]);
  });

  it('[BA86] [BA93] refuses what the posteriors, the cell or nobody being there forbid', async () => {
    expect(codeOf(await decide(input))).toBe('SIGN_IN_REQUIRED');
    expect(codeOf(await decide({ ...input, decision: 'keep' }))).toBe('SIGN_IN_REQUIRED');
    world.signIn('mia');
    expect(codeOf(await decide({ ...input, decision: 'kill' }))).toBe('PROPOSAL_NOT_SUPPORTED');
    world.outside.bandit = (read) => ok({ ...read, arms: [] });
    expect(codeOf(await decide({ ...input, decision: 'keep' }))).toBe('PROPOSAL_NOT_SUPPORTED');
    expect(world.state().proposals.size).toBe(0);
  });
});

describe('what may be done', () => {
  const allowed = (signedIn = true) =>
    armPermissions(banditRead(record()), signedIn).map(({ arm, promote, kill, keep }) => [
      arm,
      ...[promote, kill, keep].map((each) => (each.allowed ? 'yes' : each.reason)),
    ]);

  it('[BA94] is said of each arm, with why not', async () => {
    expect(allowed()).toEqual([
      ['a', 'yes', 'Short video is best with probability 97.00 %, and the rule kills up to 5.00 %.', 'yes'],
      ['b', 'Long video is best with probability 2.00 %, and the rule promotes from 95.00 %.', 'yes', 'yes'],
      ['c', 'Still picture is best with probability 1.00 %, and the rule promotes from 95.00 %.', 'yes', 'yes'],
    ]);
    expect(allowed(false)[0]?.[1]).toBe('Nobody is signed in.');
    must(await world.approve('ada', must(await world.decideArm('mia'))));
    expect(allowed()).toEqual([
      ['a', ...Array(3).fill('Short video is promoted already.')],
      ['b', ...Array(3).fill('Long video is killed already.')],
      ['c', ...Array(3).fill('Still picture is killed already.')],
    ]);
    await commit(world.spine, [draft({ type: 'cell.ended', key: CELL, reason: 'Enough seen.' })]);
    expect(allowed()).toEqual(['a', 'b', 'c'].map((arm) => [arm, ...Array(3).fill('The cell has ended.')]));
  });
});
