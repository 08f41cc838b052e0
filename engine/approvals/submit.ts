import type { Proof, Proposal, ProposedPayload } from '../contract/index.ts';
import { appError, err, instantOf, millisOf, newId, ok, type Result, type Uuid } from '../core/index.ts';
import type { Signer } from '../members/index.ts';
import type { SpineState } from '../store/journal/index.ts';
import { approvalsNeeded, defaultCaps } from './caps.ts';
import { fingerprintOf } from './fingerprint.ts';
import { judge, policyFacts, type Surroundings } from './judge.ts';
import type { ApprovalPorts } from './ports.ts';
import { proposalStatement } from './statements.ts';

/** How long a proposal may wait for its approvals. */
export const PROPOSAL_LIFETIME_MS = 72 * 3_600_000;

/** What is proposed, what it rests on, and what it is judged in. */
export interface Draft<Payload extends ProposedPayload> {
  readonly payload: Payload;
  readonly proofs: readonly Proof[];
  readonly surroundings: Surroundings;
  readonly financialProduct?: boolean;
}

/** What one kind of proposal says of itself in the state it is written into. */
export type Terms = Pick<Proposal, 'title' | 'diff' | 'before' | 'compensation' | 'stakePerDay' | 'expectedEffect'>;

/** The proofs of some numbers, made now. */
export async function proveAll(ports: ApprovalPorts, refs: readonly string[]): Promise<Result<readonly Proof[]>> {
  const proofs: Proof[] = [];
  for (const ref of refs) {
    const proof = await ports.prove(ref);
    if (!proof.ok) return proof;
    proofs.push(proof.value);
  }
  return ok(proofs);
}

/**
 * Rehearses, judges, signs and writes a proposal. Resolves to its id.
 * @param termsIn may refuse what the state no longer supports.
 */
export async function submit<Payload extends ProposedPayload>(
  ports: ApprovalPorts,
  draft: Draft<Payload>,
  termsIn: (state: SpineState) => Result<Terms>,
): Promise<Result<Uuid>> {
  const signer = ports.session.current();
  if (!signer.ok) return signer;
  const id = newId(ports.clock, ports.random);
  const actionId = newId(ports.clock, ports.random);
  const dryRun = ports.plan(draft.payload, actionId);
  const failed = dryRun.checks.find(({ passed }) => !passed);
  if (failed !== undefined) return err(appError('INPUT_INVALID', { reason: `${failed.name}: ${failed.note}` }));
  const written = await ports.spine.transact((state) => {
    const terms = termsIn(state);
    if (!terms.ok) return terms;
    const parts = { draft, terms: terms.value, id, actionId, dryRun, signer: signer.value };
    const made = buildProposal(ports, state, parts);
    if (!made.ok) return made;
    const signature = signer.value.sign(proposalStatement(made.value));
    const event = { type: 'proposal.created' as const, proposal: made.value, proofs: [...draft.proofs], signature };
    return ok([{ actor: signer.value.memberId, event }]);
  });
  return written.ok ? ok(id) : written;
}

interface Parts {
  readonly draft: Draft<ProposedPayload>;
  readonly terms: Terms;
  readonly id: Uuid;
  readonly actionId: Uuid;
  readonly dryRun: Proposal['dryRun'];
  readonly signer: Signer;
}

function buildProposal(ports: ApprovalPorts, state: SpineState, parts: Parts): Result<Proposal> {
  const { draft, terms, id, actionId, dryRun, signer } = parts;
  const { payload, surroundings, financialProduct } = draft;
  const { stakePerDay } = terms;
  const now = ports.clock.now();
  const subject = { proposalId: null, proposerId: signer.memberId, payload, stakePerDay };
  const product = financialProduct === undefined ? {} : { financialProduct };
  const guardrails = judge(state, subject, { surroundings, ...product, now });
  const member = state.members.get(signer.memberId);
  if (member === undefined) return err(appError('MEMBER_UNKNOWN', { member: signer.memberId }));
  const facts = policyFacts(state, subject, guardrails);
  const allowed = ports.policies.decide({ member, operation: 'propose', proposal: facts });
  if (!allowed.ok) return allowed;
  const { diff, before } = terms;
  const reviewed = { payload, diff, before, dryRun, policyVersion: ports.policies.version };
  return ok({
    ...terms,
    ...reviewed,
    id,
    actionId,
    proposerId: signer.memberId,
    createdAt: now,
    expiresAt: instantOf(millisOf(now) + PROPOSAL_LIFETIME_MS),
    proofIds: draft.proofs.map((proof) => proof.id),
    guardrails,
    approvalsNeeded: approvalsNeeded(stakePerDay, state.caps ?? defaultCaps(stakePerDay.currency)),
    fingerprint: fingerprintOf(reviewed),
  });
}
