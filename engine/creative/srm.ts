import { chiSquareSurvival } from '../stats/index.ts';

/** Below this p-value a split is called uneven: rare by chance, common when delivery is broken. */
export const SRM_ALARM = 0.001;

export interface SampleRatio {
  readonly pValue: number;
  readonly alarm: boolean;
}

/**
 * Sample-ratio check: χ² of the impressions of each variant against an equal split (Fabijan et al. 2019, "Diagnosing
 * Sample Ratio Mismatch in Online Controlled Experiments"). null when there are fewer than two variants, or fewer than
 * five impressions expected for each, where the χ² approximation is not to be trusted.
 */
export function sampleRatio(impressions: readonly number[], alarmBelow = SRM_ALARM): SampleRatio | null {
  const expected = impressions.reduce((sum, n) => sum + n, 0) / impressions.length;
  if (impressions.length < 2 || expected < 5) return null;
  const statistic = impressions.reduce((sum, n) => sum + ((n - expected) * (n - expected)) / expected, 0);
  const pValue = Math.min(1, chiSquareSurvival(statistic, impressions.length - 1));
  return { pValue, alarm: pValue < alarmBelow };
}
