import { useQuery } from '@tanstack/react-query';
import type { GuardrailEvaluation, ProposalView } from '../../../engine/contract/index.ts';
import { api } from '../../app/client.ts';

/** Data gets old by the clock alone, and a guardrail looks at how old it is. */
const AGAIN_MS = 60_000;

/** The guardrails an approver has to read: as they stand now while the proposal waits, afterwards as it was made. */
export function useGuardrails({ proposal, state }: ProposalView): readonly GuardrailEvaluation[] {
  const waits = state === 'in_review';
  const now = useQuery(
    api.guardrails.evaluations.queryOptions({
      input: { proposalId: proposal.id },
      enabled: waits,
      refetchInterval: AGAIN_MS,
    }),
  );
  return waits ? (now.data ?? proposal.guardrails) : proposal.guardrails;
}
