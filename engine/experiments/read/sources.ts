import type { Day } from '../../core/index.ts';
import type { ArmQuantile, ExperimentData, MetricDay } from '../sums.ts';
import { type ArmSource, NO_SUMS } from './arm-metric.ts';

/** Finds an arm's sums by metric and variation, at the end of any day. */
export interface Sources {
  /** As it stood at the end of `day`; null: as far as there is. */
  at(metric: string, variation: string, day: Day | null): ArmSource;
  /** Days on which any metric has sums, ascending. */
  readonly days: readonly Day[];
}

const keyOf = (metric: string, variation: string): string => `${metric}\n${variation}`;

/** The last row up to a day, by bisection. */
function upTo(rows: readonly MetricDay[], day: Day | null): MetricDay | undefined {
  if (day === null) return rows.at(-1);
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const row = rows[middle];
    if (row !== undefined && row.day <= day) low = middle + 1;
    else high = middle;
  }
  return rows[low - 1];
}

/** Indexes the daily sums and the quantiles of an experiment. */
export function sourcesOf({ daily, quantiles }: ExperimentData): Sources {
  const byArm = new Map<string, MetricDay[]>();
  const days = new Set<Day>();
  for (const row of daily) {
    const key = keyOf(row.metric, row.variation);
    const known = byArm.get(key);
    if (known === undefined) byArm.set(key, [row]);
    else known.push(row);
    days.add(row.day);
  }
  const quantileOf = new Map<string, ArmQuantile>(
    quantiles.map((row) => [keyOf(row.metric, row.variation), row] as const),
  );
  return {
    at: (metric, variation, day) => {
      const key = keyOf(metric, variation);
      const rows = byArm.get(key);
      const row = rows === undefined ? undefined : upTo(rows, day);
      return { sums: row?.sums ?? NO_SUMS, quantile: quantileOf.get(key) ?? null };
    },
    days: [...days].sort(),
  };
}
