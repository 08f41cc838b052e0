import { ok, type Result } from '../../core/index.ts';
import type { ArmQuantile, ExperimentData, MetricAge, MetricSegment } from '../sums.ts';
import type { Asking } from './asking.ts';
import { centred, type ExactSums, NOTHING } from './exact.ts';
import { partsOf, scalesOf } from './metric-scales.ts';
import { askSums, baseOf, type Origin } from './origin.ts';
import type { PlannedMetric } from './plan.ts';
import { agedMetrics, agesQuery, keptAgesQuery } from './queries/ages.ts';
import type { PartRow } from './queries/days.ts';
import { type QuantileRow, quantilesQuery } from './queries/quantiles.ts';
import type { SumQuery } from './queries/relations.ts';
import { keptMetrics } from './signature.ts';

type Parts = Pick<ExperimentData, 'ages' | 'quantiles'>;

/** What a row is about, by the numbers its query gave them. */
function armOf({ plan }: SumQuery, row: { readonly metric: number; readonly variation: number }) {
  const planned = plan.metrics[row.metric];
  const variation = plan.variations[row.variation];
  if (planned === undefined || variation === undefined)
    throw new Error('a query returned an arm that was not asked for');
  return { planned, metric: planned.metric.id, variation };
}

/** Sums by what the units were at their first exposure, from the rows of the dimensions. */
export function segmentsOf(query: SumQuery, rows: readonly PartRow[]): MetricSegment[] {
  return rows.flatMap((row): MetricSegment[] => {
    const { dimension, value } = row;
    if (dimension === null || value === null || row.n === 0n) return [];
    const { planned, metric, variation } = armOf(query, row);
    return [{ dimension, value, metric, variation, sums: centred(row, scalesOf(query, planned), partsOf(planned)) }];
  });
}

/** What is read, of which metrics, and from where. */
export interface Reading {
  readonly asking: Asking;
  readonly query: SumQuery;
  readonly origin: Origin;
  readonly asked: readonly PlannedMetric[];
}

async function readAges(reading: Reading): Promise<Result<MetricAge[]>> {
  const { query, origin, asked } = reading;
  const kept = new Set(origin.kept === null ? [] : keptMetrics(query.plan));
  const aged = agedMetrics(asked);
  const known = aged.filter((planned) => kept.has(planned));
  const others = aged.filter((planned) => !kept.has(planned));
  const from = (metrics: readonly PlannedMetric[]) => baseOf(origin, query, metrics);
  const added = known.length === 0 ? ok([]) : await askSums(reading, keptAgesQuery(known, from(known)));
  if (!added.ok) return added;
  const made = others.length === 0 ? ok([]) : await askSums(reading, agesQuery(query.plan, others, from(others)));
  if (!made.ok) return made;
  const ages = [...added.value, ...made.value]
    .toSorted((a, b) => a.metric - b.metric || a.variation - b.variation || a.age - b.age)
    .map((row): MetricAge => {
      const { planned, metric, variation } = armOf(query, row);
      const parts = { ...partsOf(planned), u: false };
      return {
        age: row.age,
        metric,
        variation,
        sums: centred({ ...NOTHING, ...row }, scalesOf(query, planned), parts),
      };
    });
  return ok(ages);
}

/** How a unit's events at or below the quantile go with all its events. */
function clustersOf(row: QuantileRow): ArmQuantile['clusters'] {
  const sums: ExactSums = { ...NOTHING, n: row.units, x: row.x, y: row.y, xx: row.xx, yy: row.yy, xy: row.xy };
  const { x, y, xy } = centred(sums, { x: 1, y: 1 }, { y: true, u: false });
  return y === null || xy === null ? null : { x, y, cxy: xy };
}

async function readQuantiles(reading: Reading): Promise<Result<ArmQuantile[]>> {
  const { query, origin, asked } = reading;
  const metrics = asked.filter(({ metric }) => metric.kind === 'quantile');
  if (metrics.length === 0) return ok([]);
  const rows = await askSums(reading, quantilesQuery(query, metrics, baseOf(origin, query, metrics)));
  if (!rows.ok) return rows;
  const quantiles = rows.value.map((row): ArmQuantile => {
    const { planned, metric, variation } = armOf(query, row);
    const { n, estimate, lower, upper } = row;
    const single = planned.metric.kind === 'quantile' && planned.metric.of === 'units';
    return { metric, variation, n, estimate, lower, upper, clusters: single ? null : clustersOf(row) };
  });
  return ok(quantiles);
}

/** What is summed over the whole experiment so far. */
export async function readParts(reading: Reading): Promise<Result<Parts>> {
  const ages = await readAges(reading);
  if (!ages.ok) return ages;
  const quantiles = await readQuantiles(reading);
  if (!quantiles.ok) return quantiles;
  return ok({ ages: ages.value, quantiles: quantiles.value });
}
