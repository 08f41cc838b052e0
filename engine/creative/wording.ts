import {
  formatCount,
  formatCounted,
  formatInterval,
  formatPoints,
  formatProbability,
  formatPValue,
  formatRate,
} from '../serializer/index.ts';
import { betaMean } from '../stats/index.ts';
import type { Comparison, TestAnalysis } from './analysis.ts';
import { variantLabel } from './labels.ts';
import type { Counts } from './posterior.ts';
import type { CreativeRules } from './rules.ts';

/** What a verdict says to a colleague. */
export interface Wording {
  readonly reason: string;
  readonly whatWouldChange: string;
  readonly sentence: string;
}

/** "19 of 20 plausible outcomes": a probability as a count one can picture. */
function outOfTwenty(p: number): string {
  const of20 = Math.round(p * 20);
  if (p >= 0.975) return 'In nearly every plausible outcome';
  if (of20 === 0) return 'In fewer than 1 of 20 plausible outcomes';
  return `In ${of20} of 20 plausible outcomes`;
}

function leaderSentence(found: Comparison): string {
  const p = found.pBest[found.best] ?? 0;
  const loss = formatPoints(found.expectedLoss[found.best]).replace(' pp', ' percentage points');
  const lost = loss.startsWith('<') ? `less than ${loss.slice(1)}` : `about ${loss}`;
  return (
    `${variantLabel(found.best)} is best with probability ${formatProbability(p)}. ` +
    `${outOfTwenty(p)} it beats every other variant; if we choose it we lose ${lost} on average.`
  );
}

const ofRate = (share: number): string => formatRate(share).replace(/\.00 %$/, ' %');

function notEnough({ enough }: TestAnalysis, rules: CreativeRules): Wording['reason'] {
  const short = [
    enough.impressions < rules.minImpressions &&
      `${formatCount(enough.impressions)} of ${formatCount(rules.minImpressions)} impressions`,
    enough.clicks < rules.minClicks && `${formatCount(enough.clicks)} of ${formatCount(rules.minClicks)} clicks`,
    enough.fewestImpressions < rules.minVariantImpressions &&
      `${formatCount(enough.fewestImpressions)} of ${formatCount(rules.minVariantImpressions)} impressions in the smallest variant`,
  ].filter((part) => part !== false);
  return `Too little data for a verdict: ${short.join(', ')}.`;
}

function compared(found: Comparison, analysis: TestAnalysis, rules: CreativeRules): Wording {
  const sentence = leaderSentence(found);
  const [a, b] = [variantLabel(found.best), variantLabel(found.runnerUp)];
  const p = formatProbability(found.pBest[found.best]);
  const needed = formatProbability(rules.winnerProbability);
  if (!analysis.enough.enough)
    return { sentence, reason: notEnough(analysis, rules), whatWouldChange: `More data. ${analysis.enough.rule}` };
  const leader = analysis.posteriors[found.best];
  const rate = leader === undefined ? 0 : betaMean(leader);
  const gap = formatInterval(found.uplift(), 'percentage_points');
  const region = `±${formatPoints(rules.alike * rate)} (${ofRate(rules.alike)} of ${a}'s rate)`;
  switch (analysis.verdict) {
    case 'winner':
      return {
        sentence,
        reason:
          `${a} is best with probability ${p}; a winner needs ${needed}. It rests on ` +
          `${formatCount(analysis.enough.impressions)} impressions and ${formatCount(analysis.enough.clicks)} clicks.`,
        whatWouldChange: `New data that brings the probability below ${needed}, or a split that becomes uneven.`,
      };
    case 'no_difference':
      return {
        sentence: `Can't tell ${a} and ${b} apart. ${sentence}`,
        reason:
          `Can't tell ${a} and ${b} apart: the gap is ${gap}, all inside ${region}, and choosing ${a} loses ` +
          `${formatPoints(found.expectedLoss[found.best])} on average.`,
        whatWouldChange: 'Only very much more data could show a gap this small. Take either, and test a bolder change.',
      };
    default:
      return {
        sentence,
        reason: `${a} leads with probability ${p}; a winner needs ${needed}. Its gap to ${b} is ${gap}.`,
        whatWouldChange:
          `More impressions: ${a} wins at probability ${needed}, or we can't tell ${a} and ${b} apart once the ` +
          `whole gap lies inside ${region}.`,
      };
  }
}

/** Reason, what would change it, and the sentence for the chart. */
export function explain(counts: readonly Counts[], analysis: TestAnalysis, rules: CreativeRules): Wording {
  if (analysis.comparison !== null) return compared(analysis.comparison, analysis, rules);
  if (analysis.verdict === 'unhealthy') {
    const split = counts.map((count, i) => `${variantLabel(i)} ${formatCount(count.impressions)}`).join(', ');
    return {
      reason:
        `The impressions are split unevenly (${split}; p ${formatPValue(analysis.srm?.pValue)} for an equal split), ` +
        "so the variants can't be compared.",
      whatWouldChange:
        'Find out why delivery favours a variant, mend it and start a new test. More of the same data does not help.',
      sentence: 'The split is uneven, so no probability is shown.',
    };
  }
  const reason =
    counts.length < 2
      ? `${formatCounted(counts.length, 'variant')} in the data: there is nothing to compare.`
      : 'No impressions yet.';
  return { reason, whatWouldChange: analysis.enough.rule, sentence: 'There is no data to compare the variants yet.' };
}
