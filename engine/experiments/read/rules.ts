/**
 * What a read rests on beside the design's own rule.
 *
 * - `tuning`: units at which the confidence sequence is tightest, GrowthBook's default.
 * - `sampleRatioAlarm`: p-value below which a split is broken; GrowthBook, PostHog and Fabijan et al. 2019 use 0.001.
 *   Between it and `sampleRatioWatch` it is a warning, and so is χ² of one look below the alarm.
 * - `multipleShare`: share of units with several variations above which the experiment is not to be trusted, when they
 *   are at least `multipleUnits`: GrowthBook's threshold of 1 % from ten units on. A few come from cleared cookies and
 *   shared devices; more of them mean that assignment is not stable, and leaving them out chooses among the units.
 * - `unknownShare`: the same for units in variations the design does not have.
 * - `preExposureAlarm`: p-value, after Bonferroni, of a difference before the exposure (GrowthBook's 0.001).
 * - `noveltyAlarm`: p-value, after Bonferroni, of an effect that shrinks or grows with time since the exposure.
 * - `implausible`: relative effect beyond which a mistake is likelier than the effect (Twyman's law; Kohavi, Tang & Xu
 *   2020, ch. 3); GrowthBook's threshold.
 */
export const READ_RULES = Object.freeze({
  tuning: 5000,
  sampleRatioAlarm: 0.001,
  sampleRatioWatch: 0.01,
  multipleShare: 0.01,
  multipleUnits: 10,
  unknownShare: 0.01,
  preExposureAlarm: 0.001,
  noveltyAlarm: 0.01,
  implausible: 0.5,
});
