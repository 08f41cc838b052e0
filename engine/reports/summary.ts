import type { CreativeTestList, CreativeTestRow, Verdict } from '../contract/index.ts';
import { formatCount, formatCounted, formatDayRange, formatPoints, formatProbability } from '../serializer/index.ts';
import { verdictChip } from './chip.ts';
import { type Html, html } from './html.ts';
import type { Proven } from './proof-links.ts';

const TILES: readonly (readonly [Verdict, string, string])[] = [
  ['winner', 'Winners ready to promote', 'enough data, P(best) high enough'],
  ['keep_testing', 'Keep testing', 'the data does not decide yet'],
  ['no_difference', "Can't tell apart", 'stop them: little is lost with either'],
  ['unhealthy', 'Unhealthy', 'uneven split, no verdict shown'],
];

/** How many tests say what. */
export function tiles({ summary }: CreativeTestList, proven: Proven): Html {
  const without = summary.no_data;
  return html`<section class="tiles" aria-label="Tests by verdict">${TILES.map(
    ([verdict, label, note]) => html`
  <div class="tile"><div class="l">${label}</div><div class="v">${proven(formatCount(summary[verdict]), 'creative.count', verdict)}</div><div class="s">${note}${
    verdict === 'unhealthy' && without > 0
      ? html`; ${proven(formatCounted(without, 'more', 'more'), 'creative.count', 'no_data')} without data`
      : null
  }</div></div>`,
  )}
</section>`;
}

/** Rows of the list that go on paper; the workbench holds the rest. */
const LISTED = 60;

const ORDER: readonly Verdict[] = ['winner', 'keep_testing', 'no_difference', 'unhealthy', 'no_data'];

/** Winners first, within a verdict the newest first, as the list has them. */
const listed = (rows: readonly CreativeTestRow[]): readonly CreativeTestRow[] =>
  ORDER.flatMap((verdict) => rows.filter((row) => row.verdict === verdict)).slice(0, LISTED);

const listRow = (test: CreativeTestRow): Html => html`
  <tr><th scope="row">${test.name}</th><td>${formatDayRange(test.firstDay, test.lastDay)}</td><td class="n">${formatCount(test.variants)}</td><td class="n">${formatCount(test.impressions)}</td><td class="n">${formatCount(test.clicks)}</td><td class="n">${test.bestLabel ?? '—'}</td><td class="n">${formatProbability(test.pBest)}</td><td class="n">${formatPoints(test.expectedLoss)}</td><td>${verdictChip(test.verdict)}</td></tr>`;

/** The list of tests as a table. */
export function testTable({ tests }: CreativeTestList): Html {
  const rows = listed(tests);
  if (rows.length === 0)
    return html`<section><h2>All tests</h2><p class="note">The data holds no creative test yet. Import an export of creative_daily.</p></section>`;
  const scope =
    rows.length === tests.length
      ? `All ${formatCounted(tests.length, 'test')}.`
      : `${formatCount(rows.length)} of ${formatCounted(tests.length, 'test')}, winners first; the workbench holds the rest.`;
  return html`<section>
<h2>All tests</h2>
<p class="note">${scope}</p>
<table class="list"><thead><tr><th scope="col">Test</th><th scope="col">Period</th><th scope="col" class="n">Variants</th><th scope="col" class="n">Impressions</th><th scope="col" class="n">Clicks</th><th scope="col" class="n">Best</th><th scope="col" class="n">P(best)</th><th scope="col" class="n">Loss if wrong</th><th scope="col">Verdict</th></tr></thead>
<tbody>${rows.map(listRow)}
</tbody></table>
</section>`;
}
