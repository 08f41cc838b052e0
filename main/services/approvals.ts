import type { Decision, Services } from '../../engine/api/index.ts';
import {
  type ApprovalPorts,
  approve,
  type DecideInput,
  decline,
  judgeNow,
  proposalViewOf,
  proposalViews,
  proposeDecision,
  proposePromotion,
  rollBack,
} from '../../engine/approvals/index.ts';
import type { ProposalView } from '../../engine/contract/index.ts';
import { appError, err, ok, type Result, type Uuid } from '../../engine/core/index.ts';

interface Needs {
  /** The policies take a moment to load, so the ports come when they are first needed. */
  readonly ports: () => Promise<Result<ApprovalPorts>>;
  /** A signed-in member has just acted: a good moment for a signed checkpoint. */
  readonly onSigned: () => Promise<void>;
}

type ProposalServices = Services['approvals'] &
  Pick<Services['creative'], 'enqueue' | 'rollback'> & {
    /** Proposes what everybody gets by an experiment. */
    proposeDecision(input: DecideInput): Promise<Result<ProposalView>>;
  };

export function createApprovals({ ports, onSigned }: Needs): ProposalServices {
  const viewPorts = (opened: ApprovalPorts) => ({ ...opened, memberId: opened.session.memberId() });

  const withPorts = async <T>(work: (opened: ApprovalPorts) => Promise<Result<T>> | Result<T>): Promise<Result<T>> => {
    const opened = await ports();
    return opened.ok ? work(opened.value) : opened;
  };

  const view = (opened: ApprovalPorts, id: Uuid) => proposalViewOf(opened.spine.state, id, viewPorts(opened));

  const decided = (opened: ApprovalPorts, id: Uuid, decision: Decision): Promise<Result<void>> =>
    decision.kind === 'approve'
      ? approve(opened, { proposalId: id, fingerprint: decision.fingerprint, passphrase: decision.passphrase })
      : decline(opened, id, decision);

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
    enqueue: (input) =>
      withPorts(async (opened) => {
        const proposed = await proposePromotion(opened, input);
        if (!proposed.ok) return proposed;
        await onSigned();
        return view(opened, proposed.value);
      }),
    proposeDecision: (input) =>
      withPorts(async (opened) => {
        const proposed = await proposeDecision(opened, input);
        if (!proposed.ok) return proposed;
        await onSigned();
        return view(opened, proposed.value);
      }),
    rollback: (actionId, reason) =>
      withPorts(async (opened) => {
        const action = await rollBack(opened, actionId, reason);
        if (action.ok) await onSigned();
        return action;
      }),
  };
}
