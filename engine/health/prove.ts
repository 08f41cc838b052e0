import type { HealthFigure, Proof, ProofValue } from '../contract/index.ts';
import { appError, err, ok, type Result } from '../core/index.ts';
import { recording } from '../dashboards/index.ts';
import type { ProofReading, Table } from '../store/cache/types.ts';
import { countOf } from './findings.ts';
import { METHOD } from './judged-by.ts';
import { LOADS } from './queries.ts';
import type { HealthReader } from './read-facts.ts';
import { readDatasetHealth, readHealthOverview } from './service.ts';

/** Measures of Data health and their keys, as a proof reference has them. */
export type HealthRef =
  | { readonly measure: 'health.total'; readonly keys: readonly string[] }
  | { readonly measure: 'health.dataset'; readonly keys: readonly string[] }
  | { readonly measure: 'health.finding'; readonly keys: readonly string[] }
  | { readonly measure: 'health.load'; readonly keys: readonly string[] }
  | { readonly measure: 'health.kept_out'; readonly keys: readonly string[] };

type Method = Proof['method'];

const COUNTED: Method = {
  name: 'Count of the cache’s catalogue',
  version: '1.0',
  seed: null,
  parameters: [],
  assumptions: ['Each load is kept as a whole or not at all'],
  reference: 'Definition',
};

const JUDGED: Method = {
  name: 'Unusual and missing days by rule',
  version: '1.0',
  seed: null,
  parameters: [
    { name: 'Usual', value: 'median of the 14 days before and after, without the weekday’s effect, log scale' },
    { name: 'Unusual', value: '6 robust standard deviations and above 1.4 or below 0.6 of the usual' },
    { name: 'Not complete', value: 'below 0.7 of the median of the same weekday in 8 weeks' },
  ],
  assumptions: [METHOD],
  reference: 'Rousseeuw and Croux 1993; Pearson 2002, Outliers in process modeling and identification',
};

interface Number {
  readonly label: string;
  readonly value: ProofValue;
  readonly method: Method;
}

const counted = (label: string, value: number): Number => ({ label, value: countOf(value), method: COUNTED });

const TOTALS = {
  loaded: 'Datasets loaded',
  datasets: 'Datasets with a contract',
  alarms: 'Findings that need a look',
  keptOut: 'Rows kept out of what is loaded',
} as const;

const isTotal = (name: string): name is keyof typeof TOTALS => Object.hasOwn(TOTALS, name);

const figureLabel = ({ short, label }: { readonly short: string } & Pick<HealthFigure, 'label'>): string =>
  `${short}: ${label}`;

/** The number a reference names, read anew; null when it, or what it names, does not exist (any more). */
async function numberOf(
  reader: HealthReader,
  { measure, keys }: HealthRef,
  signal: AbortSignal | undefined,
): Promise<Result<Number | null>> {
  const [first = '', second = '', third = ''] = keys;
  switch (measure) {
    case 'health.total': {
      const read = await readHealthOverview(reader, signal);
      if (!read.ok) return read;
      return ok(isTotal(first) ? counted(TOTALS[first], read.value.totals[first]) : null);
    }
    case 'health.dataset':
    case 'health.finding': {
      const read = await readDatasetHealth(reader, { dataset: first }, signal);
      if (!read.ok) return read.error.code === 'NOT_FOUND' ? ok(null) : read;
      const { row, lineage } = read.value;
      if (measure === 'health.dataset') {
        const names: Readonly<Record<string, Number>> = {
          rows: counted(`Rows of ${first}`, row.freshness.rows),
          kept_out: counted(`Rows kept out of ${first}`, row.freshness.quarantined),
          found: counted(`Findings in ${first}`, row.findings.length),
          files: counted(
            `Files of ${first} that still hold a day`,
            lineage.loads.reduce((sum, { files }) => sum + files, 0),
          ),
          loads: counted(`Loads of ${first} that still hold a day`, lineage.loads.length),
          readers: counted(`Tiles and pages that read ${first}`, lineage.readers.length),
        };
        return ok(names[second] ?? null);
      }
      const found = row.findings.find(({ id }) => id === second);
      const figure = found?.figures.find(({ id }) => id === third);
      if (found === undefined || figure === undefined) return ok(null);
      const label = figureLabel({ short: found.short, label: figure.label });
      return ok({ label, value: figure.value, method: JUDGED });
    }
    case 'health.load': {
      const loads = await reader.engine.query(LOADS, { dataset: '' }, signal);
      if (!loads.ok) return loads;
      const load = loads.value.rows.find(({ id }) => id === first);
      if (load === undefined) return ok(null);
      const of = `of load ${load.snapshotId}`;
      const names: Readonly<Record<string, Number>> = {
        rows: counted(`Rows ${of}`, load.rows),
        kept_out: counted(`Rows kept out ${of}`, load.quarantined),
        days: counted(`Days ${of}`, load.days),
        files: counted(`Files ${of}`, load.files.length),
      };
      return ok(names[second] ?? null);
    }
    case 'health.kept_out': {
      const loads = await reader.engine.query(LOADS, { dataset: '' }, signal);
      if (!loads.ok) return loads;
      const dataset = loads.value.rows.find(({ id }) => id === first)?.dataset;
      if (dataset === undefined) return ok(null);
      const read = await readDatasetHealth(reader, { dataset }, signal);
      if (!read.ok) return read;
      const reason = read.value.keptOut.find(({ loadId, rule }) => loadId === first && rule === second);
      return ok(reason === undefined ? null : counted(`Rows kept out: ${reason.reason}`, reason.rows));
    }
  }
}

const unknown = (ref: string) => err(appError('PROOF_UNKNOWN', { id: ref }));

/**
 * Makes a number of Data health anew, with everything its proof states.
 * Errors: PROOF_UNKNOWN when what it names does not exist (any more); those of the engine.
 */
export async function proveHealth(
  reader: HealthReader,
  ref: string,
  parsed: HealthRef,
  signal?: AbortSignal,
): Promise<Result<ProofReading>> {
  const recorded = recording(reader.engine);
  const number = await numberOf({ ...reader, engine: recorded.engine }, parsed, signal);
  if (!number.ok) return number;
  if (number.value === null) return unknown(ref);
  return ok({
    ref,
    ...number.value,
    query: recorded.query(),
    sources: recorded.sources(),
    caveats: [],
    elapsedMs: recorded.elapsedMs(),
  });
}

/** The days behind a number of Data health, as a proof exports them. Errors as for `proveHealth`. */
export async function healthProofRows(
  reader: HealthReader,
  ref: string,
  parsed: HealthRef,
  signal?: AbortSignal,
): Promise<Result<Table>> {
  const number = await numberOf(reader, parsed, signal);
  if (!number.ok) return number;
  if (number.value === null) return unknown(ref);
  const read = await readHealthOverview(reader, signal);
  if (!read.ok) return read;
  const [dataset = ''] = parsed.measure === 'health.dataset' || parsed.measure === 'health.finding' ? parsed.keys : [];
  const own = dataset === '' ? null : await readDatasetHealth(reader, { dataset }, signal);
  if (own !== null && !own.ok) return own;
  const series =
    own === null
      ? read.value.datasets.map(({ freshness, rows }) => ({ ...rows, name: freshness.dataset }))
      : own.value.series;
  return ok({
    columns: ['series', 'day', 'value', 'state'],
    rows: series.flatMap(({ name, days }) => days.map(({ day, value, state }) => [name, day, value, state])),
  });
}
