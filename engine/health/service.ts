import { z } from 'zod';
import type { DatasetHealth, DatasetHealthRow, HealthOverview, Lineage, QuarantinedPage } from '../contract/index.ts';
import { appError, err, ok, type Result } from '../core/index.ts';
import { type CsvTable, formatText, toCsv } from '../serializer/index.ts';
import type { DatasetFacts } from './facts.ts';
import { restatedStretches } from './find-days.ts';
import { judge, seriesFound } from './judge.ts';
import { METHOD } from './judged-by.ts';
import { lineageOf } from './lineage.ts';
import { HELD_LOADS, KEPT_OUT, KEPT_ROWS, KEPT_TOTAL, LOADS } from './queries.ts';
import { type HealthReader, readFacts } from './read-facts.ts';

/** Datasets that need a look first, then those that are loaded, then those that never were. */
const urgency = ({ freshness, findings }: DatasetHealthRow): number => {
  if (freshness.dataThrough === null) return 3;
  if (findings.some(({ weight }) => weight === 'alarm')) return 0;
  return findings.length > 0 ? 1 : 2;
};

/** How many datasets are loaded, and what was found, over all of them. */
export function totalsOf(rows: readonly DatasetHealthRow[]): HealthOverview['totals'] {
  return {
    loaded: rows.filter(({ freshness }) => freshness.dataThrough !== null).length,
    datasets: rows.length,
    alarms: rows.reduce((sum, { findings }) => sum + findings.filter(({ weight }) => weight === 'alarm').length, 0),
    keptOut: rows.reduce((sum, { freshness }) => sum + freshness.quarantined, 0),
  };
}

/** Every dataset with what was found, those that need a look first. Errors: those of the engine. */
export async function readHealthOverview(reader: HealthReader, signal?: AbortSignal): Promise<Result<HealthOverview>> {
  const read = await readFacts(reader, null, signal);
  if (!read.ok) return read;
  const datasets = read.value.facts
    .map(judge)
    .toSorted((a, b) => urgency(a) - urgency(b) || a.freshness.dataset.localeCompare(b.freshness.dataset));
  return ok({ datasets, totals: totalsOf(datasets), method: METHOD, judgedAt: reader.moment.now });
}

function restatements(facts: DatasetFacts): DatasetHealth['restatements'] {
  return restatedStretches(facts).flatMap(({ loadId, run, before, after }) => {
    const entry = facts.restated.find((row) => row.loadId === loadId && row.day === run.from);
    if (entry === undefined) return [];
    const { previousLoadId, loadedAt } = entry;
    return [{ loadId: entry.loadId, previousLoadId, loadedAt, ...run, rowsBefore: before, rowsAfter: after }];
  });
}

/** One dataset with its history and lineage. Errors: NOT_FOUND; those of the engine. */
export async function readDatasetHealth(
  reader: HealthReader,
  { dataset }: { readonly dataset: string },
  signal?: AbortSignal,
): Promise<Result<DatasetHealth>> {
  const read = await readFacts(reader, dataset, signal);
  if (!read.ok) return read;
  const [facts] = read.value.facts;
  if (facts === undefined) return err(appError('NOT_FOUND', { what: 'Dataset', id: dataset }));
  const loads = await reader.engine.query(LOADS, { dataset }, signal);
  if (!loads.ok) return loads;
  const kept = await reader.engine.query(KEPT_OUT, { dataset }, signal);
  if (!kept.ok) return kept;
  return ok({
    row: judge(facts),
    series: seriesFound(facts),
    loads: loads.value.rows,
    keptOut: kept.value.rows,
    restatements: restatements(facts),
    schemaChanges: facts.schemaChanges.map(({ dataset: _, ...change }) => change),
    lineage: lineageOf(dataset, read.value.held),
    method: METHOD,
  });
}

/** From files over loads and tables to what reads them, of one dataset or all. Errors: NOT_FOUND; those of the engine. */
export async function readLineage(
  { engine, contracts }: HealthReader,
  { dataset }: { readonly dataset: string | null },
  signal?: AbortSignal,
): Promise<Result<readonly Lineage[]>> {
  const names = [...contracts.values()].map((contract) => contract.dataset);
  if (dataset !== null && !names.includes(dataset)) return err(appError('NOT_FOUND', { what: 'Dataset', id: dataset }));
  const held = await engine.query(HELD_LOADS, { dataset: dataset ?? '' }, signal);
  if (!held.ok) return held;
  return ok((dataset === null ? names : [dataset]).map((name) => lineageOf(name, held.value.rows)));
}

export interface QuarantinedRequest {
  readonly loadId: string;
  /** Only rows that broke this rule. */
  readonly rule?: string | undefined;
  readonly offset: number;
  readonly limit: number;
}

const keptRow = z.record(z.string(), z.unknown());

/** Rows a load kept out, as text, page by page in a fixed order. Errors: NOT_FOUND; those of the engine. */
export async function readQuarantined(
  { engine, contracts }: HealthReader,
  { loadId, rule = '', offset, limit }: QuarantinedRequest,
  signal?: AbortSignal,
): Promise<Result<QuarantinedPage>> {
  const total = await engine.query(KEPT_TOTAL, { load: loadId, rule }, signal);
  if (!total.ok) return total;
  const [found] = total.value.rows;
  if (found === undefined) return err(appError('NOT_FOUND', { what: 'Load', id: loadId }));
  const rows = await engine.query(KEPT_ROWS, { load: loadId, rule, limit, offset }, signal);
  if (!rows.ok) return rows;
  const contract = [...contracts.values()].find(({ dataset }) => dataset === found.dataset);
  const columns = contract?.columns.map(({ name }) => name) ?? [];
  return ok({
    columns,
    rows: rows.value.rows.map((kept) => {
      const values = keptRow.parse(JSON.parse(kept.row));
      return { rule: kept.rule, cells: columns.map((column) => asWritten(values[column])) };
    }),
    total: found.total,
    offset,
  });
}

/** A value as the export had it: numbers without separators, so that what is wrong with it can be seen. */
const asWritten = (value: unknown): string => (typeof value === 'number' ? String(value) : formatText(value));

const CSV_PAGE = 500;

/** All rows a load kept out, as CSV with the rule in front. Errors: NOT_FOUND; those of the engine. */
export async function quarantinedCsv(
  reader: HealthReader,
  { loadId, rule }: { readonly loadId: string; readonly rule?: string | undefined },
  signal?: AbortSignal,
): Promise<Result<{ readonly fileName: string; readonly csv: string; readonly rows: number }>> {
  let table: CsvTable = { columns: [], rows: [] };
  for (let offset = 0; ; offset += CSV_PAGE) {
    const page = await readQuarantined(reader, { loadId, rule, offset, limit: CSV_PAGE }, signal);
    if (!page.ok) return page;
    const rows = page.value.rows.map((row) => [row.rule, ...row.cells]);
    table = { columns: ['rule', ...page.value.columns], rows: [...table.rows, ...rows] };
    if (table.rows.length >= page.value.total || rows.length === 0) break;
  }
  const part = rule === undefined ? '' : `-${rule.replaceAll(/\W+/g, '-')}`;
  return ok({ fileName: `kept-out-${loadId}${part}.csv`, csv: toCsv(table), rows: table.rows.length });
}
