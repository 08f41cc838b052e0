import type { ExperimentDecide, ExperimentRead, Proof, Proposal } from '../contract/index.ts';
import { appError, err, instantOf, millisOf, money, newId, ok, type Result, type Uuid } from '../core/index.ts';
import type { Signer } from '../members/index.ts';
import type { SpineState } from '../store/journal/index.ts';
import { approvalsNeeded } from './caps.ts';
import {
  type DecideInput,
  decisionDiff,
  decisionEffect,
  decisionPayload,
  decisionProofs,
  decisionTitle,
  flagBefore,
} from './decision.ts';
import { fingerprintOf } from './fingerprint.ts';
import { judge, policyFacts, type Surroundings } from './judge.ts';
import type { ApprovalPorts } from './ports.ts';
import { PROPOSAL_LIFETIME_MS } from './propose.ts';
import { proposalStatement } from './statements.ts';

interface Draft {
  readonly read: ExperimentRead;
  readonly payload: ExperimentDecide;
  readonly proofs: readonly Proof[];
  readonly surroundings: Surroundings;
}

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
  const draft = await readDraft(ports, input);
  if (!draft.ok) return draft;
  const id = newId(ports.clock, ports.random);
  const actionId = newId(ports.clock, ports.random);
  const dryRun = ports.plan(draft.value.payload, actionId);
  const failed = dryRun.checks.find(({ passed }) => !passed);
  if (failed !== undefined) return err(appError('INPUT_INVALID', { reason: `${failed.name}: ${failed.note}` }));
  const written = await ports.spine.transact((state) => {
    const made = buildProposal(ports, state, { draft: draft.value, id, actionId, dryRun, signer: signer.value });
    if (!made.ok) return made;
    const signature = signer.value.sign(proposalStatement(made.value));
    const event = {
      type: 'proposal.created' as const,
      proposal: made.value,
      proofs: [...draft.value.proofs],
      signature,
    };
    return ok([{ actor: signer.value.memberId, event }]);
  });
  return written.ok ? ok(id) : written;
}

async function readDraft(ports: ApprovalPorts, input: DecideInput): Promise<Result<Draft>> {
  const read = await ports.readExperiment(input.key);
  if (!read.ok) return read;
  const payload = decisionPayload(read.value, input);
  if (!payload.ok) return payload;
  const proofs: Proof[] = [];
  for (const ref of decisionProofs(read.value, payload.value)) {
    const proof = await ports.prove(ref);
    if (!proof.ok) return proof;
    proofs.push(proof.value);
  }
  const freshness = await ports.freshness();
  const surroundings = { test: null, experiment: read.value, freshness: freshness.ok ? freshness.value : null };
  return ok({ read: read.value, payload: payload.value, proofs, surroundings });
}

interface Parts {
  readonly draft: Draft;
  readonly id: Uuid;
  readonly actionId: Uuid;
  readonly dryRun: Proposal['dryRun'];
  readonly signer: Signer;
}

function buildProposal(ports: ApprovalPorts, state: SpineState, parts: Parts): Result<Proposal> {
  const { draft, id, actionId, dryRun, signer } = parts;
  const { payload, read } = draft;
  const now = ports.clock.now();
  const standing = state.experiments.get(payload.experimentKey);
  if (
    standing === undefined ||
    standing.version !== payload.designVersion ||
    standing.status !== read.experiment.status
  )
    return err(appError('PROPOSAL_NOT_SUPPORTED', { reason: 'the experiment has changed since it was read' }));
  const stakePerDay = money(0, ports.target().currency);
  const subject = { proposalId: null, proposerId: signer.memberId, payload, stakePerDay };
  const guardrails = judge(state, subject, { surroundings: draft.surroundings, now });
  const member = state.members.get(signer.memberId);
  if (member === undefined) return err(appError('MEMBER_UNKNOWN', { member: signer.memberId }));
  const facts = policyFacts(state, subject, guardrails);
  const allowed = ports.policies.decide({ member, operation: 'propose', proposal: facts });
  if (!allowed.ok) return allowed;
  const reviewed = {
    payload,
    diff: decisionDiff(state, read, payload),
    before: flagBefore(state, payload.flag),
    dryRun,
    policyVersion: ports.policies.version,
  };
  return ok({
    ...reviewed,
    id,
    actionId,
    title: decisionTitle(read, payload),
    proposerId: signer.memberId,
    createdAt: now,
    expiresAt: instantOf(millisOf(now) + PROPOSAL_LIFETIME_MS),
    compensation: 'Set the flag back to what it was before; nothing else is touched.',
    stakePerDay,
    expectedEffect: decisionEffect(read, payload, draft.proofs),
    proofIds: draft.proofs.map((proof) => proof.id),
    guardrails,
    approvalsNeeded: approvalsNeeded(stakePerDay, state.caps),
    fingerprint: fingerprintOf(reviewed),
  });
}
