import type { DuckDBConnection } from '@duckdb/node-api';
import { z } from 'zod';
import type { ExperimentRecord } from '../../contract/index.ts';
import { addDays, type Day, dayOf, daysBetween, ok, type Result } from '../../core/index.ts';
import { type Cache, type DataState, plainRows, readProvenance } from '../../store/cache/index.ts';
import { isDraft, UNITS_AT_ONCE } from './at-once.ts';
import { fixedCaps } from './caps.ts';
import { capsByEvent, type PlannedMetric, planSums, type SumPlan } from './plan.ts';
import { sizeQuery } from './queries/exposures.ts';
import {
  addDay,
  beginDay,
  beginKeeping,
  CHANGED_FROM,
  endKeeping,
  FIND_KEPT,
  forget,
  IRREVERSIBLE,
  type Kept,
  keepPart,
  keepUnits,
  NEWEST_LOAD,
  NEXT_ID,
  recordKept,
  TURNING,
  takeBack,
  takeBackFrom,
  UNITS_KEPT,
} from './queries/keep.ts';
import { DATASETS, type SumQuery, sumParams } from './queries/relations.ts';
import { isTooNarrow, type Width } from './queries/rows.ts';
import { rangeQuery } from './queries/values.ts';
import { rangesOnce } from './ranges-once.ts';
import { scaleOf } from './scale.ts';
import { designPart, designSignature, keptMetrics, likenessOf, signatureOf } from './signature.ts';
import { leastDay } from './through.ts';

/** More days than this are not added one by one: all is summed anew. */
const DAYS_AT_ONCE = 10;

const EPOCH = dayOf('1970-01-01');

type Values = Readonly<Record<string, string | number>>;

/** Statements on one connection; each is given those of the values that it names. */
class Statements {
  readonly #connection: DuckDBConnection;
  readonly #values: Values;

  constructor(connection: DuckDBConnection, values: Values) {
    this.#connection = connection;
    this.#values = values;
  }

  with(values: Values): Statements {
    return new Statements(this.#connection, { ...this.#values, ...values });
  }

  async run(statements: readonly string[]): Promise<void> {
    for (const sql of statements) await this.#connection.run(sql, this.#named(sql));
  }

  async rows<Row extends z.ZodType>(sql: string, row: Row): Promise<z.infer<Row>[]> {
    return z.array(row).parse(plainRows(await this.#connection.runAndReadAll(sql, this.#named(sql))));
  }

  async number(sql: string): Promise<number> {
    return (await this.rows(sql, z.object({ n: z.int() })))[0]?.n ?? 0;
  }

  #named(sql: string): Record<string, string | number> {
    return Object.fromEntries(Object.entries(this.#values).filter(([name]) => new RegExp(`\\$${name}\\b`).test(sql)));
  }
}

const keptRow = z.object({ id: z.int(), signature: z.string(), through: z.int(), load: z.int() });
type Found = z.infer<typeof keptRow>;

/** The plan with what the data say of values, and the metrics that are kept. */
async function queryOf(
  statements: Statements,
  plan: SumPlan,
  { through, state }: Pick<Known, 'through' | 'state'>,
): Promise<SumQuery> {
  const range = rangeQuery(plan);
  const ask = () => statements.rows(range.sql, range.row);
  const question = [range.sql, plan.record.design.unit, through];
  const ranges = plan.events.length === 0 ? [] : await rangesOnce(state, question, ask);
  const scales = new Map(ranges.map((found) => [found.event, scaleOf(found, capsByEvent(plan, found.event))]));
  const query: SumQuery = { plan, through, scales, caps: new Map() };
  return { ...query, caps: fixedCaps(query) };
}

interface Keeping {
  readonly statements: Statements;
  readonly query: SumQuery;
  readonly metrics: readonly PlannedMetric[];
  readonly width: Width;
}

/** Adds the days after `from` to what is kept, one by one. */
async function addThrough({ statements, query, metrics, width }: Keeping, from: Day): Promise<void> {
  for (let day = addDays(from, 1); day <= query.through; day = addDays(day, 1)) {
    const on = statements.with({ day: daysBetween(EPOCH, day), through: addDays(day, -1) });
    await on.run(beginDay(query));
    if ((await on.number(TURNING)) > 0) await on.run(takeBack(query, metrics, width));
    await on.run(addDay(query, metrics, width));
  }
}

/** Keeps everything from nothing, some units after others: those of a large experiment are not all in memory at once. */
async function keepAll({ statements, query, metrics, width }: Keeping, unitsAtOnce: number): Promise<boolean> {
  await statements.run(keepUnits(query));
  const parts = Math.max(1, Math.ceil((await statements.number(UNITS_KEPT)) / unitsAtOnce));
  for (let part = 0; part < parts; part += 1) {
    await statements.with({ parts, part }).run(keepPart(query, metrics, width));
  }
  return true;
}

/** Brings what is kept up to date; false when it has to be made anew. */
async function continued(keeping: Keeping, found: Found): Promise<boolean> {
  const { statements, query } = keeping;
  const last = Math.min(found.through, daysBetween(EPOCH, query.through));
  const own = statements.with({ day: last });
  const changed = (await own.rows(CHANGED_FROM, z.object({ day: z.int().nullable() })))[0]?.day ?? null;
  const good = Math.min(changed === null ? last : changed - 1, last);
  if (daysBetween(EPOCH, query.through) - good > DAYS_AT_ONCE) return false;
  if (good < found.through) {
    const from = own.with({ day: good + 1 });
    if ((await from.number(IRREVERSIBLE)) > 0) return false;
    await from.run(takeBackFrom);
  }
  await addThrough({ ...keeping, statements: own }, addDays(EPOCH, good));
  return true;
}

/** Does some of the keeping for those that are kept in one go, and writes down that they are kept where it was done. */
async function keepTogether(
  keeping: Keeping,
  kept: readonly Kept[],
  work: (keeping: Keeping) => Promise<boolean>,
): Promise<boolean> {
  const ids = kept.map(({ id }) => id);
  const statements = keeping.statements.with({ id: Math.min(...ids), last: Math.max(...ids) });
  await statements.run(beginKeeping(kept));
  const done = await work({ ...keeping, statements });
  if (done) await statements.run(recordKept);
  await statements.run(endKeeping);
  return done;
}

interface Refreshing {
  /** Those that can be kept in one go. */
  readonly records: readonly ExperimentRecord[];
  readonly state: DataState | null;
  readonly unitsAtOnce: number;
}

interface Known {
  readonly through: Day;
  readonly width: Width;
  readonly state: DataState | null;
}

/** What is kept of an experiment; null: it is that of the data as they are, or is not to be kept. */
async function foundOf(
  statements: Statements,
  {
    record,
    through,
    unitsAtOnce,
  }: { readonly record: ExperimentRecord; readonly through: Day; readonly unitsAtOnce: number },
): Promise<readonly Found[] | null> {
  const plan = planSums(record);
  const size = async (): Promise<number> => (await statements.rows(sizeQuery.sql, sizeQuery.row))[0]?.units ?? 0;
  if (isDraft(record) && (await size()) <= unitsAtOnce) return null;
  const found = await statements.rows(FIND_KEPT, keptRow);
  const newest = await statements.number(NEWEST_LOAD);
  const design = designSignature({ plan });
  const last = daysBetween(EPOCH, through);
  const isCurrent = (kept: Found): boolean =>
    designPart(kept.signature) === design && kept.load === newest && kept.through === last;
  return found.some(isCurrent) ? null : found;
}

const boundsShape = z.object({ key: z.string(), unit: z.string(), started: z.string(), stopped: z.string() });

async function refreshAlike(
  connection: DuckDBConnection,
  { records, unitsAtOnce }: Refreshing,
  { through, width, state }: Known,
): Promise<number> {
  const anew: Omit<Kept, 'id'>[] = [];
  let shared: Keeping | null = null;
  let refreshed = 0;
  for (const record of records) {
    const plan = planSums(record);
    if (plan.metrics.length === 0) continue;
    const bounds = boundsShape.parse(sumParams({ plan, through }));
    const statements = new Statements(connection, { ...bounds, through });
    const found = await foundOf(statements, { record, through, unitsAtOnce });
    if (found === null) continue;
    refreshed += 1;
    const query = await queryOf(statements, plan, { through, state });
    const keeping: Keeping = { statements, query, metrics: keptMetrics(plan), width };
    shared ??= keeping;
    const own = { ...bounds, signature: signatureOf(query) };
    const same = found.find(({ signature }) => signature === own.signature);
    for (const kept of found) if (kept !== same) await statements.with({ id: kept.id }).run(forget);
    const isKept =
      same !== undefined && (await keepTogether(keeping, [{ ...own, id: same.id }], (from) => continued(from, same)));
    if (isKept) continue;
    if (same !== undefined) await statements.with({ id: same.id }).run(forget);
    anew.push(own);
  }
  if (shared !== null && anew.length > 0) {
    const { statements } = shared;
    const kept: Kept[] = [];
    for (const own of anew) kept.push({ ...own, id: await statements.number(NEXT_ID) });
    await keepTogether(shared, kept, (keeping) => keepAll(keeping, unitsAtOnce));
  }
  return refreshed;
}

async function refreshInTransaction(
  connection: DuckDBConnection,
  refreshing: Refreshing,
  width: Width = 'BIGINT',
): Promise<number> {
  await connection.run('BEGIN');
  try {
    const provenance = await readProvenance(connection);
    const through = leastDay(DATASETS.map((dataset) => provenance.get(dataset)?.dataThrough ?? null));
    const known = through === null ? null : { through, width, state: refreshing.state };
    const changed = known === null ? 0 : await refreshAlike(connection, refreshing, known);
    await connection.run('COMMIT');
    return changed;
  } catch (fault) {
    if (width === 'HUGEINT' || !isTooNarrow(fault)) throw fault;
    await connection.run('ROLLBACK');
    return refreshInTransaction(connection, refreshing, 'HUGEINT');
  }
}

/** Experiments by what they have in common, in the order of the first of each. */
function alike(records: readonly ExperimentRecord[]): readonly (readonly ExperimentRecord[])[] {
  const groups = new Map<string, ExperimentRecord[]>();
  for (const record of records) {
    const likeness = likenessOf(record);
    groups.set(likeness, [...(groups.get(likeness) ?? []), record]);
  }
  return [...groups.values()];
}

/**
 * Brings the kept sums of experiments up to date with the data: a new day is added to them, days that were loaded again are
 * taken back and added again with all after them. Sums of a design that changed are made anew. Those of experiments with the
 * same plan are made in one go and one transaction, so that the rows are looked at once for all of them. Of a draft sums are
 * kept only where it has more than `unitsAtOnce` units. While a load runs nothing is done, and reads sum from the rows.
 * Answers how many experiments had changed.
 * Errors: those of the cache; what was kept before stays.
 * @param options unitsAtOnce: of experiments kept from nothing; how many makes no difference to the sums.
 */
export async function refreshExperimentDays(
  cache: Cache,
  records: readonly ExperimentRecord[],
  { signal, unitsAtOnce = UNITS_AT_ONCE }: { readonly signal?: AbortSignal; readonly unitsAtOnce?: number } = {},
): Promise<Result<{ readonly refreshed: number }>> {
  let refreshed = 0;
  for (const together of alike(records)) {
    const keeping = (connection: DuckDBConnection, state: DataState | null) =>
      refreshInTransaction(connection, { records: together, unitsAtOnce, state });
    const done = await cache.keep(keeping, signal);
    if (!done.ok) return done;
    refreshed += done.value ?? 0;
  }
  return ok({ refreshed });
}
