export { type AllocationRules, allocate } from './allocate.ts';
export { type ArmComparison, type Comparison, compareArms } from './compare-arms.ts';
export {
  drawPosterior,
  type Interval,
  posteriorCdf,
  posteriorDensity,
  posteriorInterval,
  posteriorMean,
  posteriorQuantile,
} from './distribution.ts';
export type { DrawOptions } from './draws.ts';
export { type DayCounts, type DriftAlarm, type DriftOptions, driftAlarm } from './drift-alarm.ts';
export { type Posterior, posteriorSchema } from './posterior.ts';
export { type PlayedPeriod, type RegretEstimate, regretEstimate } from './regret.ts';
export { type ValueRemaining, type ValueRemainingOptions, valueRemaining } from './value-remaining.ts';
