import type { ExperimentMetric, ExperimentResult } from '../../contract/index.ts';
import {
  formatCount,
  formatDayRange,
  formatId,
  formatInstant,
  formatInterval,
  formatMetric,
  formatMetricKind,
  formatProbability,
  formatPValue,
  formatRate,
  formatRelativeChange,
  MISSING,
} from '../../serializer/index.ts';
import { type Html, html } from '../html.ts';
import type { Proven } from '../proof-links.ts';
import { type EffectScale, effectScale, intervalDrawing } from './interval.ts';
import { type ScorecardRow, scorecardRows, showsEffects, variationName } from './rows.ts';
import { checkChip, readsChip, ruleLine, statusChip, verdictChip } from './words.ts';

const TONES = { better: 'good', worse: 'bad', cant_tell: 'rest', no_read: 'rest' } as const;

function scorecardLine({ read }: ExperimentResult, row: ScorecardRow, x: EffectScale, proven: Proven): Html {
  const { key, rule, variations } = read.experiment.design;
  const { metric, comparison, control, arm } = row;
  const { variation, estimate, interval } = comparison;
  const of = (text: string, who: string, name: string): Html =>
    proven(text, 'experiment.metric', key, metric.id, who, name);
  const isBayesian = rule.method === 'bayesian';
  const chance = isBayesian ? formatProbability(comparison.chanceToWin) : formatPValue(comparison.adjustedPValue);
  const who = variations.length === 2 ? null : html` · ${variationName(read.experiment, variation)}`;
  const effect =
    estimate === null || interval === null
      ? html`<td class="dim" colspan="2">${comparison.gap ?? 'There is no read.'}</td>`
      : html`<td class="n">${of(formatRelativeChange(estimate), variation, 'estimate')}<div class="dim">${formatInterval(interval, 'rate')}</div></td><td>${intervalDrawing(estimate, interval, x, TONES[comparison.reads])}</td>`;
  return html`
  <tr><th scope="row"><b>${metric.name}</b>${who}<div class="dim">${metric.role}, ${formatMetricKind(metric)}</div></th><td class="n">${control === undefined ? MISSING : of(formatMetric(metric, control.value), control.variation, 'value')}</td><td class="n">${arm === undefined ? MISSING : of(formatMetric(metric, arm.value), arm.variation, 'value')}</td>${effect}<td class="n">${of(chance, variation, isBayesian ? 'chance' : 'adjusted_p')}</td><td>${readsChip(comparison.reads)}</td></tr>`;
}

function scorecard(result: ExperimentResult, proven: Proven): Html {
  const { read } = result;
  const { rule, variations } = read.experiment.design;
  if (!showsEffects(read))
    return html`<p class="note">No effects are shown: ${read.verdict.state === 'unhealthy' ? 'the data can not be trusted until the failed check is settled' : read.units > 0 ? 'no outcomes were ever loaded, so no metric can be read' : 'nobody was exposed yet'}.</p>`;
  const rows = scorecardRows(read);
  const drawn = rows.flatMap(({ metric: { role }, comparison: { estimate, interval } }) =>
    estimate === null || interval === null ? [] : [{ role, estimate, interval }],
  );
  const level = drawn[0]?.interval.level ?? 1 - rule.alpha;
  // Each role has a scale of its own, as in the window.
  const scaleOf = (role: ExperimentMetric['role']): EffectScale =>
    effectScale(drawn.filter((one) => one.role === role));
  const [control, treatment] = variations;
  return html`<table class="score"><thead><tr><th scope="col">Metric</th><th scope="col" class="n">${control?.name ?? 'Control'}</th><th scope="col" class="n">${variations.length === 2 ? (treatment?.name ?? 'Variation') : 'Variation'}</th><th scope="col" class="n">Effect, ${formatRate(level).replace('.00', '')} interval</th><th scope="col"></th><th scope="col" class="n">${rule.method === 'bayesian' ? 'Wins' : 'Adjusted p'}</th><th scope="col">Reads</th></tr></thead>
<tbody>${rows.map((row) => scorecardLine(result, row, scaleOf(row.metric.role), proven))}
</tbody></table>`;
}

function checks({ read }: ExperimentResult, proven: Proven): Html {
  const { key } = read.experiment.design;
  return html`<table class="list"><thead><tr><th scope="col">Check</th><th scope="col">Outcome</th><th scope="col">What was found</th><th scope="col" class="n">p</th></tr></thead>
<tbody>${read.checks.map(
    (check) => html`
  <tr><th scope="row">${check.title}</th><td>${checkChip(check.outcome)}</td><td>${proven(check.evidence, 'experiment.check', key, check.id)}${check.next === null ? null : html`<div>${check.next}</div>`}</td><td class="n">${formatPValue(check.pValue)}</td></tr>`,
  )}
</tbody></table>`;
}

function log({ log: changes }: ExperimentResult, zone: string): Html | null {
  if (changes.length === 0) return null;
  return html`<table class="list"><thead><tr><th scope="col">When</th><th scope="col">What</th><th scope="col">Who</th><th scope="col">Why</th><th scope="col">Audit</th></tr></thead>
<tbody>${changes.map(
    (change) => html`
  <tr><td>${formatInstant(change.at, zone)}</td><td>${change.change}</td><td>${change.actor}</td><td>${change.summary}</td><td class="mono">${formatId(change.hash, 12, 4)}</td></tr>`,
  )}
</tbody></table>`;
}

/** One experiment: what it says, on which numbers, whether they can be trusted, and what people did. */
export function experimentSection(result: ExperimentResult, proven: Proven, zone: string): Html {
  const { read } = result;
  const { design, status } = read.experiment;
  const { verdict, progress } = read;
  return html`<article class="card experiment" id="experiment-${design.key}">
<div class="top"><div><h3>${design.name}</h3><p class="sub">${design.key} · per ${design.unit} · ${proven(formatCount(read.units), 'experiment.units', design.key, 'all', 'units')} units · ${proven(formatCount(progress.days), 'experiment.progress', design.key, 'days')} days · ${read.firstDay === null ? 'nobody exposed' : formatDayRange(read.firstDay, read.lastDay ?? read.firstDay)}</p></div><div>${statusChip(status)} ${verdictChip(verdict.state)}</div></div>
${design.hypothesis === '' ? null : html`<p class="say">${design.hypothesis}</p>`}
<p class="say"><b>${proven(verdict.reason, 'experiment.verdict', design.key)}</b> ${verdict.change}</p>
<p class="sub">${ruleLine(design.rule)}</p>
${scorecard(result, proven)}
<h4>Checks</h4>
${checks(result, proven)}
<h4>Decision log</h4>
${log(result, zone) ?? html`<p class="note">Nothing was done with it yet.</p>`}
${read.caveats.length === 0 ? null : html`<ul class="notes">${read.caveats.map((caveat) => html`<li>${caveat}</li>`)}</ul>`}
</article>`;
}
