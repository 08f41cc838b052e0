import type { MetricBaseline } from '../../../../engine/contract/index.ts';
import { slugOf } from '../../../components/slug.ts';
import { type MetricValues, NEW_METRIC, nextRow } from './values.ts';

const nameOf = (event: string): string => {
  const words = event.replace(/[-_]+/g, ' ').trim();
  return words.slice(0, 1).toUpperCase() + words.slice(1);
};

/** A metric of an event: the share of units that have it, or the mean where units have more of it than once. */
export const metricOf = (
  event: string,
  role: MetricValues['role'],
  baseline?: Pick<MetricBaseline, 'mean' | 'share'>,
): MetricValues => ({
  ...NEW_METRIC,
  row: nextRow(),
  id: slugOf(event, '_'),
  name: nameOf(event),
  role,
  event,
  kind: baseline === undefined || Math.abs(baseline.mean - baseline.share) < 1e-9 ? 'proportion' : 'mean',
});
