import type { Days, Filters } from '../contract/index.ts';
import { appError, type Day, err, ok, type Result } from '../core/index.ts';
import type { AnalyticsEngine } from '../store/cache/types.ts';
import type { MetricDefinition, Term } from './catalogue.ts';
import {
  filtered,
  foreignQuery,
  type Grain,
  type Key,
  ratesQuery,
  type TermRow,
  termParams,
  termsQuery,
} from './queries.ts';

export interface MetricRequest {
  readonly metrics: readonly MetricDefinition[];
  readonly days: Days;
  readonly by: readonly Key[];
  /** null: the period as one. */
  readonly grain: Grain | null;
  readonly filters: Filters;
  readonly currency: string;
}

/** A metric of one row: the sum itself, or numerator over denominator; null when there is nothing to divide by. */
export interface MetricValue {
  readonly value: number | null;
  readonly numerator: number;
  /** null for a metric that is a sum. */
  readonly denominator: number | null;
}

export interface MetricRow {
  /** First day of the grain; null for the whole period. */
  readonly at: Day | null;
  /** The keys that were asked for. */
  readonly dims: Readonly<Pick<TermRow, Key>>;
  readonly values: ReadonlyMap<string, MetricValue>;
}

export interface MetricTable {
  /** Sorted by day, then dimensions. */
  readonly rows: readonly MetricRow[];
  /** The rates used for other currencies, in a sentence each. */
  readonly rateNotes: readonly string[];
}

const sameTerm = (a: Term, b: Term): boolean =>
  a.dataset === b.dataset && a.money === b.money && `${a.add}-${a.subtract}` === `${b.add}-${b.subtract}`;

function distinctTerms(metrics: readonly MetricDefinition[]): Term[] {
  const terms: Term[] = [];
  for (const { numerator, denominator } of metrics) {
    for (const term of denominator === undefined ? [numerator] : [numerator, denominator]) {
      if (!terms.some((known) => sameTerm(known, term))) terms.push(term);
    }
  }
  return terms;
}

/** The first dimension that some metric is not kept by. */
function notSplit({ metrics, by, filters }: MetricRequest): Result<void> {
  for (const metric of metrics) {
    const dimension = [...by, ...filtered(filters)].find(
      (wanted) => wanted !== 'cohort' && !metric.dimensions.includes(wanted),
    );
    if (dimension !== undefined) return err(appError('METRIC_NOT_SPLIT', { metric: metric.label, dimension }));
  }
  return ok(undefined);
}

function metricValue({ numerator, denominator }: MetricDefinition, sums: readonly number[], terms: readonly Term[]) {
  const sum = (term: Term): number => sums[terms.findIndex((known) => sameTerm(known, term))] ?? 0;
  const top = sum(numerator);
  if (denominator === undefined) return { value: top, numerator: top, denominator: null };
  const bottom = sum(denominator);
  return { value: bottom === 0 ? null : top / bottom, numerator: top, denominator: bottom };
}

const keyOf = (row: TermRow, by: readonly Key[]): string =>
  [row.first_day ?? '', ...by.map((dimension) => row[dimension] ?? '')].join('\u001f');

const dimsOf = ({ channel, segment, campaign, geo, cohort }: TermRow): Pick<TermRow, Key> => ({
  channel,
  segment,
  campaign,
  geo,
  cohort,
});

function pivot(found: readonly TermRow[], terms: readonly Term[], { metrics, by }: MetricRequest): MetricRow[] {
  const groups = new Map<string, { readonly first: TermRow; readonly sums: number[] }>();
  for (const row of found) {
    const key = keyOf(row, by);
    const group = groups.get(key) ?? { first: row, sums: terms.map(() => 0) };
    group.sums[row.term] = row.value ?? 0;
    groups.set(key, group);
  }
  return [...groups.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { first, sums }]) => ({
      at: first.first_day ?? null,
      dims: dimsOf(first),
      values: new Map(metrics.map((metric) => [metric.id, metricValue(metric, sums, terms)])),
    }));
}

interface Money {
  readonly datasets: readonly string[];
  readonly request: MetricRequest;
  readonly engine: AnalyticsEngine;
  readonly signal: AbortSignal | undefined;
}

/** Datasets that have money of the period in other currencies than the reporting one. */
async function foreignDatasets({ datasets, request, engine, signal }: Money): Promise<Result<readonly string[]>> {
  const { days, currency } = request;
  const foreign: string[] = [];
  for (const dataset of datasets) {
    const found = await engine.query(foreignQuery(dataset), { currency }, signal);
    if (!found.ok) return found;
    if (found.value.rows.some(({ day }) => day >= days.from && day <= days.to)) foreign.push(dataset);
  }
  return ok(foreign);
}

/** What rates were used, or FX_RATE_MISSING when money would be left out. */
async function usedRates({ datasets, request, engine, signal }: Money): Promise<Result<readonly string[]>> {
  if (datasets.length === 0) return ok([]);
  const { days, currency } = request;
  const found = await engine.query(ratesQuery(datasets), { ...days, currency }, signal);
  if (!found.ok) return found;
  const without = found.value.rows.find((row) => row.first_without !== null);
  if (without !== undefined) {
    const detail = { currency: without.currency, reporting: currency, day: without.first_without ?? days.from };
    return err(appError('FX_RATE_MISSING', detail));
  }
  return ok(
    found.value.rows.map(({ currency: from, lowest, highest, carried, last_rate_day }) => {
      const [low, high] = [(lowest ?? 0).toFixed(4), (highest ?? 0).toFixed(4)];
      const range = low === high ? `at ${low}` : `at the rate of each day, ${low} to ${high}`;
      const late =
        carried === 0 ? '' : `; ${carried} days use the last known rate, the newest of ${last_rate_day ?? 'no day'}`;
      return `${from} is turned into ${currency} ${range}${late}.`;
    }),
  );
}

/** A metric over all rows together; null without rows. */
export function totalOf({ rows }: MetricTable, { id }: MetricDefinition): MetricValue | null {
  const values = rows.flatMap(({ values: of }) => of.get(id) ?? []);
  if (values.length === 0) return null;
  const top = values.reduce((sum, { numerator }) => sum + numerator, 0);
  if (values.every(({ denominator }) => denominator === null)) return { value: top, numerator: top, denominator: null };
  const bottom = values.reduce((sum, { denominator }) => sum + (denominator ?? 0), 0);
  return { value: bottom === 0 ? null : top / bottom, numerator: top, denominator: bottom };
}

/**
 * Reads metrics for a period, by dimensions and time, in the reporting currency.
 * Errors: METRIC_NOT_SPLIT, FX_RATE_MISSING, those of the engine.
 */
export async function readMetrics(
  engine: AnalyticsEngine,
  request: MetricRequest,
  signal?: AbortSignal,
): Promise<Result<MetricTable>> {
  const split = notSplit(request);
  if (!split.ok) return split;
  const { days, currency, filters, by, grain } = request;
  const terms = distinctTerms(request.metrics);
  const money = terms.filter((term) => term.money).map(({ dataset }) => dataset);
  const foreign = await foreignDatasets({ datasets: [...new Set(money)], request, engine, signal });
  if (!foreign.ok) return foreign;
  const rates = await usedRates({ datasets: foreign.value, request, engine, signal });
  if (!rates.ok) return rates;
  const converts = foreign.value.length > 0;
  const params = termParams({ ...days, currency, filters }, converts);
  const found = await engine.query(termsQuery({ terms, by, grain, filters, converts }), params, signal);
  if (!found.ok) return found;
  return ok({ rows: pivot(found.value.rows, terms, request), rateNotes: rates.value });
}
