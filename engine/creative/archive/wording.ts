import type { TogetherState, TogetherSummary } from '../../contract/index.ts';
import { formatCount, formatCounted, formatRate } from '../../serializer/index.ts';
import type { DeclaredBy } from './nominee.ts';

export const TOGETHER_WORDS: Readonly<Record<TogetherState, string>> = Object.freeze({
  holds: 'Holds',
  not_shown: 'Not shown',
  behind: 'Behind',
  unhealthy: 'Unhealthy',
  several: 'Several declared',
  no_data: 'No data',
});

/** Said under every number that is read from all tests together. */
export const TOGETHER_CAVEATS: readonly string[] = Object.freeze([
  'Impressions are not unique people, so the intervals are a little too narrow.',
  'The winners were declared on the same data that is read here; only a new test would be independent.',
  'Shrinkage takes the true rates of variants around the mean of their test as log-normal, alike in all tests.',
]);

/** What each count of the summary is called. */
export const TOGETHER_FIGURES: Readonly<Record<keyof TogetherSummary, string>> = Object.freeze({
  tests: 'Creative tests',
  compared: 'Tests that can be compared',
  declared: 'Declared winners',
  declaredCompared: 'Declared winners that can be compared',
  unadjusted: 'Winners better than every other variant, not adjusted',
  holdFdr: 'Winners that hold at a false discovery rate of 5 %',
  holdFwer: 'Winners that hold with a chance of 5 % for any false one',
  holdSequential: 'Winners that hold at a false discovery rate of 5 % though looked at daily',
  restFdr: 'Winners better than the others together, false discovery rate of 5 %',
  restFwer: 'Winners better than the others together, chance of 5 % for any false one',
  behind: 'Winners behind another variant',
  unhealthy: 'Tests with an uneven split',
  unhealthyDeclared: 'Winners of tests with an uneven split',
  several: 'Tests with several winners',
  noData: 'Tests without data to compare',
  undeclaredHold: 'Leaders that hold and were not declared',
  medianLift: 'Median lift of the winners',
  medianShrunkenLift: 'Median lift of the winners, shrunken',
  deviation: 'Spread of true ln rates between variants',
});

export type TogetherFigure = keyof TogetherSummary;
export const isTogetherFigure = (name: string): name is TogetherFigure => Object.hasOwn(TOGETHER_FIGURES, name);

const percent = (share: number): string => formatRate(share).replace(/\.00 %$/, ' %');

export const methodSentence = (level: number): string =>
  `two-sided test against the variant that is hardest to beat · adjusted over all tests by Benjamini–Hochberg and Holm at ${percent(level)} · lifts shrunken by REML`;

/** How many winners hold, in one sentence. */
export function togetherSentence(summary: TogetherSummary, by: DeclaredBy): string {
  const { declared, declaredCompared, holdFdr, holdFwer, unhealthyDeclared, several } = summary;
  const whose = by === 'data' ? 'declared in the data' : 'by the verdict of the workbench';
  if (declared === 0) return `No winner is ${by === 'data' ? whose : `found ${whose}`}.`;
  const left = [
    unhealthyDeclared > 0 ? `${formatCount(unhealthyDeclared)} left out for an uneven split` : '',
    several > 0 ? `${formatCounted(several, 'test')} left out for several winners` : '',
  ].filter((part) => part !== '');
  return (
    `${formatCount(holdFdr)} of ${formatCounted(declaredCompared, 'winner')} ${whose} hold at a false discovery rate of 5 %, ` +
    `${formatCount(holdFwer)} with a chance of 5 % for any false one` +
    `${left.length === 0 ? '' : `; ${left.join(', ')}`}.`
  );
}
