export {
  type Calibration,
  type CalibrationOptions,
  calibrationOf,
  type Look,
  type SimulatedTrial,
  simulateTrial,
  type Trial,
} from './calibration.ts';
export type { Convention } from './convention.ts';
export {
  type Difference,
  type Effect,
  type EffectGap,
  type EffectOptions,
  effectOf,
  type KnownEffect,
  welchDegrees,
} from './effect.ts';
export { fixedHorizon, type Side, type TestOptions, type TestRead } from './fixed-horizon.ts';
export type {
  CupedMetric,
  MeanMetric,
  Metric,
  ProportionMetric,
  QuantileMetric,
  RatioMetric,
} from './metric.ts';
export { estimateOf } from './metric.ts';
export {
  addPair,
  addValue,
  covariance,
  type JointMoments,
  jointMomentsFromSums,
  jointMomentsOf,
  type Moments,
  mergeJointMoments,
  mergeMoments,
  momentsFromSums,
  momentsOf,
  NO_JOINT_MOMENTS,
  NO_MOMENTS,
  variance,
} from './moments.ts';
export { benjaminiHochberg, holm } from './multiplicity.ts';
export { type Posterior, type PosteriorOptions, type Prior, posteriorOf } from './posterior.ts';
export {
  type Baseline,
  daysNeeded,
  detectableEffect,
  type MoreUnits,
  minimumDetectableEffect,
  moreUnitsNeeded,
  type PowerDesign,
  type Precision,
  perTest,
  plannedError,
  powerAt,
  unitsNeeded,
} from './power.ts';
export { type RatioSums, ratioWithCovariate } from './ratio-covariate.ts';
export { type ArmTraffic, sampleRatioPValue } from './sample-ratio.ts';
export { confidenceSequence, type SequentialOptions, sequentialScale, sequentialWidth } from './sequential.ts';
export { SPLIT_ALTERNATIVES, sampleRatioEvidence, sequentialSampleRatio } from './sequential-ratio.ts';
export { computeVector, type VectorResult, vectorFileSchema } from './vectors.ts';
