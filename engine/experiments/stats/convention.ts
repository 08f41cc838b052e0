/**
 * Which rules the statistics follow.
 *
 * `standard` is the product's own. `gbstats` repeats GrowthBook's gbstats 0.8.0, quirks included, so that numbers can be
 * compared with it line by line:
 *
 * - a proportion's variance is p(1 − p), without Bessel's correction;
 * - CUPED's θ is taken over all units together, so an effect leaks into it, and taken for known; its relative effect divides by
 *   the control's unadjusted mean;
 * - Welch's degrees of freedom are those of the absolute difference also when the effect is relative;
 * - a quantile's variance is never below 1e-5 from 100 units on, in whatever unit it is;
 * - a control mean of zero stops absolute differences too, and is a want of variance for relative ones;
 * - the one-sided sequential p-value is searched for within [1e-5, 0.4999];
 * - the sample-ratio test counts arms that were promised no traffic as degrees of freedom and ignores their units, and is not
 *   a number with one arm;
 * - expected losses are cut to zero beyond 37 standard errors;
 * - the units still missing are searched for until the power is within 1e-5, with all of α for each test unless p-values are
 *   corrected, though the power is asked of all goals together.
 */
export type Convention = 'standard' | 'gbstats';
