import { addDays, ok, type Result } from '../core/index.ts';
import { type Contracts, type DataContract, datasetFreshness, type Moment } from '../ingest/index.ts';
import type { Provenance } from '../store/cache/index.ts';
import type { AnalyticsEngine } from '../store/cache/types.ts';
import type { Cadence, DatasetFacts } from './facts.ts';
import { READ_DAYS } from './find-values.ts';
import {
  type CurrencyDays,
  currencyDays,
  dayRows,
  HELD_LOADS,
  type HeldLoad,
  KEPT_OUT,
  RESTATED_DAYS,
  SCHEMA_CHANGES,
  type SumRow,
  watchedRows,
} from './queries.ts';

/** Where health is read from, and what it is judged by. */
export interface HealthReader {
  readonly engine: AnalyticsEngine;
  readonly contracts: Contracts;
  readonly moment: Moment;
}

export interface ReadFacts {
  readonly facts: readonly DatasetFacts[];
  /** Loads that still hold a day, newest first. */
  readonly held: readonly HeldLoad[];
}

const cadenceOf = ({ partition, sla }: DataContract): Cadence =>
  partition === null ? 'snapshot' : sla.every.unit === 'month' ? 'month' : 'day';

const last = <T extends string>(values: readonly T[], least: T): T =>
  values.reduce((late, value) => (value.localeCompare(late) > 0 ? value : late), least);

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** As `readProvenance` of the cache has it. */
function provenance(contract: DataContract, held: readonly HeldLoad[]): Provenance | undefined {
  const own = held.filter(({ dataset }) => dataset === contract.dataset);
  const [newest] = own;
  if (newest === undefined) return undefined;
  return {
    dataset: contract.dataset,
    loadId: newest.id,
    snapshotHash: newest.snapshot_hash,
    source: newest.source,
    dataThrough: last(
      own.map((load) => load.data_through),
      newest.data_through,
    ),
    loadedAt: last(
      own.map((load) => load.loaded_at),
      newest.loaded_at,
    ),
    rows: total(own.map(({ rows }) => rows)),
    quarantined: total(own.map(({ quarantined }) => quarantined)),
  };
}

async function readSums(
  { engine }: HealthReader,
  contract: DataContract,
  through: DatasetFacts['freshness']['dataThrough'],
  signal: AbortSignal | undefined,
): Promise<Result<readonly SumRow[]>> {
  const query = watchedRows(contract.dataset);
  if (query === null || through === null) return ok([]);
  const found = await engine.query(query, { from: addDays(through, 1 - READ_DAYS) }, signal);
  return found.ok ? ok(found.value.rows) : found;
}

async function readCurrencies(
  { engine }: HealthReader,
  contract: DataContract,
  signal: AbortSignal | undefined,
): Promise<Result<readonly CurrencyDays[]>> {
  const has = (name: string): boolean => contract.columns.some((column) => column.name === name);
  if (cadenceOf(contract) !== 'day' || contract.partition !== 'day' || !has('currency')) return ok([]);
  const found = await engine.query(currencyDays(contract.dataset, has('channel')), {}, signal);
  return found.ok ? ok(found.value.rows) : found;
}

/**
 * Reads what is known of every dataset with a contract, or of one. Sums are read of loaded datasets only.
 * Errors: those of the engine.
 */
export async function readFacts(
  reader: HealthReader,
  dataset: string | null,
  signal?: AbortSignal,
): Promise<Result<ReadFacts>> {
  const { engine, contracts, moment } = reader;
  const params = { dataset: dataset ?? '' };
  const held = await engine.query(HELD_LOADS, params, signal);
  if (!held.ok) return held;
  const days = await engine.query(dayRows(dataset === null ? [] : [dataset]), params, signal);
  if (!days.ok) return days;
  const kept = await engine.query(KEPT_OUT, params, signal);
  if (!kept.ok) return kept;
  const restated = await engine.query(RESTATED_DAYS, params, signal);
  if (!restated.ok) return restated;
  const changes = await engine.query(SCHEMA_CHANGES, params, signal);
  if (!changes.ok) return changes;
  const holding = new Set(held.value.rows.map(({ id }) => id));
  const facts: DatasetFacts[] = [];
  for (const contract of contracts.values()) {
    const name = contract.dataset;
    if (dataset !== null && name !== dataset) continue;
    const freshness = datasetFreshness(contract, provenance(contract, held.value.rows), moment);
    const sums = await readSums(reader, contract, freshness.dataThrough, signal);
    if (!sums.ok) return sums;
    const currencies = freshness.dataThrough === null ? ok([]) : await readCurrencies(reader, contract, signal);
    if (!currencies.ok) return currencies;
    facts.push({
      dataset: name,
      cadence: cadenceOf(contract),
      freshness,
      days: days.value.rows
        .filter((row) => row.dataset === name && row.rows > 0)
        .map(({ day, rows }) => ({ day, value: rows })),
      sums: sums.value,
      currencies: currencies.value,
      restated: restated.value.rows.filter((row) => row.dataset === name),
      schemaChanges: changes.value.rows.filter((row) => row.dataset === name),
      keptOut: kept.value.rows.filter((row) => row.dataset === name && holding.has(row.loadId)),
    });
  }
  return ok({ facts, held: held.value.rows });
}
