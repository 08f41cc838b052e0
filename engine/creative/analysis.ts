import { type Beta, betaMean, expectedLoss, pBest, posteriorGrid } from '../stats/index.ts';
import { type Counts, posterior } from './posterior.ts';
import type { CreativeRules } from './rules.ts';
import { type SampleRatio, sampleRatio } from './srm.ts';
import { type Uplift, uplift } from './uplift.ts';
import { type EnoughData, enoughData, type Verdict } from './verdict.ts';

/** What the counts of one test say. Indices are those of the variants given. */
export interface TestAnalysis {
  readonly posteriors: readonly Beta[];
  readonly srm: SampleRatio | null;
  readonly enough: EnoughData;
  readonly verdict: Verdict;
  /** null when the verdict is unhealthy or no_data: then there is nothing to compare. */
  readonly comparison: Comparison | null;
}

export interface Comparison {
  readonly pBest: readonly number[];
  readonly expectedLoss: readonly number[];
  readonly best: number;
  readonly runnerUp: number;
  /** Leader minus runner-up. Worked out when asked for, once. */
  readonly uplift: () => Uplift;
}

/** Index of the largest value; the first one on a tie. */
function largest(values: readonly number[], leaveOut = -1): number {
  let at = -1;
  values.forEach((value, i) => {
    if (i !== leaveOut && (at === -1 || value > (values[at] ?? 0))) at = i;
  });
  return at;
}

function compare(posteriors: readonly Beta[], rules: CreativeRules): Comparison {
  const grid = posteriorGrid(posteriors);
  const probability = pBest(grid);
  const best = largest(probability);
  const runnerUp = largest(posteriors.map(betaMean), best);
  const [leader, other] = [posteriors[best], posteriors[runnerUp]];
  if (leader === undefined || other === undefined) throw new Error('a comparison needs two variants');
  let known: Uplift | null = null;
  const gap = () => {
    known ??= uplift(leader, other, rules.intervalLevel);
    return known;
  };
  return { pBest: probability, expectedLoss: expectedLoss(grid), best, runnerUp, uplift: gap };
}

/** The verdict on a comparison, by the rules of `CreativeRules`. */
function judge(found: Comparison, leader: Beta, enough: boolean, rules: CreativeRules): Verdict {
  if (!enough) return 'keep_testing';
  if ((found.pBest[found.best] ?? 0) >= rules.winnerProbability) return 'winner';
  const rate = betaMean(leader);
  if ((found.expectedLoss[found.best] ?? 0) >= rules.caring * rate) return 'keep_testing';
  const { low, high } = found.uplift();
  return Math.max(-low, high) <= rules.alike * rate ? 'no_difference' : 'keep_testing';
}

/** Reads one test from its counts. Pure; no randomness. */
export function analyseTest(counts: readonly Counts[], rules: CreativeRules): TestAnalysis {
  const posteriors = counts.map((count) => posterior(count, rules.prior));
  const impressions = counts.map((count) => count.impressions);
  const enough = enoughData(counts, rules);
  const srm = sampleRatio(impressions, rules.srmAlarm);
  const base = { posteriors, srm, enough, comparison: null };
  if (counts.length < 2 || impressions.every((n) => n === 0)) return { ...base, verdict: 'no_data' };
  if (srm?.alarm === true) return { ...base, verdict: 'unhealthy' };
  const comparison = compare(posteriors, rules);
  const leader = posteriors[comparison.best];
  if (leader === undefined) throw new Error('the leader is one of the variants');
  return { ...base, verdict: judge(comparison, leader, enough.enough, rules), comparison };
}
