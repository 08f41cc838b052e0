export { type AnalyseOptions, analyseExperiment } from './analyse.ts';
export { experimentRow } from './row.ts';
export { READ_RULES } from './rules.ts';
export {
  type ProvableRead,
  readExperiment,
  readExperimentDays,
  readExperimentList,
  readProvableExperiment,
  readVocabulary,
} from './service.ts';
export { sumsTable } from './sums-table.ts';
