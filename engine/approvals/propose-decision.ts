import { ok, type Result, type Uuid } from '../core/index.ts';
import {
  type DecideInput,
  decisionDiff,
  decisionEffect,
  decisionPayload,
  decisionProofs,
  decisionTitle,
} from './decision.ts';
import type { ApprovalPorts } from './ports.ts';
import { submitDecision } from './submit-decision.ts';

/**
 * Proposes what everybody gets from now on, by the read of an experiment. docs/spec/experiments.md EX20–EX24. Resolves
 * to the proposal's id. Fails with PROPOSAL_NOT_SUPPORTED, REASON_REQUIRED, SIGN_IN_REQUIRED, NOT_PERMITTED, or as the
 * read and its proofs do.
 */
export const proposeDecision = (ports: ApprovalPorts, input: DecideInput): Promise<Result<Uuid>> =>
  submitDecision(ports, input.reason, async (reason) => {
    const found = await ports.readExperiment(input.key);
    if (!found.ok) return found;
    const read = found.value;
    const made = decisionPayload(read, { ...input, reason });
    if (!made.ok) return made;
    const payload = made.value;
    return ok({
      payload,
      proofs: decisionProofs(read, payload),
      ground: { experiment: read },
      holds({ experiments }) {
        const standing = experiments.get(payload.experimentKey);
        return standing?.version === payload.designVersion && standing.status === read.experiment.status;
      },
      changed: 'the experiment has changed since it was read',
      terms: (state, proofs) => ({
        title: decisionTitle(read, payload),
        diff: decisionDiff(state, read, payload),
        compensation: 'Set the flag back to what it was before; nothing else is touched.',
        expectedEffect: decisionEffect(read, payload, proofs),
      }),
    });
  });
