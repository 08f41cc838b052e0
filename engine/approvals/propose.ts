import type { PromoteInput } from '../contract/index.ts';
import { ok, type Result, type Uuid } from '../core/index.ts';
import { surroundedBy } from './judge-now.ts';
import type { ApprovalPorts } from './ports.ts';
import { expectedEffect, promotionProofs, publishDiff, publishPayload, supportedVariant } from './promotion.ts';
import { proveAll, submit } from './submit.ts';

/** Proposes to promote a variant. docs/spec/approvals.md AP1–AP3. Resolves to the proposal's id. */
export async function proposePromotion(ports: ApprovalPorts, input: PromoteInput): Promise<Result<Uuid>> {
  const signer = ports.session.current();
  if (!signer.ok) return signer;
  const read = await ports.readTest(input.testId);
  if (!read.ok) return read;
  const variant = supportedVariant(read.value, input);
  if (!variant.ok) return variant;
  const made = publishPayload(read.value, variant.value, { input, target: ports.target() });
  if (!made.ok) return made;
  const payload = made.value;
  const proofs = await proveAll(ports, promotionProofs(input));
  if (!proofs.ok) return proofs;
  const surroundings = await surroundedBy(ports, { test: read.value });
  const draft = { payload, proofs: proofs.value, surroundings, financialProduct: input.financialProduct };
  return submit(ports, draft, (state) =>
    ok({
      title: `Promote ${variant.value.label} of "${read.value.test.name}" on Meta`,
      diff: publishDiff(payload, state.caps?.perDay ?? null),
      before: { accountCurrency: payload.dailyBudget.currency, liveCampaignsWithName: 0 },
      compensation: 'Delete the ad, its creative, ad set and campaign; nothing else is touched.',
      stakePerDay: payload.dailyBudget,
      expectedEffect: expectedEffect(read.value, proofs.value),
    }),
  );
}
