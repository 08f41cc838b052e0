import type { BanditRead, BanditResult } from '../../contract/index.ts';
import {
  formatCount,
  formatCounted,
  formatDay,
  formatNumber,
  formatProbability,
  formatRate,
  formatRatio,
} from '../../serializer/index.ts';
import { type Html, html } from '../html.ts';
import { type Proven, provenBy } from '../proof-links.ts';
import type { BanditsReportInput } from './input.ts';
import { sheet } from './sheet.ts';

const ADVICE: Readonly<Record<BanditRead['advice']['kind'], string>> = {
  promote: 'Promote',
  kill: 'Kill',
  stop: 'Stop: little is left to find',
  keep_running: 'Keep running',
  no_data: 'No data',
};

function valueText(value: number, unit: BanditRead['unit']): string {
  if (unit === 'share') return formatRate(value);
  return unit === 'ratio' ? formatRatio(value) : formatNumber(value);
}

function arms(read: BanditRead, proven: Proven): Html {
  const { key } = read.cell.design;
  const value = (x: number): string => valueText(x, read.unit);
  return html`<table class="list"><thead><tr><th scope="col">Arm</th><th scope="col" class="n">${read.words.trial}</th><th scope="col" class="n">${read.words.value}</th><th scope="col" class="n">95 % interval</th><th scope="col" class="n">P(best)</th><th scope="col" class="n">Share</th><th scope="col" class="n">Share now</th><th scope="col">Change</th></tr></thead>
<tbody>${read.arms.map((arm) => {
    const of = (text: string, name: string): Html => proven(text, 'bandit.arm', key, arm.arm, name);
    return html`
  <tr><th scope="row"><b>${arm.label}</b>${arm.state === 'active' ? null : html` · ${arm.state}`}${arm.note === '' ? null : html`<div class="dim">${arm.note}</div>`}</th><td class="n">${of(formatCount(arm.trials), 'trials')}</td><td class="n">${of(value(arm.mean), 'mean')}</td><td class="n">${of(value(arm.interval95.low), 'low')} to ${of(value(arm.interval95.high), 'high')}</td><td class="n">${of(formatProbability(arm.pBest), 'p_best')}</td><td class="n">${of(formatRate(arm.share), 'share')}</td><td class="n">${of(formatRate(arm.shareNow), 'share_now')}</td><td>${arm.drift?.alarm === true ? `since ${formatDay(arm.drift.since)}` : '—'}</td></tr>`;
  })}
</tbody></table>`;
}

function section({ read, decisions }: BanditResult, proven: Proven): Html {
  const { design, status } = read.cell;
  const of = (text: string, name: string): Html => proven(text, 'bandit.cell', design.key, name);
  return html`<article class="card cell" id="cell-${design.key}">
<div class="top"><div><h3>${design.name}</h3><p class="sub">${design.key} · ${status} · ${of(formatCount(read.arms.reduce((sum, { trials }) => sum + trials, 0)), 'trials')} ${read.words.trial} · data to ${formatDay(read.dataThrough)}</p></div></div>
<p class="say">${read.sentence}</p>
<p class="say"><b>${ADVICE[read.advice.kind]}.</b> ${read.advice.reason} What would change it: ${read.advice.change}</p>
${read.arms.length === 0 ? null : arms(read, proven)}
${read.valueRemaining === null ? null : html`<p class="sub">${of(formatRate(read.valueRemaining.share), 'value_remaining')} value remaining. ${read.valueRemaining.sentence}</p>`}
${read.regret === null ? null : html`<p class="sub">Regret ${of(formatNumber(read.regret.estimate), 'regret')}, of equal shares ${of(formatNumber(read.regret.equalSplit), 'regret_equal_split')}. ${read.regret.sentence}</p>`}
${decisions.length === 0 ? null : html`<ul>${decisions.map(({ decision, arm, by, state, reason }) => html`<li>${decision} ${arm}, ${by} (${state.replaceAll('_', ' ')}): ${reason}</li>`)}</ul>`}
<ul class="notes"><li>${read.method} Seed ${read.draws.seed}.</li>${read.caveats.map((caveat) => html`<li>${caveat}</li>`)}</ul>
</article>`;
}

/** The report on RL Insights: for each cell that was started what its arms are worth, what to do, and why. */
export function renderBanditsReport(input: BanditsReportInput): string {
  const { results, proofs } = input;
  const proven = provenBy(proofs);
  const through = results.flatMap(({ read }) => read.dataThrough ?? []).toSorted()[0] ?? null;
  return sheet(input, {
    title: 'RL Insights',
    lead: `${formatCounted(results.length, 'cell')} · data to ${formatDay(through)}`,
    through,
    body:
      results.length === 0
        ? [html`<section><p class="note">No cell was started yet.</p></section>`]
        : results.map((result) => section(result, proven)),
  });
}
