import type { ExperimentResult, Proof } from '../../contract/index.ts';
import { formatCounted, formatId, formatText, formatValue } from '../../serializer/index.ts';
import { type Html, html } from '../html.ts';

function ofExperiment({ read }: ExperimentResult, proofs: readonly Proof[]): Html | null {
  const { key, name } = read.experiment.design;
  const own = proofs.filter(({ ref }) => ref.split('/')[1] === encodeURIComponent(key));
  if (own.length === 0) return null;
  const loads = read.sources.map(({ dataset, loadId }) => `${formatText(dataset)} ${formatId(loadId, 8, 6)}`);
  return html`<h3>${name}</h3>
<p class="note">Loads: ${loads.join(', ') || 'none'}.</p>
<table class="proofs"><thead><tr><th scope="col">Id</th><th scope="col">Number</th><th scope="col" class="n">Value</th><th scope="col">Method</th></tr></thead>
<tbody>${own.map(
    (proof) => html`
  <tr id="${proof.id}"><td class="mono">${proof.id}</td><th scope="row">${proof.label}</th><td class="n wraps">${formatValue(proof.value)}</td><td>${proof.method.name}, version ${proof.method.version}</td></tr>`,
  )}
</tbody></table>`;
}

/** The proofs the printed numbers rest on, experiment by experiment; their ids open them in the workbench. */
export function proofAppendix(results: readonly ExperimentResult[], proofs: readonly Proof[]): Html | null {
  if (proofs.length === 0) return null;
  return html`<section class="appendix"><h2>Proofs</h2>
<p class="note">${formatCounted(proofs.length, 'number')} of this report can be made again from the data: look an id up in the workbench, or with “gw proof &lt;id&gt;”.</p>
${results.map((result) => ofExperiment(result, proofs))}
</section>`;
}
