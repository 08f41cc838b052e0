import type { CreativeTest, CreativeVariant } from '../contract/index.ts';
import {
  formatCount,
  formatCounted,
  formatDayRange,
  formatInterval,
  formatPoints,
  formatProbability,
  formatPValue,
  formatRate,
} from '../serializer/index.ts';
import { verdictChip } from './chip.ts';
import { halfEye } from './half-eye.ts';
import { type Html, html } from './html.ts';
import type { Proven } from './proof-links.ts';

const PUBLICATION: Readonly<Record<CreativeVariant['publication'], string>> = {
  none: '',
  proposed: 'proposed',
  approved: 'approved',
  live_paused: 'on Meta, paused',
  failed: 'publication failed',
};

function variantRow(variant: CreativeVariant, view: CreativeTest, proven: Proven): Html {
  const keys = [view.test.testId, variant.variantId];
  const state = PUBLICATION[variant.publication];
  return html`
  <tr${variant.variantId === view.test.bestVariantId ? html` class="lead"` : null}><th scope="row"><b>${variant.label}</b> <span class="headline">${variant.headline}</span>${state === '' ? null : html` <span class="chip line">${state}</span>`}</th><td class="n">${formatCount(variant.clicks)} / ${formatCount(variant.impressions)}</td><td class="n">${formatRate(variant.mean)} <span class="dim">${formatInterval(variant.interval95, 'rate')}</span></td><td class="n">${proven(formatProbability(variant.pBest), 'creative.p_best', ...keys)}</td><td class="n">${proven(formatPoints(variant.expectedLoss), 'creative.expected_loss', ...keys)}</td></tr>`;
}

function evidence(view: CreativeTest, proven: Proven): Html {
  const { testId, bestLabel } = view.test;
  const { uplift, srm } = view;
  return html`<dl class="facts small">
  <dt>Why</dt><dd>${view.reason}</dd>
  <dt>What would change it</dt><dd>${view.whatWouldChange}</dd>
  ${
    uplift === null
      ? null
      : html`<dt>Uplift</dt><dd>${bestLabel ?? '—'} over ${uplift.against}: ${proven(formatPoints(uplift.estimate, { signed: true }), 'creative.uplift', testId)}, 95 % interval ${formatInterval(uplift.interval, 'percentage_points')}</dd>`
  }
  ${srm === null ? null : html`<dt>Even split</dt><dd>p ${proven(formatPValue(srm.pValue), 'creative.srm', testId)}${srm.alarm ? ', uneven' : ', even enough'}</dd>`}
</dl>`;
}

/** The sentence with its first statement set apart. */
function spoken(sentence: string): Html {
  const end = sentence.indexOf('. ');
  return end === -1
    ? html`<p class="say"><b>${sentence}</b></p>`
    : html`<p class="say"><b>${sentence.slice(0, end + 1)}</b> ${sentence.slice(end + 2)}</p>`;
}

/** One test: picture, sentence, table, and what the verdict rests on. */
export function testSection(view: CreativeTest, proven: Proven): Html {
  const { test } = view;
  return html`<article class="card">
<div class="top"><div><h3>${test.name}</h3><p class="sub">${formatCounted(test.variants, 'variant')} · ${proven(formatCount(test.impressions), 'creative.test_impressions', test.testId)} impressions · ${proven(formatCount(test.clicks), 'creative.test_clicks', test.testId)} clicks · ${formatDayRange(test.firstDay, test.lastDay)}</p></div>${verdictChip(test.verdict)}</div>
<figure>${halfEye(view)}<figcaption>Posterior of the click-through rate: density, 80 % (thick) and 95 % interval (thin), mean (dot).</figcaption></figure>
${spoken(view.sentence)}
<table><thead><tr><th scope="col">Variant</th><th scope="col" class="n">Clicks / impressions</th><th scope="col" class="n">Rate, 95 % interval</th><th scope="col" class="n">P(best)</th><th scope="col" class="n">Loss if wrong</th></tr></thead>
<tbody>${view.variants.map((variant) => variantRow(variant, view, proven))}
</tbody></table>
${evidence(view, proven)}
</article>`;
}
