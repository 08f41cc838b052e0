import type { Proof, ProposalView } from '../contract/index.ts';
import { formatCounted, formatId, formatInstant, formatStake, formatValue } from '../serializer/index.ts';
import { proposalChip } from './chip.ts';
import { type Html, html } from './html.ts';

function proposalRow({ proposal, state, proposerName, approvals }: ProposalView, zone: string): Html {
  const approved =
    approvals.length === 0
      ? `0 of ${proposal.approvalsNeeded}`
      : `${approvals.length} of ${proposal.approvalsNeeded}: ${approvals.map(({ approverName }) => approverName).join(', ')}`;
  return html`
  <tr><th scope="row">${proposal.title}<div class="dim mono">${formatId(proposal.fingerprint, 12, 4)}</div></th><td>${proposalChip(state)}</td><td>${proposerName}<div class="dim">${formatInstant(proposal.createdAt, zone)}</div></td><td>${approved}</td><td class="n">${formatStake(proposal.stakePerDay)}</td><td>${formatInstant(proposal.expiresAt, zone)}</td></tr>`;
}

/** Proposals that rest on these tests, and where they stand. */
export function proposalTable(proposals: readonly ProposalView[], zone: string): Html | null {
  if (proposals.length === 0) return null;
  return html`<section>
<h2>Proposals</h2>
<table><thead><tr><th scope="col">Proposal, fingerprint</th><th scope="col">State</th><th scope="col">Proposed</th><th scope="col">Approvals</th><th scope="col" class="n">At stake</th><th scope="col">Expires</th></tr></thead>
<tbody>${proposals.map((view) => proposalRow(view, zone))}
</tbody></table>
</section>`;
}

function proofRow(proof: Proof): Html {
  const loads = proof.sources.map(
    ({ dataset, loadId }) => html`<div>${dataset}</div><div class="dim mono">${formatId(loadId, 8, 6)}</div>`,
  );
  const bound = proof.query.params.map(({ name, value }) => `$${name} = ${value ?? '—'}`).join(', ');
  return html`
  <tr id="${proof.id}"><td class="mono">${proof.id}</td><th scope="row">${proof.label}${bound === '' ? null : html`<div class="dim mono">${bound}</div>`}</th><td class="n">${formatValue(proof.value)}</td><td>${proof.method.name}, version ${proof.method.version}</td><td class="mono">${loads}</td></tr>`;
}

/** The proofs the numbers of the report rest on; their ids open them in the workbench. */
export function proofTable(proofs: readonly Proof[]): Html | null {
  if (proofs.length === 0) return null;
  return html`<section>
<h2>Proofs</h2>
<p class="note">${formatCounted(proofs.length, 'number')} of this report can be made again from the data: look an id up in the workbench, or with “gw proof &lt;id&gt;”.</p>
<table class="proofs"><thead><tr><th scope="col">Id</th><th scope="col">Number</th><th scope="col" class="n">Value</th><th scope="col">Method</th><th scope="col">Data, load</th></tr></thead>
<tbody>${proofs.map(proofRow)}
</tbody></table>
</section>`;
}
