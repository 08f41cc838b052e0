export { type AnalyseOptions, analyseExperiment } from './analyse.ts';
export { ExperimentListing, readExperimentList } from './list.ts';
export { experimentRow } from './row.ts';
export { READ_RULES } from './rules.ts';
export {
  readExperiment,
  readExperimentDays,
  readExperimentRows,
  readVocabulary,
} from './service.ts';
export { type SumsOf, sumsTable } from './sums-table.ts';
