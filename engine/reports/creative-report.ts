import { CAVEATS, CREATIVE_RULES } from '../creative/index.ts';
import {
  formatCount,
  formatDay,
  formatInstant,
  formatNumber,
  formatProbability,
  formatRate,
} from '../serializer/index.ts';
import { proofTable, proposalTable } from './decisions.ts';
import { fontFace } from './font-face.ts';
import { type Html, html, trusted } from './html.ts';
import type { CreativeReportInput } from './input.ts';
import { masthead } from './masthead.ts';
import { provenBy } from './proof-links.ts';
import { STYLE } from './style.ts';
import { testTable, tiles } from './summary.ts';
import { testSection } from './test-section.ts';
import { togetherSection } from './together-section.ts';

/** How the verdicts come about, with the numbers of the rules that made them. */
function method(): Html {
  const rules = CREATIVE_RULES;
  const percent = (share: number): string => formatRate(share).replace('.00', '');
  return html`<section>
<h2>How to read this</h2>
<ul>
<li>Each variant's click-through rate has a Beta posterior: prior Beta(${formatNumber(rules.prior.alpha)}, ${formatNumber(rules.prior.beta)}) and its clicks and misses. P(best) and the loss are integrals over these posteriors, by quadrature; nothing is drawn at random.</li>
<li><b>Winner</b>: P(best) of at least ${formatProbability(rules.winnerProbability)} on enough data (${formatCount(rules.minImpressions)} impressions and ${formatCount(rules.minClicks)} clicks in the test, ${formatCount(rules.minVariantImpressions)} impressions in each variant).</li>
<li><b>Can't tell apart</b>: choosing the leader loses less than ${percent(rules.caring)} of its rate on average, and the whole 95 % interval of its gap to the runner-up lies within ±${percent(rules.alike)} of that rate.</li>
<li><b>Unhealthy</b>: an equal split of the impressions has a p-value below ${formatNumber(rules.srmAlarm)}. The variants can't be compared, so no probability is shown.</li>
<li><b>Keep testing</b>: everything else. We don't know yet.</li>
${CAVEATS.map((caveat) => html`<li>${caveat}</li>`)}
</ul>
</section>`;
}

/**
 * The report on creative tests: one HTML page that needs nothing else. No scripts, no links out; its style, drawings and
 * font are inside. Same numbers as the window, written by the same serializer. Prints to A4 with a running head.
 */
export function renderCreativeReport(input: CreativeReportInput): string {
  const { list, tests, together, status, proposals, proofs, generatedAt, zone, fontBase64 } = input;
  const proven = provenBy(proofs);
  const title = `Creative tests, ${status.name}, data to ${formatDay(list.dataThrough)}`;
  const details =
    tests.length === 0
      ? null
      : html`<section><h2>Winners and tests in review</h2></section>${tests.map((test) => testSection(test, proven))}`;
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; font-src data:">
<title>${title}</title>
<style>${trusted(fontFace(fontBase64) + STYLE)}</style>
</head>
<body>
<table class="sheet" role="presentation"><thead aria-hidden="true"><tr><td><div class="running"><span>Growth Workbench · ${status.name} · Creative tests</span><span>Data to ${formatDay(list.dataThrough)} · made ${formatInstant(generatedAt, zone)}</span></div></td></tr></thead>
<tbody><tr><td>
${masthead(input)}
<main>
${tiles(list, proven)}
${details}
${togetherSection(together, proven)}
${testTable(list)}
${proposalTable(proposals, zone)}
${method()}
${proofTable(proofs)}
</main>
</td></tr></tbody></table>
</body>
</html>
`;
  return page.toString();
}
