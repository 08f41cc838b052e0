import type { Decision, Services } from '../../engine/api/index.ts';
import {
  type ApprovalPorts,
  type ArmDecideInput,
  approve,
  type DecideInput,
  decline,
  judgeNow,
  keepArm,
  proposalViewOf,
  proposalViews,
  proposeBanditDecision,
  proposeDecision,
  proposePromotion,
  rollBack,
} from '../../engine/approvals/index.ts';
import type { BanditDecideInput, ProposalView } from '../../engine/contract/index.ts';
import { appError, err, ok, type Result, type Uuid } from '../../engine/core/index.ts';
import type { WithPorts } from './approval-ports.ts';

interface Needs {
  readonly withPorts: WithPorts;
  /** A signed-in member has just acted: a good moment for a signed checkpoint. */
  readonly onSigned: () => Promise<void>;
}

type ProposalServices = Services['approvals'] &
  Pick<Services['creative'], 'enqueue' | 'rollback'> & {
    /** Proposes what everybody gets by an experiment. */
    proposeDecision(input: DecideInput): Promise<Result<ProposalView>>;
    /** Proposes to promote or kill an arm. */
    proposeArm(input: ArmDecideInput): Promise<Result<ProposalView>>;
    /** Writes down that an arm was looked at; resolves to the decision's id. */
    keepArm(input: Omit<BanditDecideInput, 'decision'>): Promise<Result<Uuid>>;
  };

export function createApprovals({ withPorts, onSigned }: Needs): ProposalServices {
  const viewPorts = (opened: ApprovalPorts) => ({ ...opened, memberId: opened.session.memberId() });

  const view = (opened: ApprovalPorts, id: Uuid) => proposalViewOf(opened.spine.state, id, viewPorts(opened));

  const decided = (opened: ApprovalPorts, id: Uuid, decision: Decision): Promise<Result<void>> =>
    decision.kind === 'approve'
      ? approve(opened, { proposalId: id, fingerprint: decision.fingerprint, passphrase: decision.passphrase })
      : decline(opened, id, decision);

  const proposed = (propose: (opened: ApprovalPorts) => Promise<Result<Uuid>>): Promise<Result<ProposalView>> =>
    withPorts(async (opened) => {
      const id = await propose(opened);
      if (!id.ok) return id;
      await onSigned();
      return view(opened, id.value);
    });

  return {
    list: () => withPorts(async (opened) => ok(await proposalViews(opened.spine.state, viewPorts(opened)))),
    get: (id) => withPorts((opened) => view(opened, id)),
    guardrails: (id) =>
      withPorts(async (opened) => {
        const { state } = opened.spine;
        const record = state.proposals.get(id);
        return record === undefined
          ? err(appError('NOT_FOUND', { what: 'Proposal', id }))
          : ok(await judgeNow(opened, state, record));
      }),
    decide: (id, decision) =>
      withPorts(async (opened) => {
        const done = await decided(opened, id, decision);
        if (!done.ok) return done;
        await onSigned();
        return view(opened, id);
      }),
    enqueue: (input) => proposed((opened) => proposePromotion(opened, input)),
    proposeDecision: (input) => proposed((opened) => proposeDecision(opened, input)),
    proposeArm: (input) => proposed((opened) => proposeBanditDecision(opened, input)),
    keepArm: (input) =>
      withPorts(async (opened) => {
        const kept = await keepArm(opened, input);
        if (kept.ok) await onSigned();
        return kept;
      }),
    rollback: (actionId, reason) =>
      withPorts(async (opened) => {
        const action = await rollBack(opened, actionId, reason);
        if (action.ok) await onSigned();
        return action;
      }),
  };
}
