import type { ExperimentMetric, ExperimentRecord, Source } from '../../contract/index.ts';
import { type Day, ok, type Result } from '../../core/index.ts';
import type { AnalyticsEngine } from '../../store/cache/index.ts';
import type { ExperimentData } from '../sums.ts';
import { withOutcomes } from '../with-outcomes.ts';
import { type AskedQuery, Asking } from './asking.ts';
import { mayReadRows, UNITS_AT_ONCE } from './at-once.ts';
import { readCaps } from './caps.ts';
import { dailyRows } from './daily-rows.ts';
import type { ReadDetail } from './detail.ts';
import { exposureOf } from './exposure.ts';
import { askSums, baseOf, type Origin, ROWS } from './origin.ts';
import { capsByEvent, planSums, type SumPlan } from './plan.ts';
import { daysQuery, keptDaysQuery, keptQuery, type PartRow } from './queries/days.ts';
import { exposureQuery, keptExposureQuery, throughQuery } from './queries/exposures.ts';
import { type SumQuery, sumParams } from './queries/relations.ts';
import { rangeQuery } from './queries/values.ts';
import { type Reading, readParts, segmentsOf } from './read-parts.ts';
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

/** Where the sums are: kept, where they are those of the data as they are, or in the rows. */
async function findOrigin(asking: Asking, query: SumQuery): Promise<Result<Origin>> {
  const { through, plan } = query;
  const found = await asking.ask(keptQuery, { key: plan.record.design.key, signature: signatureOf(query), through });
  return found.ok ? ok({ kept: found.value[0]?.id ?? null }) : found;
}

/** The increments by day: those that are kept, and others from what they are made of. */
async function readDays(reading: Reading, detail: ReadDetail): Promise<Result<readonly PartRow[]>> {
  const { query, origin, asked } = reading;
  const kept = new Set(origin.kept === null ? [] : keptMetrics(query.plan));
  const rest = asked.filter((planned) => !kept.has(planned));
  const known = rest.length === asked.length ? ok([]) : await askSums(reading, keptDaysQuery(detail));
  if (!known.ok) return known;
  const base = baseOf(origin, query, rest);
  const others = rest.length === 0 ? ok([]) : await askSums(reading, daysQuery(query.plan, base));
  if (!others.ok) return others;
  const numbers = new Set(asked.map(({ number }) => number));
  return ok([...known.value.filter(({ metric }) => numbers.has(metric)), ...others.value].toSorted(inOrder));
}

interface Summing {
  readonly plan: SumPlan;
  readonly through: Day;
  readonly only: Only;
  readonly detail: ReadDetail;
  readonly unitsAtOnce: number;
}

async function readSums(
  asking: Asking,
  { plan, through, only, detail, unitsAtOnce }: Summing,
): Promise<Result<ExperimentData>> {
  const scales = await readScales(asking, plan, through);
  if (!scales.ok) return scales;
  const uncapped: SumQuery = { plan, through, scales: scales.value, caps: new Map() };
  const found = plan.metrics.length === 0 ? ok(ROWS) : await findOrigin(asking, uncapped);
  if (!found.ok) return found;
  const origin = found.value;
  const summing = origin.kept === null && plan.metrics.length > 0;
  const may = summing ? await mayReadRows(asking, uncapped, unitsAtOnce) : ok(undefined);
  if (!may.ok) return may;
  const exposed = origin.kept === null ? exposureQuery : keptExposureQuery(detail);
  const exposures = await askSums({ asking, query: uncapped, origin }, exposed);
  if (!exposures.ok) return exposures;
  const exposure = exposureOf(plan, exposures.value);
  const data: ExperimentData = { ...NO_DATA, ...exposure, dataThrough: through };
  const first = exposure.exposure[0]?.day;
  const asked = plan.metrics.filter(({ metric }) => only(metric));
  if (first === undefined || asked.length === 0) return ok(data);
  const caps = await readCaps(asking, uncapped, origin, asked);
  if (!caps.ok) return caps;
  const query: SumQuery = { ...uncapped, caps: caps.value };
  const summed = asked.filter(({ metric }) => metric.kind !== 'quantile');
  const rows = summed.length === 0 ? ok([]) : await readDays({ asking, query, origin, asked: summed }, detail);
  if (!rows.ok) return rows;
  const parts = await readParts({ asking, query, origin, asked });
  if (!parts.ok) return parts;
  const daily = dailyRows(query, summed, rows.value, { first, last: lastDayOf(plan, through) });
  return ok({ ...data, ...parts.value, daily, segments: segmentsOf(query, rows.value) });
}

type Only = (metric: ExperimentMetric) => boolean;

/** Nothing but its units. */
const withoutMetrics = (record: ExperimentRecord): ExperimentRecord => ({
  ...record,
  design: { ...record.design, metrics: [] },
});

export interface ReadOptions {
  readonly signal?: AbortSignal | undefined;
  /** Which of the design's metrics are read; all. Sums that are kept of the whole design are read for a part of it too. */
  readonly only?: Only;
  /** Of kept sums; `whole`. Without them all is read in any case. */
  readonly detail?: ReadDetail;
  /** Of an experiment with more units sums are read that were kept before, or none. */
  readonly unitsAtOnce?: number;
}

/**
 * All sums of an experiment, from the exposures and outcomes in the cache. `queries` are those they were made from,
 * `sources` both datasets with the rows that were read. Without any outcomes the units alone.
 * Errors: EXPERIMENT_WAITS when it is too large to be read from the rows and no sums are kept; those of the cache.
 */
export async function readExperimentData(
  engine: AnalyticsEngine,
  record: ExperimentRecord,
  { signal, only = () => true, detail = 'whole', unitsAtOnce = UNITS_AT_ONCE }: ReadOptions = {},
): Promise<Result<ReadData>> {
  const asking = new Asking(engine, signal);
  const asked = await asking.ask(throughQuery, {});
  if (!asked.ok) return asked;
  const plan = planSums(withOutcomes(asking.sources) ? record : withoutMetrics(record));
  const through = throughOf(asking.sources);
  const data = through === null ? ok(NO_DATA) : await readSums(asking, { plan, through, only, detail, unitsAtOnce });
  if (!data.ok) return data;
  return ok({ data: data.value, sources: asking.sources, queries: asking.queries });
}
