import type { ExperimentRecord, Source } from '../../contract/index.ts';
import { type Day, ok, type Result } from '../../core/index.ts';
import type { AnalyticsEngine } from '../../store/cache/index.ts';
import type { ExperimentData } from '../sums.ts';
import { type AskedQuery, Asking } from './asking.ts';
import { readCaps } from './caps.ts';
import { dailyRows } from './daily-rows.ts';
import { exposureOf } from './exposure.ts';
import { capsByEvent, type PlannedMetric, planSums, type SumPlan } from './plan.ts';
import { daysQuery, keptDaysQuery, keptQuery, type PartRow } from './queries/days.ts';
import { exposureQuery, throughQuery } from './queries/exposures.ts';
import { type SumQuery, sumParams } from './queries/relations.ts';
import { rangeQuery } from './queries/values.ts';
import { readParts, segmentsOf } from './read-parts.ts';
import { scaleOf } from './scale.ts';
import { keptMetrics, signatureOf } from './signature.ts';
import { lastDayOf, throughOf } from './through.ts';

export interface ReadData {
  readonly data: ExperimentData;
  readonly sources: readonly Source[];
  readonly queries: readonly AskedQuery[];
}

const NO_DATA: ExperimentData = {
  daily: [],
  segments: [],
  ages: [],
  quantiles: [],
  exposure: [],
  multipleExposures: 0,
  unknownVariations: [],
  dataThrough: null,
};

/** How the values of the experiment's events are written as whole numbers. */
async function readScales(asking: Asking, plan: SumPlan, through: Day): Promise<Result<SumQuery['scales']>> {
  if (plan.events.length === 0) return ok(new Map());
  const { unit } = sumParams({ plan, through });
  const ranges = await asking.ask(rangeQuery(plan), { unit: unit ?? null, through });
  if (!ranges.ok) return ranges;
  return ok(new Map(ranges.value.map((range) => [range.event, scaleOf(range, capsByEvent(plan, range.event))])));
}

/** By dimension and value, metric and variation: whether they were kept makes no difference. */
function inOrder(a: PartRow, b: PartRow): number {
  const key = ({ dimension, value }: PartRow): string => JSON.stringify([dimension, value]);
  if (key(a) !== key(b)) return key(a) < key(b) ? -1 : 1;
  return a.metric - b.metric || a.variation - b.variation;
}

/** The increments by day: those that are kept, where they are those of the data as they are; the others from the rows. */
async function readDays(
  asking: Asking,
  query: SumQuery,
  metrics: readonly PlannedMetric[],
): Promise<Result<readonly PartRow[]>> {
  const { through, plan } = query;
  const kept = keptMetrics(plan);
  const { key } = plan.record.design;
  const found = await asking.ask(keptQuery, { key, signature: signatureOf(query), through });
  if (!found.ok) return found;
  const id = found.value[0]?.id ?? null;
  const rest = id === null ? metrics : metrics.filter((planned) => !kept.includes(planned));
  const known = id === null ? ok([]) : await asking.ask(keptDaysQuery, { id, through });
  if (!known.ok) return known;
  const others = rest.length === 0 ? ok([]) : await asking.ask(daysQuery(query, rest), sumParams(query));
  return others.ok ? ok([...known.value, ...others.value].toSorted(inOrder)) : others;
}

async function readSums(asking: Asking, plan: SumPlan, through: Day): Promise<Result<ExperimentData>> {
  const exposures = await asking.ask(exposureQuery, sumParams({ plan, through }));
  if (!exposures.ok) return exposures;
  const exposure = exposureOf(plan, exposures.value);
  const data: ExperimentData = { ...NO_DATA, ...exposure, dataThrough: through };
  const scales = await readScales(asking, plan, through);
  if (!scales.ok) return scales;
  const first = exposure.exposure[0]?.day;
  if (first === undefined || plan.metrics.length === 0) return ok(data);
  const caps = await readCaps(asking, { plan, through, scales: scales.value, caps: new Map() });
  if (!caps.ok) return caps;
  const query: SumQuery = { plan, through, scales: scales.value, caps: caps.value };
  const summed = plan.metrics.filter(({ metric }) => metric.kind !== 'quantile');
  const rows = await readDays(asking, query, summed);
  if (!rows.ok) return rows;
  const parts = await readParts(asking, query);
  if (!parts.ok) return parts;
  const daily = dailyRows(query, summed, rows.value, { first, last: lastDayOf(plan, through) });
  return ok({ ...data, ...parts.value, daily, segments: segmentsOf(query, rows.value) });
}

/**
 * All sums of an experiment, from the exposures and outcomes in the cache. `queries` are those they were made from,
 * `sources` both datasets with the rows that were read.
 * Errors: those of the cache.
 */
export async function readExperimentData(
  engine: AnalyticsEngine,
  record: ExperimentRecord,
  signal?: AbortSignal,
): Promise<Result<ReadData>> {
  const asking = new Asking(engine, signal);
  const plan = planSums(record);
  const asked = await asking.ask(throughQuery, {});
  if (!asked.ok) return asked;
  const through = throughOf(asking.sources);
  const data = through === null ? ok(NO_DATA) : await readSums(asking, plan, through);
  if (!data.ok) return data;
  return ok({ data: data.value, sources: asking.sources, queries: asking.queries });
}
