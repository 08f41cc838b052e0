import type { CreativePublish, CreativeTest, PromoteInput, Proof, Proposal } from '../contract/index.ts';
import { appError, err, instantOf, millisOf, newId, ok, type Result, type Uuid } from '../core/index.ts';
import type { Signer } from '../members/index.ts';
import type { SpineState } from '../store/journal/index.ts';
import { approvalsNeeded, defaultCaps } from './caps.ts';
import { fingerprintOf } from './fingerprint.ts';
import { judge, policyFacts, type Surroundings } from './judge.ts';
import type { ApprovalPorts } from './ports.ts';
import { expectedEffect, promotionProofs, publishDiff, publishPayload, supportedVariant } from './promotion.ts';
import { proposalStatement } from './statements.ts';

/** How long a proposal may wait for its approvals. */
export const PROPOSAL_LIFETIME_MS = 72 * 3_600_000;

interface Draft {
  readonly input: PromoteInput;
  readonly payload: CreativePublish;
  readonly read: CreativeTest;
  readonly label: string;
  readonly proofs: readonly Proof[];
  readonly surroundings: Surroundings;
}

/** Proposes to promote a variant. docs/spec/approvals.md AP1–AP3. Resolves to the proposal's id. */
export async function proposePromotion(ports: ApprovalPorts, input: PromoteInput): Promise<Result<Uuid>> {
  const signer = ports.session.current();
  if (!signer.ok) return signer;
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
    const proposal = made.value;
    const signature = signer.value.sign(proposalStatement(proposal));
    const event = { type: 'proposal.created' as const, proposal, proofs: [...draft.value.proofs], signature };
    return ok([{ actor: signer.value.memberId, event }]);
  });
  return written.ok ? ok(id) : written;
}

async function readDraft(ports: ApprovalPorts, input: PromoteInput): Promise<Result<Draft>> {
  const read = await ports.readTest(input.testId);
  if (!read.ok) return read;
  const variant = supportedVariant(read.value, input);
  if (!variant.ok) return variant;
  const payload = publishPayload(read.value, variant.value, { input, target: ports.target() });
  if (!payload.ok) return payload;
  const proofs: Proof[] = [];
  for (const ref of promotionProofs(input)) {
    const proof = await ports.prove(ref);
    if (!proof.ok) return proof;
    proofs.push(proof.value);
  }
  const freshness = await ports.freshness();
  return ok({
    input,
    payload: payload.value,
    read: read.value,
    label: variant.value.label,
    proofs,
    surroundings: { test: read.value, experiment: null, freshness: freshness.ok ? freshness.value : null },
  });
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
  const caps = state.caps ?? defaultCaps(payload.dailyBudget.currency);
  const subject = { proposalId: null, proposerId: signer.memberId, payload, stakePerDay: payload.dailyBudget };
  const opts = { surroundings: draft.surroundings, financialProduct: draft.input.financialProduct, now };
  const guardrails = judge(state, subject, opts);
  const member = state.members.get(signer.memberId);
  if (member === undefined) return err(appError('MEMBER_UNKNOWN', { member: signer.memberId }));
  const allowed = ports.policies.decide({
    member,
    operation: 'propose',
    proposal: policyFacts(state, subject, guardrails),
  });
  if (!allowed.ok) return allowed;
  const reviewed = {
    payload,
    diff: publishDiff(payload, state.caps?.perDay ?? null),
    before: { accountCurrency: payload.dailyBudget.currency, liveCampaignsWithName: 0 },
    dryRun,
    policyVersion: ports.policies.version,
  };
  return ok({
    ...reviewed,
    id,
    actionId,
    title: `Promote ${draft.label} of "${read.test.name}" on Meta`,
    proposerId: signer.memberId,
    createdAt: now,
    expiresAt: instantOf(millisOf(now) + PROPOSAL_LIFETIME_MS),
    compensation: 'Delete the ad, its creative, ad set and campaign; nothing else is touched.',
    stakePerDay: payload.dailyBudget,
    expectedEffect: expectedEffect(read, draft.proofs),
    proofIds: draft.proofs.map((proof) => proof.id),
    guardrails,
    approvalsNeeded: approvalsNeeded(payload.dailyBudget, caps),
    fingerprint: fingerprintOf(reviewed),
  });
}
