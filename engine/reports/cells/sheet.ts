import type { Proof } from '../../contract/index.ts';
import type { Day } from '../../core/index.ts';
import { formatCounted, formatDay, formatInstant, formatValue, formatZone } from '../../serializer/index.ts';
import { fontFace } from '../font-face.ts';
import { type Html, html, trusted } from '../html.ts';
import { STYLE } from '../style.ts';
import type { CellsReportInput } from './input.ts';

const OWN_STYLE = `
.cell table{margin-top:8px}
.cell .notes{font-size:11px;color:var(--ink3);margin-top:8px}
.sheet .wraps{white-space:normal}
@media print{.cell{break-inside:avoid}}
`;

interface Parts {
  readonly title: string;
  readonly lead: string;
  readonly through: Day | null;
  readonly body: readonly (Html | null)[];
}

const appendix = (proofs: readonly Proof[]): Html | null =>
  proofs.length === 0
    ? null
    : html`<section class="appendix"><h2>Proofs</h2>
<p class="note">${formatCounted(proofs.length, 'number')} of this report can be made again from the data: look an id up in the workbench, or with “gw proof &lt;id&gt;”.</p>
<table class="proofs"><thead><tr><th scope="col">Id</th><th scope="col">Number</th><th scope="col" class="n">Value</th><th scope="col">Method</th></tr></thead>
<tbody>${proofs.map(
        (proof) => html`
  <tr id="${proof.id}"><td class="mono">${proof.id}</td><th scope="row">${proof.label}</th><td class="n wraps">${formatValue(proof.value)}</td><td>${proof.method.name}, version ${proof.method.version}</td></tr>`,
      )}
</tbody></table></section>`;

/** One HTML page that needs nothing else: head, the parts, and the proofs of its numbers. */
export function sheet(input: Omit<CellsReportInput, 'board'>, { title, lead, through, body }: Parts): string {
  const { status, proofs, generatedAt, zone, fontBase64 } = input;
  const made = formatInstant(generatedAt, zone);
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; font-src data:">
<title>${title}, ${status.name}, data to ${formatDay(through)}</title>
<style>${trusted(fontFace(fontBase64) + STYLE + OWN_STYLE)}</style>
</head>
<body>
<table class="sheet" role="presentation"><thead aria-hidden="true"><tr><td><div class="running"><span>Growth Workbench · ${status.name} · ${title}</span><span>Data to ${formatDay(through)} · made ${made}</span></div></td></tr></thead>
<tbody><tr><td>
<header class="mast">
  <div class="brand"><i></i>Growth Workbench<span>${status.name}${status.sample ? ' · sample workspace' : ''}</span></div>
  <h1>${title}</h1>
  <p class="lead">${lead}</p>
  <dl class="facts">
    <dt>Made</dt><dd>${made}</dd>
    <dt>Time zone</dt><dd>${zone} (${formatZone(generatedAt, zone)})</dd>
  </dl>
</header>
<main>
${body}
${appendix(proofs)}
</main>
</td></tr></tbody></table>
</body>
</html>
`.toString();
}
