import type { Proof } from '../contract/index.ts';
import type { MetricDefinition } from './catalogue.ts';
import { intervalAssumption } from './interval.ts';

const termText = ({ add, subtract, dataset }: MetricDefinition['numerator']): string =>
  `${[...add, ...subtract.map((name) => `− ${name}`)].join(' ')} of ${dataset}`;

/** How a number of the catalogue is made, for its proof. */
export const metricMethod = (metric: MetricDefinition, currency: string): Proof['method'] => ({
  name: metric.denominator === undefined ? `${metric.label}: sum of the rows` : `${metric.label}: ratio of two sums`,
  version: '1.0',
  seed: null,
  parameters: [
    { name: metric.denominator === undefined ? 'Sum' : 'Numerator', value: termText(metric.numerator) },
    ...(metric.denominator === undefined ? [] : [{ name: 'Denominator', value: termText(metric.denominator) }]),
    ...(metric.kind === 'money' ? [{ name: 'Currency', value: `${currency}, at the rate of each day` }] : []),
  ],
  assumptions: ['The exports hold each day and key once', ...[intervalAssumption(metric) ?? []].flat()],
  reference: metric.definition,
});
