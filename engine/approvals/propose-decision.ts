import { appError, err, money, ok, type Result, type Uuid } from '../core/index.ts';
import {
  type DecideInput,
  decisionDiff,
  decisionEffect,
  decisionPayload,
  decisionProofs,
  decisionTitle,
  flagBefore,
} from './decision.ts';
import type { ApprovalPorts } from './ports.ts';
import { proveAll, submit } from './submit.ts';

/**
 * Proposes what everybody gets from now on, by the read of an experiment. docs/spec/experiments.md EX20–EX24. Resolves
 * to the proposal's id. Fails with PROPOSAL_NOT_SUPPORTED, REASON_REQUIRED, SIGN_IN_REQUIRED, NOT_PERMITTED, or as the
 * read and its proofs do.
 */
export async function proposeDecision(ports: ApprovalPorts, given: DecideInput): Promise<Result<Uuid>> {
  const signer = ports.session.current();
  if (!signer.ok) return signer;
  const input = { ...given, reason: given.reason.trim() };
  if (input.reason === '') return err(appError('REASON_REQUIRED'));
  const found = await ports.readExperiment(input.key);
  if (!found.ok) return found;
  const read = found.value;
  const made = decisionPayload(read, input);
  if (!made.ok) return made;
  const payload = made.value;
  const proofs = await proveAll(ports, decisionProofs(read, payload));
  if (!proofs.ok) return proofs;
  const freshness = await ports.freshness();
  const surroundings = { test: null, experiment: read, freshness: freshness.ok ? freshness.value : null };
  return submit(ports, { payload, proofs: proofs.value, surroundings }, (state) => {
    const standing = state.experiments.get(payload.experimentKey);
    const same = standing?.version === payload.designVersion && standing.status === read.experiment.status;
    if (!same)
      return err(appError('PROPOSAL_NOT_SUPPORTED', { reason: 'the experiment has changed since it was read' }));
    return ok({
      title: decisionTitle(read, payload),
      diff: decisionDiff(state, read, payload),
      before: flagBefore(state, payload.flag),
      compensation: 'Set the flag back to what it was before; nothing else is touched.',
      stakePerDay: money(0, ports.target().currency),
      expectedEffect: decisionEffect(read, payload, proofs.value),
    });
  });
}
