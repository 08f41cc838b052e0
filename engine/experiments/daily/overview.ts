import type { ExperimentList, ExperimentRecord, MetricBaseline, Source } from '../../contract/index.ts';
import { addDays, type Day, ok, type Result } from '../../core/index.ts';
import type { AnalyticsEngine } from '../../store/cache/index.ts';
import { type AskedQuery, Asking } from './asking.ts';
import { throughQuery } from './queries/exposures.ts';
import { baselineQuery, type UnitsRow, unitsQuery } from './queries/overview.ts';
import { throughOf } from './through.ts';

/** Who is in an experiment, without what they did. */
export interface ExperimentUnits {
  /** Units of exactly one variation, by that variation; also of those the design does not have. */
  readonly byVariation: ReadonlyMap<string, number>;
  readonly multipleExposures: number;
  /** Days of the first and the last first exposure. */
  readonly firstDay: Day;
  readonly lastDay: Day;
}

export interface UnitsOverview {
  /** By key; an experiment without exposures is not in it. */
  readonly units: ReadonlyMap<string, ExperimentUnits>;
  /** Experiments in the data that have no design. */
  readonly undefined: ExperimentList['undefined'];
  readonly dataThrough: Day | null;
  readonly sources: readonly Source[];
  readonly queries: readonly AskedQuery[];
}

const earlier = (a: Day, b: Day): Day => (a < b ? a : b);
const later = (a: Day, b: Day): Day => (a > b ? a : b);

function add(found: ExperimentUnits | undefined, row: UnitsRow): ExperimentUnits {
  const byVariation = new Map(found?.byVariation);
  if (!row.several) byVariation.set(row.variation, (byVariation.get(row.variation) ?? 0) + row.units);
  return {
    byVariation,
    multipleExposures: (found?.multipleExposures ?? 0) + (row.several ? row.units : 0),
    firstDay: earlier(found?.firstDay ?? row.first_day, row.first_day),
    lastDay: later(found?.lastDay ?? row.last_day, row.last_day),
  };
}

type Undefined = ExperimentList['undefined'][number];

function addUndefined(found: Undefined | undefined, row: UnitsRow): Undefined {
  return {
    key: row.key,
    unit: row.unit,
    units: (found?.units ?? 0) + row.units,
    firstDay: earlier(found?.firstDay ?? row.first_day, row.first_day),
    lastDay: later(found?.lastDay ?? row.last_day, row.last_day),
    variations: [...new Set([...(found?.variations ?? []), ...(row.several ? [] : [row.variation])])].toSorted(),
  };
}

/** The loads there are, which is quickly told. Errors: those of the cache. */
export async function readSources(engine: AnalyticsEngine, signal?: AbortSignal): Promise<Result<readonly Source[]>> {
  const asking = new Asking(engine, signal);
  const asked = await asking.ask(throughQuery, {});
  return asked.ok ? ok(asking.sources) : asked;
}

/**
 * Who is in which experiment, for the list: one query over the exposures.
 * Errors: those of the cache.
 */
export async function readExperimentUnits(
  engine: AnalyticsEngine,
  records: readonly ExperimentRecord[],
  signal?: AbortSignal,
): Promise<Result<UnitsOverview>> {
  const asking = new Asking(engine, signal);
  const asked = await asking.ask(throughQuery, {});
  if (!asked.ok) return asked;
  const through = throughOf(asking.sources);
  const rows = through === null ? ok([]) : await asking.ask(unitsQuery(records), { through });
  if (!rows.ok) return rows;
  const known = new Set(records.map(({ design }) => design.key));
  const units = new Map<string, ExperimentUnits>();
  const strays = new Map<string, Undefined>();
  for (const row of rows.value) {
    if (known.has(row.key)) units.set(row.key, add(units.get(row.key), row));
    else {
      const place = JSON.stringify([row.key, row.unit]);
      strays.set(place, addUndefined(strays.get(place), row));
    }
  }
  return ok({
    units,
    undefined: [...strays.values()],
    dataThrough: through,
    sources: asking.sources,
    queries: asking.queries,
  });
}

/** Days a baseline is taken over. */
const BASELINE_DAYS = 28;

/**
 * What units of each type do without an experiment, by event, over the last 28 days: for planning.
 * `units` are those that had any event; the mean and deviation are over all of them.
 * Errors: those of the cache.
 */
export async function readBaselines(
  engine: AnalyticsEngine,
  signal?: AbortSignal,
): Promise<Result<{ readonly baselines: readonly MetricBaseline[]; readonly sources: readonly Source[] }>> {
  const asking = new Asking(engine, signal);
  const asked = await asking.ask({ ...throughQuery, datasets: ['ab_outcomes'] }, {});
  if (!asked.ok) return asked;
  const through = throughOf(asking.sources);
  if (through === null) return ok({ baselines: [], sources: asking.sources });
  const first = addDays(through, 1 - BASELINE_DAYS);
  const rows = await asking.ask(baselineQuery, { first, through });
  if (!rows.ok) return rows;
  const baselines = rows.value.map(({ rows_read: _, ...baseline }) => baseline);
  return ok({ baselines, sources: asking.sources });
}
