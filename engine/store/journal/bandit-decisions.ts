import type { ArmShare, BanditDecide, BanditDecision } from '../../contract/index.ts';
import type { Instant, Uuid } from '../../core/index.ts';
import { takenBackBy } from './fold-arms.ts';
import type { ActionRecord, ProposalRecord, SpineState } from './state.ts';

/** A decision over an arm as the journal has it; `by` is the id of a member. */
export interface ArmDecision extends BanditDecision {
  /** null until it is approved, and for what was kept. */
  readonly actionId: Uuid | null;
  /** null for what was kept. */
  readonly cellVersion: number | null;
  readonly shares: readonly ArmShare[] | null;
  /** The rollback that took it back and was not given up. */
  readonly takenBack: { readonly by: Uuid; readonly at: Instant } | null;
}

/**
 * What was decided over the arms of explore cells, the last one first. docs/spec/bandits.md BA90.
 * @param now with it, a proposal whose time is over is refused.
 */
export function banditDecisions(
  { proposals, actions, keptArms }: Pick<SpineState, 'proposals' | 'actions' | 'keptArms'>,
  now: Instant | null = null,
): readonly ArmDecision[] {
  const all = [...actions.values()];
  const decided = [...proposals.values()].flatMap((record) => {
    const { payload } = record.proposal;
    return payload.kind === 'bandit.decide' ? [proposedDecision(record, { payload, actions: all, now })] : [];
  });
  const kept = [...keptArms.values()].map((each) => ({
    ...each,
    ...({ decision: 'keep', state: 'noted', proposalId: null } as const),
    ...{ actionId: null, cellVersion: null, shares: null, takenBack: null },
  }));
  // Instants sort as text; of two at once the later id first.
  return [...decided, ...kept].toSorted((a, b) => compare(b.decidedAt, a.decidedAt) || compare(b.id, a.id));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function proposedDecision(
  record: ProposalRecord,
  given: { readonly payload: BanditDecide; readonly actions: readonly ActionRecord[]; readonly now: Instant | null },
): ArmDecision {
  const { id: proposalId, actionId: id, createdAt, proposerId } = record.proposal;
  const { cell, arm, outcome, shares, cellVersion, dataThrough, reason } = given.payload;
  const action = given.actions.find((each) => each.action.id === record.actionId) ?? null;
  const rollback = given.actions.find((each) => takenBackBy(each) === id);
  return {
    ...{ id, cell, arm, decision: outcome, reason, dataThrough, decidedAt: createdAt, by: proposerId, proposalId },
    ...{ cellVersion, shares, actionId: record.actionId },
    takenBack: rollback === undefined ? null : { by: rollback.action.id, at: rollback.action.journaledAt },
    state: rollback === undefined ? stateOf(record, action, given.now) : 'taken_back',
  };
}

function stateOf(
  { state, proposal }: ProposalRecord,
  action: ActionRecord | null,
  now: Instant | null,
): BanditDecision['state'] {
  if (action === null)
    return state === 'in_review' && !(now !== null && proposal.expiresAt <= now) ? 'proposed' : 'refused';
  switch (action.state) {
    case 'confirmed':
      return 'done';
    case 'rolled_back':
      return 'taken_back';
    case 'discarded':
    case 'superseded':
      return 'refused';
    default:
      return 'approved';
  }
}
