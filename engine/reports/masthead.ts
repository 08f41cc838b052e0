import type { CreativeTestList, Source } from '../contract/index.ts';
import {
  formatCount,
  formatCounted,
  formatDay,
  formatDayRange,
  formatId,
  formatInstant,
  formatZone,
} from '../serializer/index.ts';
import { freshnessChip } from './chip.ts';
import { type Html, html } from './html.ts';
import type { CreativeReportInput } from './input.ts';

/** From the first to the last day of any test. */
function period({ tests }: CreativeTestList): string {
  const days = tests.flatMap(({ firstDay, lastDay }) => [firstDay, lastDay]).sort();
  return formatDayRange(days[0], days.at(-1));
}

function sourceLine({ dataset, rowsRead, dataThrough, loadedAt, loadId, freshness }: Source, zone: string): Html {
  return html`<span class="mono">${dataset}</span> ${freshnessChip(freshness)} data to ${formatDay(dataThrough)}, loaded
    ${formatInstant(loadedAt, zone)}, ${formatCount(rowsRead)} rows, load <span class="mono">${formatId(loadId, 8, 6)}</span>`;
}

/** Title, what the report covers, and where its numbers come from. */
export function masthead({ list, tests, status, generatedAt, zone }: CreativeReportInput): Html {
  const impressions = list.tests.reduce((sum, test) => sum + test.impressions, 0);
  const clicks = list.tests.reduce((sum, test) => sum + test.clicks, 0);
  const detail =
    tests.length === 0
      ? 'All tests; none has a winner or waits for review'
      : `All tests; ${formatCounted(tests.length, 'test')} with a winner or in review shown in detail`;
  return html`<header class="mast">
  <div class="brand"><i></i>Growth Workbench<span>${status.name}${status.sample ? ' · sample workspace' : ''}</span></div>
  <h1>Creative tests</h1>
  <p class="lead">${formatCounted(list.tests.length, 'test')}, ${formatCounted(list.variants, 'variant')} · ${list.method} · data to ${formatDay(list.dataThrough)}</p>
  <dl class="facts">
    <dt>Period</dt><dd>${period(list)}</dd>
    <dt>Filter</dt><dd>${detail}</dd>
    <dt>Totals</dt><dd>${formatCount(impressions)} impressions, ${formatCount(clicks)} clicks</dd>
    <dt>Data</dt><dd>${list.sources.map((source) => html`<div>${sourceLine(source, zone)}</div>`)}</dd>
    <dt>Made</dt><dd>${formatInstant(generatedAt, zone)}</dd>
    <dt>Time zone</dt><dd>${zone} (${formatZone(generatedAt, zone)})</dd>
  </dl>
</header>`;
}
