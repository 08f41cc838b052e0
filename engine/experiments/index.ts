export * from './assign/index.ts';
export { refreshExperimentDays } from './daily/index.ts';
export {
  analyseExperiment,
  ExperimentListing,
  READ_RULES,
  readExperiment,
  readExperimentDays,
  readExperimentList,
  readExperimentRows,
  readVocabulary,
} from './read/index.ts';
export {
  benjaminiHochberg,
  confidenceSequence,
  effectOf,
  fixedHorizon,
  holm,
  type KnownEffect,
  SPLIT_ALTERNATIVES,
} from './stats/index.ts';
