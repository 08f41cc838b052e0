import { slugOf } from './slug.ts';
import { type MetricValues, NEW_METRIC, nextRow } from './values.ts';

const nameOf = (event: string): string => {
  const words = event.replace(/[-_]+/g, ' ').trim();
  return words.slice(0, 1).toUpperCase() + words.slice(1);
};

/** A metric of an event: by the share of units that have it. */
export const metricOf = (event: string, role: MetricValues['role']): MetricValues => ({
  ...NEW_METRIC,
  row: nextRow(),
  id: slugOf(event, '_'),
  name: nameOf(event),
  role,
  event,
});
