import type { DecisionPayload, Proof } from '../contract/index.ts';
import { appError, err, money, ok, type Result, type Uuid } from '../core/index.ts';
import { decidedBefore, type SpineState } from '../store/journal/index.ts';
import { type Ground, surroundedBy } from './judge-now.ts';
import type { ApprovalPorts } from './ports.ts';
import { proveAll, submit, type Terms } from './submit.ts';

/** A decision as its kind plans it from a read. */
export interface DecisionPlan<Payload extends DecisionPayload> {
  readonly payload: Payload;
  /** References of the numbers it rests on. */
  readonly proofs: readonly string[];
  /** What it was read from. */
  readonly ground: Ground;
  /** Whether what was read is still so in this state of the spine. */
  readonly holds: (state: SpineState) => boolean;
  /** Said when it is not, as the end of a sentence. */
  readonly changed: string;
  readonly terms: (
    state: SpineState,
    proofs: readonly Proof[],
  ) => Pick<Terms, 'title' | 'diff' | 'compensation' | 'expectedEffect'>;
}

/**
 * Proposes a decision, with the reason its plan is made for. It spends nothing. Resolves to the proposal's id. Fails with
 * SIGN_IN_REQUIRED, REASON_REQUIRED, PROPOSAL_NOT_SUPPORTED, NOT_PERMITTED, or as the plan and its proofs do.
 */
export async function submitDecision<Payload extends DecisionPayload>(
  ports: ApprovalPorts,
  given: string,
  planFor: (reason: string) => Promise<Result<DecisionPlan<Payload>>>,
): Promise<Result<Uuid>> {
  const signer = ports.session.current();
  if (!signer.ok) return signer;
  const reason = given.trim();
  if (reason === '') return err(appError('REASON_REQUIRED'));
  const planned = await planFor(reason);
  if (!planned.ok) return planned;
  const { payload, ground, holds, changed, terms } = planned.value;
  const proofs = await proveAll(ports, planned.value.proofs);
  if (!proofs.ok) return proofs;
  const surroundings = await surroundedBy(ports, ground);
  return submit(ports, { payload, proofs: proofs.value, surroundings }, (state) => {
    if (!holds(state)) return unsupported(changed);
    const before = decidedBefore(state, payload);
    const stakePerDay = money(0, ports.target().currency);
    return ok({ ...terms(state, proofs.value), before, stakePerDay });
  });
}

export const unsupported = (reason: string): Result<never> => err(appError('PROPOSAL_NOT_SUPPORTED', { reason }));
