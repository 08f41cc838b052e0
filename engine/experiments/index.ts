export * from './assign/index.ts';
export {
  type ProvableRead,
  readExperiment,
  readExperimentDays,
  readExperimentList,
  readProvableExperiment,
  readVocabulary,
  sumsTable,
} from './read/index.ts';
export {
  benjaminiHochberg,
  confidenceSequence,
  effectOf,
  fixedHorizon,
  holm,
  type KnownEffect,
} from './stats/index.ts';
