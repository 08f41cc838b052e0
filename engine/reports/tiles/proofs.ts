import { formatCounted, formatId, formatText, formatValue } from '../../serializer/index.ts';
import { type Html, html } from '../html.ts';
import type { ReportTile } from './input.ts';

function ofTile({ reading }: ReportTile): Html | null {
  if ('failure' in reading || reading.proofs.all.length === 0) return null;
  const { tile, proofs } = reading;
  const methods = [...new Set(proofs.all.map(({ method }) => `${method.name}, version ${method.version}`))];
  const loads = tile.sources.map(({ dataset, loadId }) => `${formatText(dataset)} ${formatId(loadId, 8, 6)}`);
  const lead = `${formatText(tile.title)}: `;
  const rows = proofs.all.map(
    (proof) => html`
  <tr id="${proof.id}"><td class="mono">${proof.id}</td><th scope="row">${proof.label.startsWith(lead) ? proof.label.slice(lead.length) : proof.label}</th><td class="n">${formatValue(proof.value)}</td></tr>`,
  );
  return html`<h3>${formatText(tile.title)}</h3>
<p class="note">${methods.join('; ')}. Loads: ${loads.join(', ') || 'none'}.</p>
<table class="proofs"><thead><tr><th scope="col">Id</th><th scope="col">Number</th><th scope="col" class="n">Value</th></tr></thead>
<tbody>${rows}
</tbody></table>`;
}

/** The proofs the printed numbers rest on, tile by tile; their ids open them in the workbench. */
export function proofAppendix(tiles: readonly ReportTile[]): Html | null {
  const count = tiles.reduce((sum, { reading }) => sum + ('tile' in reading ? reading.proofs.all.length : 0), 0);
  if (count === 0) return null;
  return html`<section class="page appendix"><h2>Proofs</h2>
<p class="note">${formatCounted(count, 'number')} of this report can be made again from the data: look an id up in the workbench, or with “gw proof &lt;id&gt;”. An interval or a difference is stated by the proof of its number.</p>
${tiles.map(ofTile)}
</section>`;
}
