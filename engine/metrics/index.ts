export {
  type MetricCatalogue,
  type MetricDefinition,
  metricDatasets,
  metricView,
  readMetricCatalogue,
} from './catalogue.ts';
export { type Decomposition, decompose, type Group, ratioContributions } from './decompose.ts';
export { type Bounds, intervalAssumption, LEVEL, metricInterval, wilson } from './interval.ts';
export { metricMethod } from './method.ts';
export type { Grain } from './queries.ts';
export {
  type MetricRequest,
  type MetricRow,
  type MetricTable,
  type MetricValue,
  readMetrics,
  totalOf,
} from './read.ts';
export { type DimensionValue, readDimensionValues } from './values.ts';
