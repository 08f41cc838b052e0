import type { CreativeTogether, TogetherState, TogetherTest } from '../contract/index.ts';
import {
  formatCount,
  formatCounted,
  formatInterval,
  formatPoints,
  formatPValue,
  formatRelativeChange,
} from '../serializer/index.ts';
import { type Html, html } from './html.ts';
import type { Proven } from './proof-links.ts';

/** Winners that go on paper, the surest first; the workbench holds the rest. */
const LISTED = 20;

const STATES: Readonly<Record<TogetherState, string>> = {
  holds: 'holds',
  not_shown: 'not shown',
  behind: 'behind',
  unhealthy: 'unhealthy',
  several: 'several winners',
  no_data: 'no data',
};

/** The winners that are listed on paper. */
const listedWinners = ({ tests }: CreativeTogether): readonly TogetherTest[] =>
  tests.filter(({ declared, p }) => declared && p !== null).slice(0, LISTED);

function winnerRow(test: TogetherTest): Html {
  const { effect, shrunken } = test;
  return html`
  <tr><th scope="row">${test.name}</th><td>${test.label ?? '—'} over ${test.otherLabel ?? '—'}</td><td class="n">${formatPoints(effect?.estimate, { signed: true })} <span class="dim">${formatInterval(effect?.interval, 'percentage_points')}</span></td><td class="n">${formatRelativeChange(test.lift)}</td><td class="n">${formatRelativeChange(shrunken?.estimate)}</td><td class="n">${formatPValue(test.benjaminiHochberg)}</td><td class="n">${formatPValue(test.holm)}</td><td>${STATES[test.state]}</td></tr>`;
}

/** All tests read as one family: how many winners hold, and the surest of them. */
export function togetherSection(read: CreativeTogether, proven: Proven): Html {
  const { summary } = read;
  const winners = listedWinners(read);
  const figure = (name: keyof typeof summary, text: string): Html => proven(text, 'creative.archive', name);
  const scope =
    winners.length === summary.declaredCompared
      ? `All ${formatCounted(winners.length, 'winner')} that can be compared.`
      : `${formatCount(winners.length)} of ${formatCounted(summary.declaredCompared, 'winner')}, the surest first; the workbench holds the rest.`;
  const table =
    winners.length === 0
      ? null
      : html`<p class="note">${scope}</p>
<table class="list"><thead><tr><th scope="col">Test</th><th scope="col">Winner</th><th scope="col" class="n">Effect, 95 % interval</th><th scope="col" class="n">Lift</th><th scope="col" class="n">Shrunken</th><th scope="col" class="n">p (BH)</th><th scope="col" class="n">p (Holm)</th><th scope="col">Read</th></tr></thead>
<tbody>${winners.map(winnerRow)}
</tbody></table>`;
  return html`<section>
<h2>All tests together</h2>
<p class="say"><b>${read.sentence}</b></p>
<ul>
<li>${figure('declaredCompared', formatCounted(summary.declaredCompared, 'winner'))} in ${figure('compared', formatCounted(summary.compared, 'healthy test'))}; ${figure('unadjusted', formatCount(summary.unadjusted))} better than every other variant at 5 % before adjustment, ${figure('holdFdr', formatCount(summary.holdFdr))} at a false discovery rate of 5 %, ${figure('holdFwer', formatCount(summary.holdFwer))} with a chance of 5 % for any false one, ${figure('holdSequential', formatCount(summary.holdSequential))} if somebody watched.</li>
<li>${figure('restFdr', formatCount(summary.restFdr))} are better than the other variants together at a false discovery rate of 5 %; ${figure('behind', formatCount(summary.behind))} are behind another variant.</li>
<li>Median lift ${figure('medianLift', formatRelativeChange(summary.medianLift))}, shrunken ${figure('medianShrunkenLift', formatRelativeChange(summary.medianShrunkenLift))}.</li>
<li>${figure('unhealthy', formatCounted(summary.unhealthy, 'test'))} left out for an uneven split, ${figure('unhealthyDeclared', formatCounted(summary.unhealthyDeclared, 'winner'))} among them.</li>
${read.caveats.map((caveat) => html`<li>${caveat}</li>`)}
</ul>
${table}
</section>`;
}
