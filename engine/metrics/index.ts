export {
  type MetricCatalogue,
  type MetricDefinition,
  metricDatasets,
  metricView,
  readMetricCatalogue,
} from './catalogue.ts';
export { metricMethod } from './method.ts';
export type { Grain } from './queries.ts';
export { type MetricRequest, type MetricRow, type MetricTable, type MetricValue, readMetrics } from './read.ts';
export { type DimensionValue, readDimensionValues } from './values.ts';
