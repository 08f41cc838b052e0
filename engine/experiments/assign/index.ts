export { answerCases, type CaseAnswer, caseGroups } from './case-file.ts';
export type { AssignmentContext, Experiment, Feature, FeatureRule, StickyDoc } from './definition.ts';
export { contextSchema, experimentSchema, featureSchema, stickyDocSchema } from './definition.ts';
export { type Evaluated, evaluateExperiment, evaluateFeature } from './feature.ts';
export { hashToUnit } from './hash.ts';
export { isOperator } from './operators.ts';
export type { ExperimentResult, Exposure, FeatureResult, FeatureSource } from './outcome.ts';
export { parsePayload } from './payload.ts';
export { type StickyDocs, stickyDocs, stickyKeysOf } from './sticky.ts';
