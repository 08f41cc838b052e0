import { ok, type Result, type Uuid } from '../core/index.ts';
import { type ArmDecideInput, armDiff, armEffect, armPayload, armProofs, armTitle } from './arm-decision.ts';
import { readCell } from './judge-now.ts';
import type { ApprovalPorts } from './ports.ts';
import { submitDecision } from './submit-decision.ts';

/**
 * Proposes to give an arm of a cell all of its traffic, or none, by the posteriors. docs/spec/bandits.md BA86–BA89.
 * Resolves to the proposal's id. Fails with PROPOSAL_NOT_SUPPORTED, REASON_REQUIRED, SIGN_IN_REQUIRED, NOT_PERMITTED, or
 * as the read and its proofs do.
 */
export const proposeBanditDecision = (ports: ApprovalPorts, input: ArmDecideInput): Promise<Result<Uuid>> =>
  submitDecision(ports, input.reason, async (reason) => {
    const found = await readCell(ports, input.cell);
    if (!found.ok) return found;
    const { read } = found.value;
    const made = armPayload(read, { ...input, reason });
    if (!made.ok) return made;
    const payload = made.value;
    return ok({
      payload,
      proofs: armProofs(read, payload),
      ground: { cell: found.value },
      holds({ cells }) {
        const standing = cells.get(payload.cell);
        const same = standing?.version === payload.cellVersion && standing.status === read.cell.status;
        return same && !standing.arms.some(({ arm }) => payload.shares.some((share) => share.arm === arm));
      },
      changed: 'the cell has changed since it was read',
      terms: (_, proofs) => ({
        title: armTitle(read, payload),
        diff: armDiff(read, payload),
        compensation: 'Set the arms of the cell back to what they were before; nothing else is touched.',
        expectedEffect: armEffect(read, payload, proofs),
      }),
    });
  });
