import type { Verdict } from '../contract/index.ts';
import { formatCount } from '../serializer/index.ts';
import type { Counts } from './posterior.ts';
import type { CreativeRules } from './rules.ts';

export type { Verdict } from '../contract/index.ts';

export interface EnoughData {
  readonly enough: boolean;
  readonly rule: string;
  readonly impressions: number;
  readonly clicks: number;
  readonly fewestImpressions: number;
}

/** Whether the counts meet the minimum of the rules, and the rule as a sentence. */
export function enoughData(counts: readonly Counts[], rules: CreativeRules): EnoughData {
  const impressions = counts.reduce((sum, count) => sum + count.impressions, 0);
  const clicks = counts.reduce((sum, count) => sum + count.clicks, 0);
  const fewestImpressions = counts.reduce((least, count) => Math.min(least, count.impressions), impressions);
  const enough =
    impressions >= rules.minImpressions &&
    clicks >= rules.minClicks &&
    fewestImpressions >= rules.minVariantImpressions;
  const rule =
    `At least ${formatCount(rules.minImpressions)} impressions and ${formatCount(rules.minClicks)} clicks in the test, ` +
    `and ${formatCount(rules.minVariantImpressions)} impressions in each variant.`;
  return { enough, rule, impressions, clicks, fewestImpressions };
}

export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = Object.freeze({
  winner: 'Winner',
  keep_testing: 'Keep testing',
  no_difference: "Can't tell apart",
  unhealthy: 'Unhealthy',
  no_data: 'No data',
});
