import { type Day, daysFrom } from '../../core/index.ts';
import type { MetricDay } from '../sums.ts';
import { addSums, centred, type ExactSums, NOTHING } from './exact.ts';
import { partsOf, scalesOf } from './metric-scales.ts';
import type { PlannedMetric } from './plan.ts';
import type { PartRow } from './queries/days.ts';
import type { SumQuery } from './queries/relations.ts';

const key = (metric: number, variation: number): string => `${metric}/${variation}`;

/**
 * The sums as they stood at the end of each day, from what each day added: whole numbers, so that it makes no difference
 * in which order they are added.
 */
export function dailyRows(
  query: SumQuery,
  metrics: readonly PlannedMetric[],
  rows: readonly PartRow[],
  days: { readonly first: Day; readonly last: Day },
): MetricDay[] {
  const { plan } = query;
  const byDay = new Map<Day, PartRow[]>();
  for (const row of rows) {
    if (row.day !== null) byDay.set(row.day, [...(byDay.get(row.day) ?? []), row]);
  }
  const sums = new Map<string, ExactSums>();
  return daysFrom(days.first, days.last).flatMap((day) => {
    for (const row of byDay.get(day) ?? []) {
      const place = key(row.metric, row.variation);
      sums.set(place, addSums(sums.get(place) ?? NOTHING, row));
    }
    return metrics.flatMap((planned) => {
      const number = planned.number;
      return plan.variations.map((variation, index) => ({
        day,
        metric: planned.metric.id,
        variation,
        sums: centred(sums.get(key(number, index)) ?? NOTHING, scalesOf(query, planned), partsOf(planned)),
      }));
    });
  });
}
