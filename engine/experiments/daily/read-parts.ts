import { ok, type Result } from '../../core/index.ts';
import type { ArmQuantile, ExperimentData, MetricAge, MetricSegment } from '../sums.ts';
import type { Asking } from './asking.ts';
import { centred, type ExactSums, NOTHING } from './exact.ts';
import { partsOf, scalesOf } from './metric-scales.ts';
import { agesQuery } from './queries/ages.ts';
import type { PartRow } from './queries/days.ts';
import { type QuantileRow, quantilesQuery } from './queries/quantiles.ts';
import { type SumQuery, sumParams } from './queries/relations.ts';

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

async function readAges(asking: Asking, query: SumQuery): Promise<Result<MetricAge[]>> {
  const metrics = query.plan.metrics.filter(({ metric }) => metric.kind !== 'quantile' && metric.kind !== 'retention');
  if (metrics.length === 0) return ok([]);
  const rows = await asking.ask(agesQuery(query, metrics), sumParams(query));
  if (!rows.ok) return rows;
  const ages = rows.value.map((row): MetricAge => {
    const { planned, metric, variation } = armOf(query, row);
    const parts = { ...partsOf(planned), u: false };
    return { age: row.age, metric, variation, sums: centred(row, scalesOf(query, planned), parts) };
  });
  return ok(ages);
}

/** How a unit's events at or below the quantile go with all its events. */
function clustersOf(row: QuantileRow): ArmQuantile['clusters'] {
  const sums: ExactSums = { ...NOTHING, n: row.units, x: row.x, y: row.y, xx: row.xx, yy: row.yy, xy: row.xy };
  const { x, y, xy } = centred(sums, { x: 1, y: 1 }, { y: true, u: false });
  return y === null || xy === null ? null : { x, y, cxy: xy };
}

async function readQuantiles(asking: Asking, query: SumQuery): Promise<Result<ArmQuantile[]>> {
  const metrics = query.plan.metrics.filter(({ metric }) => metric.kind === 'quantile');
  if (metrics.length === 0) return ok([]);
  const rows = await asking.ask(quantilesQuery(query, metrics), sumParams(query));
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
export async function readParts(asking: Asking, query: SumQuery): Promise<Result<Parts>> {
  const ages = await readAges(asking, query);
  if (!ages.ok) return ages;
  const quantiles = await readQuantiles(asking, query);
  if (!quantiles.ok) return quantiles;
  return ok({ ages: ages.value, quantiles: quantiles.value });
}
