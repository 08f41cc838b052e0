export type { AskedQuery } from './asking.ts';
export {
  type ExperimentUnits,
  readBaselines,
  readExperimentUnits,
  readSources,
  type UnitsOverview,
} from './overview.ts';
export { type ReadData, readExperimentData } from './read.ts';
export { refreshExperimentDays } from './refresh.ts';
export { likenessOf } from './signature.ts';
