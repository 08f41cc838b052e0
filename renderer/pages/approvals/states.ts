import type { GuardrailEvaluation, GuardrailOutcome, ProposalView } from '../../../engine/contract/index.ts';
import { formatCounted } from '../../../engine/serializer/index.ts';
import { actionLook, type Look } from '../../components/action-look.ts';
import type { Step } from '../../components/stepper.tsx';

export const OUTCOMES: Readonly<Record<GuardrailOutcome, Look>> = {
  pass: { tone: 'pos', text: '✓ pass' },
  warn: { tone: 'warn', text: '! warn' },
  block: { tone: 'neg', text: '✕ block' },
  unknown: { tone: 'unk', text: '? unknown' },
};

/** What the guardrails say together: the worst of them, named when it is alone. Unknown blocks. */
function guardrailLook(guardrails: readonly GuardrailEvaluation[]): Look {
  const of = (outcome: GuardrailOutcome) => guardrails.filter((guardrail) => guardrail.outcome === outcome);
  const [blocks, unknown, warnings] = [of('block'), of('unknown'), of('warn')];
  if (blocks.length > 0) return { tone: 'neg', text: `✕ ${formatCounted(blocks.length, 'block')}` };
  if (unknown.length > 0) return { tone: 'unk', text: `? ${unknown.length} unknown` };
  if (warnings.length > 0) return { tone: 'warn', text: `! ${formatCounted(warnings.length, 'warning')}` };
  return { tone: 'pos', text: '✓ clear' };
}

/** The one chip of a proposal: its guardrails while it waits, afterwards what became of it. */
export function proposalLook(
  { state, proposal, actionState }: ProposalView,
  guardrails: readonly GuardrailEvaluation[] = proposal.guardrails,
): Look {
  switch (state) {
    case 'in_review':
      return guardrailLook(guardrails);
    case 'changes_requested':
      return { tone: 'warn', text: '! changes asked for' };
    case 'rejected':
      return { tone: 'neg', text: '✕ rejected' };
    case 'withdrawn':
      return { tone: 'unk', text: 'withdrawn' };
    case 'expired':
      return { tone: 'unk', text: 'expired' };
    case 'approved':
      return actionLook(actionState);
  }
}

/** The road of a proposal, and where it is on it. */
export function road({ state, proposal, actionState }: ProposalView): readonly Step[] {
  const isApproved = state === 'approved';
  const isOver = !isApproved && state !== 'in_review';
  const sent = ['outcome_unknown', 'reconciling', 'confirmed', 'rolled_back'].some((past) => past === actionState);
  const sending = actionState === 'validating' || actionState === 'dispatching';
  const stopped = ['dead_letter', 'discarded', 'superseded'].some((end) => end === actionState);
  const confirmed = actionState === 'confirmed' || actionState === 'rolled_back';
  const steps: readonly Step[] = [
    { name: 'Proposed', state: 'done' },
    { name: proposal.dryRun.passed ? 'Dry run passed' : 'Dry run', state: proposal.dryRun.passed ? 'done' : 'failed' },
    { name: isApproved ? 'Approved' : 'In review', state: isApproved ? 'done' : isOver ? 'failed' : 'now' },
    { name: 'Journaled', state: !isApproved ? 'ahead' : actionState === 'journaled' ? 'now' : 'done' },
    { name: 'Dispatched', state: stopped ? 'failed' : sent ? 'done' : sending ? 'now' : 'ahead' },
    { name: 'Confirmed', state: confirmed ? 'done' : sent ? 'now' : 'ahead' },
  ];
  return actionState === 'rolled_back' ? [...steps, { name: 'Rolled back', state: 'done' }] : steps;
}
