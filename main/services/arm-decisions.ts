import type { BanditDecision, BanditRead, BanditResult } from '../../engine/contract/index.ts';
import { appError } from '../../engine/core/index.ts';
// Not through the index: that loads the policy engine, which a page that only reads should not wait for.
import { supportOfArm } from '../../engine/guardrails/evaluations/arm-evidence.ts';
import { banditDecisions, type SpineState } from '../../engine/store/journal/index.ts';

/** What was decided over the arms of a cell, the last first, with the name of who decided. */
export const decisionsOver = (state: SpineState, key: string): readonly BanditDecision[] =>
  banditDecisions(state)
    .filter(({ cell }) => cell === key)
    .map(({ id, cell, arm, decision, reason, dataThrough, decidedAt, by, proposalId, state: progress }) => ({
      ...{ id, cell, arm, decision, reason, dataThrough, decidedAt, proposalId, state: progress },
      by: [...state.members.values()].find((member) => member.id === by)?.name ?? by,
    }));

type Permission = BanditResult['may'][number]['keep'];

const sentence = (reason: string): string => `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`;

/** What the data and the rule allow over each arm, and nothing without a signed-in member. docs/spec/bandits.md BA77. */
export function armPermissions(read: BanditRead, signedIn: boolean): BanditResult['may'] {
  const { status } = read.cell;
  const yes: Permission = signedIn
    ? { allowed: true, reason: '' }
    : { allowed: false, reason: appError('SIGN_IN_REQUIRED').message };
  const decided = (arm: string, outcome: 'promote' | 'kill'): Permission => {
    const support = supportOfArm(read, { arm, outcome });
    return support.outcome === 'block' ? { allowed: false, reason: sentence(support.reason) } : yes;
  };
  const running = status === 'running' || status === 'paused';
  const keep: Permission = running
    ? yes
    : { allowed: false, reason: status === 'planned' ? 'The cell has not started.' : 'The cell has ended.' };
  return read.arms.map(({ arm }) => ({ arm, promote: decided(arm, 'promote'), kill: decided(arm, 'kill'), keep }));
}
