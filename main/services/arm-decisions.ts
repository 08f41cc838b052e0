import { notKept } from '../../engine/approvals/index.ts';
import type { BanditDecision, BanditRead, BanditResult } from '../../engine/contract/index.ts';
import { appError, type Instant } from '../../engine/core/index.ts';
// Not through the index: that loads the policy engine, which a page that only reads should not wait for.
import { supportOfArm } from '../../engine/guardrails/evaluations/arm-evidence.ts';
import { banditDecisions, type SpineState } from '../../engine/store/journal/index.ts';

/** What was decided over the arms of a cell, the last first, with the name of who decided. docs/spec/bandits.md BA90. */
export const decisionsOver = (state: SpineState, key: string, now: Instant): readonly BanditDecision[] =>
  banditDecisions(state, now)
    .filter(({ cell }) => cell === key)
    .map(({ id, cell, arm, decision, reason, dataThrough, decidedAt, by, proposalId, state: progress }) => ({
      ...{ id, cell, arm, decision, reason, dataThrough, decidedAt, proposalId, state: progress },
      by: [...state.members.values()].find((member) => member.id === by)?.name ?? by,
    }));

type Permission = BanditResult['may'][number]['keep'];

/** What the data and the rule allow over each arm, and nothing without a signed-in member. docs/spec/bandits.md BA94. */
export function armPermissions(read: BanditRead, signedIn: boolean): BanditResult['may'] {
  const unless = (reason: string | null): Permission => {
    if (reason !== null) return { allowed: false, reason: `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.` };
    return signedIn ? { allowed: true, reason: '' } : { allowed: false, reason: appError('SIGN_IN_REQUIRED').message };
  };
  const decided = (arm: string, outcome: 'promote' | 'kill'): Permission => {
    const support = supportOfArm(read, { arm, outcome });
    return unless(support.outcome === 'block' ? support.reason : null);
  };
  return read.arms.map(({ arm }) => ({
    arm,
    promote: decided(arm, 'promote'),
    kill: decided(arm, 'kill'),
    keep: unless(notKept(read, arm)),
  }));
}
