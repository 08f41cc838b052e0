import type { ExperimentVerdict, Source } from '../../contract/index.ts';
import { formatCount, formatCounted, formatDay, formatId, formatInstant, formatZone } from '../../serializer/index.ts';
import { freshnessChip } from '../chip.ts';
import { fontFace } from '../font-face.ts';
import { type Html, html, trusted } from '../html.ts';
import { provenBy } from '../proof-links.ts';
import { STYLE } from '../style.ts';
import type { ExperimentsReportInput } from './input.ts';
import { proofAppendix } from './proofs.ts';
import { experimentSection } from './section.ts';
import { verdictWord } from './words.ts';

const OWN_STYLE = `
.experiment h4{font-size:12px;font-weight:600;color:var(--ink2);margin:14px 0 4px}
.experiment table{margin-top:8px}
.experiment .notes{font-size:11px;color:var(--ink3);margin-top:8px}
.score th[scope=row]{width:30%}
.score td:nth-child(5){width:180px}
.appendix h3{margin:18px 0 2px}
.sheet .wraps{white-space:normal}
.effect{display:block;fill:var(--rest);stroke:var(--rest)}
.effect rect{fill-opacity:.25;stroke:none}
.effect .zero{stroke:var(--line)}
.effect.good{fill:var(--pos);stroke:var(--pos)}
.effect.bad{fill:var(--neg);stroke:var(--neg)}
@media print{.experiment{break-inside:auto}.experiment+.experiment{break-before:page}.experiment h4{break-after:avoid}.effect{width:110px;height:auto}.score td:nth-child(5){width:116px}}
`;

/** Every dataset once, as the experiments read it. */
function sourcesOf({ results }: ExperimentsReportInput): readonly Source[] {
  return [...new Map(results.flatMap(({ read }) => read.sources).map((source) => [source.dataset, source])).values()];
}

const sourceLine = ({ dataset, dataThrough, loadedAt, loadId, freshness }: Source, zone: string): Html =>
  html`<div><span class="mono">${dataset}</span> ${freshnessChip(freshness)} data to ${formatDay(dataThrough)}, loaded ${formatInstant(loadedAt, zone)}, load <span class="mono">${formatId(loadId, 8, 6)}</span></div>`;

const VERDICTS: readonly ExperimentVerdict[] = [
  'ship',
  'roll_back',
  'ready_for_review',
  'keep_running',
  'unhealthy',
  'no_data',
];

/** "1 ✓ Ship, 2 Keep running". */
function summary({ results, drafts }: ExperimentsReportInput): string {
  const counts = VERDICTS.flatMap((verdict) => {
    const count = results.filter(({ read }) => read.verdict.state === verdict).length;
    return count === 0 ? [] : [`${formatCount(count)} ${verdictWord(verdict)}`];
  });
  return [...counts, ...(drafts === 0 ? [] : [formatCounted(drafts, 'draft')])].join(', ') || 'none yet';
}

/**
 * The report on experiments: for each that is no draft its verdict, scorecard, checks and decision log, one HTML page that
 * needs nothing else. The numbers are those of the window and link to their proofs. Unhealthy ones show no effects.
 */
export function renderExperimentsReport(input: ExperimentsReportInput): string {
  const { results, status, proofs, generatedAt, zone, fontBase64 } = input;
  const proven = provenBy(proofs);
  const sources = sourcesOf(input);
  const through = sources.flatMap(({ dataThrough }) => dataThrough ?? []).toSorted()[0] ?? null;
  const made = formatInstant(generatedAt, zone);
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; font-src data:">
<title>Experiments, ${status.name}, data to ${formatDay(through)}</title>
<style>${trusted(fontFace(fontBase64) + STYLE + OWN_STYLE)}</style>
</head>
<body>
<table class="sheet" role="presentation"><thead aria-hidden="true"><tr><td><div class="running"><span>Growth Workbench · ${status.name} · Experiments</span><span>Data to ${formatDay(through)} · made ${made}</span></div></td></tr></thead>
<tbody><tr><td>
<header class="mast">
  <div class="brand"><i></i>Growth Workbench<span>${status.name}${status.sample ? ' · sample workspace' : ''}</span></div>
  <h1>Experiments</h1>
  <p class="lead">${formatCounted(results.length, 'experiment')} · data to ${formatDay(through)}</p>
  <dl class="facts">
    <dt>Verdicts</dt><dd>${summary(input)}</dd>
    <dt>Data</dt><dd>${sources.map((source) => sourceLine(source, zone))}</dd>
    <dt>Made</dt><dd>${made}</dd>
    <dt>Time zone</dt><dd>${zone} (${formatZone(generatedAt, zone)})</dd>
  </dl>
</header>
<main>
${results.length === 0 ? html`<section><p class="note">No experiment was started yet.</p></section>` : results.map((result) => experimentSection(result, proven, zone))}
${proofAppendix(results, proofs)}
</main>
</td></tr></tbody></table>
</body>
</html>
`;
  return page.toString();
}
