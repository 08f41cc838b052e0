import { z } from 'zod';
import { type Dimension, daySchema, type Filters } from '../contract/index.ts';
import type { Day } from '../core/index.ts';
import { coveringTable, identifier, type QueryDefinition, type QueryParams } from '../store/cache/index.ts';
import type { Term } from './catalogue.ts';

/** How days are put together in time. */
export type Grain = 'day' | 'week' | 'month';

/** Separates the values of one filter in a bound parameter; no dimension value has it. */
const SEPARATOR = '\u001f';

/** What sums are told apart by: a dimension, or the month a customer was won in (finance_daily alone). */
export type Key = Dimension | 'cohort';

const COLUMN: Readonly<Record<Key, string>> = {
  cohort: 'cohort_month',
  channel: 'channel',
  segment: 'segment',
  campaign: 'campaign_id',
  geo: 'geo_id',
};

export interface TermQuery {
  readonly terms: readonly Term[];
  readonly by: readonly Key[];
  readonly grain: Grain | null;
  readonly filters: Filters;
  /** Whether money comes in other currencies than the reporting one. */
  readonly converts: boolean;
}

export interface TermParams {
  readonly from: Day;
  readonly to: Day;
  readonly currency: string;
  readonly filters: Filters;
}

/** Dimensions that have a filter, in a fixed order. */
export const filtered = (filters: Filters): readonly Dimension[] =>
  (['channel', 'segment', 'campaign', 'geo'] as const).filter((dimension) => filters[dimension] !== undefined);

export const termParams = ({ from, to, currency, filters }: TermParams, money: boolean): QueryParams => ({
  from,
  to,
  ...(money ? { currency } : {}),
  ...Object.fromEntries(filtered(filters).map((name) => [name, (filters[name] ?? []).join(SEPARATOR)])),
});

const where = (filters: Filters): string =>
  [
    'day BETWEEN $from::DATE AND $to::DATE',
    ...filtered(filters).map((name) => `list_contains(string_split($${name}, chr(31)), ${COLUMN[name]})`),
  ].join(' AND ');

const amount = ({ add, subtract }: Term): string =>
  [...add.map((name) => `+ ${identifier(name)}`), ...subtract.map((name) => `- ${identifier(name)}`)].join(' ');

const time = (grain: Grain | null): readonly string[] =>
  grain === null ? [] : [`${grain === 'day' ? 'day' : `date_trunc('${grain}', day)::DATE`} AS first_day`];

/** Rates into `$currency` by currency and day, from rates written either way round. */
const RATES = `rates AS (
  SELECT base AS currency, day, rate FROM fx_rates WHERE quote = $currency
  UNION ALL SELECT quote, day, 1 / rate FROM fx_rates WHERE base = $currency
    AND quote NOT IN (SELECT base FROM fx_rates WHERE quote = $currency))`;

/** Minor units of one currency as minor units of another. */
const DIGITS = `pow(10, (SELECT digits FROM workbench.currencies WHERE code = $currency)
  - (SELECT digits FROM workbench.currencies AS own WHERE own.code = facts.currency))`;

/** One term summed by its dimensions, in the reporting currency when it is money. */
function termSelect(term: Term, index: number, { by, grain, filters, converts }: TermQuery): string {
  const dims = [...new Set<Key>([...by, ...filtered(filters)])].map((dimension) => COLUMN[dimension]);
  const { table, rowsRead } = coveringTable(term.dataset, dims);
  const keys = [...time(grain), ...by.map((dimension) => `${COLUMN[dimension]} AS ${dimension}`)];
  const keyNames = [...(grain === null ? [] : ['first_day']), ...by];
  const list = keys.length === 0 ? '' : `${keys.join(', ')}, `;
  const names = keyNames.length === 0 ? '' : `${keyNames.join(', ')}, `;
  const group = keyNames.length === 0 ? '' : `GROUP BY ${keyNames.join(', ')}`;
  if (!term.money || !converts) {
    return `SELECT ${list}${index} AS term, sum(${amount(term)})::DOUBLE AS value, ${rowsRead}::BIGINT AS rows_read,
      0::BIGINT AS unconverted FROM ${identifier(table)} WHERE ${where(filters)} ${group}`;
  }
  const daily = `SELECT ${list}day, currency, sum(${amount(term)})::DOUBLE AS value, ${rowsRead}::BIGINT AS rows_read
    FROM ${identifier(table)} WHERE ${where(filters)} GROUP BY ALL`;
  return `SELECT ${names}${index} AS term,
      sum(CASE WHEN facts.currency = $currency THEN value ELSE value * rates.rate * ${DIGITS} END
        ORDER BY facts.day, facts.currency) AS value,
      sum(rows_read)::BIGINT AS rows_read,
      count(*) FILTER (facts.currency <> $currency AND rates.rate IS NULL)::BIGINT AS unconverted
    FROM (${daily}) AS facts ASOF LEFT JOIN rates ON facts.currency = rates.currency AND facts.day >= rates.day ${group}`;
}

/** A row for each term and key that has rows: `first_day` and the dimensions asked for, the sum, the rows behind it. */
export function termsQuery(query: TermQuery): QueryDefinition<typeof termRow> {
  const converts = query.converts && query.terms.some((term) => term.money);
  const selects = query.terms.map((term, index) => termSelect(term, index, query));
  const datasets = [...new Set(query.terms.map(({ dataset }) => dataset)), ...(converts ? ['fx_rates'] : [])];
  return {
    id: 'metrics.terms',
    sql: `${converts ? `WITH ${RATES}\n` : ''}${selects.map((select) => `(${select})`).join('\nUNION ALL BY NAME\n')}`,
    datasets,
    row: termRow,
  };
}

const termRow = z.object({
  first_day: daySchema.optional(),
  channel: z.string().optional(),
  segment: z.string().optional(),
  campaign: z.string().optional(),
  geo: z.string().optional(),
  cohort: daySchema.optional(),
  term: z.int(),
  value: z.number().nullable(),
  rows_read: z.int().nullable(),
  unconverted: z.int(),
});
export type TermRow = z.infer<typeof termRow>;

const foreignRow = z.object({ day: daySchema });

/** Days on which a dataset has other currencies than the reporting one: all of them, whatever the period. */
export function foreignQuery(dataset: string): QueryDefinition<typeof foreignRow> {
  const { table } = coveringTable(dataset, []);
  return {
    id: 'metrics.foreign_days',
    sql: `SELECT DISTINCT day FROM ${identifier(table)} WHERE currency <> $currency ORDER BY day`,
    datasets: [],
    row: foreignRow,
  };
}

const rateRow = z.object({
  currency: z.string(),
  lowest: z.number().nullable(),
  highest: z.number().nullable(),
  last_rate_day: daySchema.nullable(),
  carried: z.int(),
  first_without: daySchema.nullable(),
});
export type RateRow = z.infer<typeof rateRow>;

/** The rates that stood behind money in other currencies: a row for each currency. */
export function ratesQuery(datasets: readonly string[]): QueryDefinition<typeof rateRow> {
  const days = datasets.map((dataset) => {
    const { table } = coveringTable(dataset, []);
    return `SELECT DISTINCT day, currency FROM ${identifier(table)}
      WHERE day BETWEEN $from::DATE AND $to::DATE AND currency <> $currency`;
  });
  return {
    id: 'metrics.rates',
    sql: `WITH ${RATES}
      SELECT facts.currency, min(rate) AS lowest, max(rate) AS highest, max(rates.day) AS last_rate_day,
        count(*) FILTER (rates.day < facts.day)::BIGINT AS carried,
        min(facts.day) FILTER (rates.rate IS NULL) AS first_without
      FROM (${days.join(' UNION ')}) AS facts
      ASOF LEFT JOIN rates ON facts.currency = rates.currency AND facts.day >= rates.day
      GROUP BY facts.currency ORDER BY facts.currency`,
    datasets: ['fx_rates'],
    row: rateRow,
  };
}

const valueRow = z.object({ id: z.string(), name: z.string(), of: z.string().nullable() });

const VALUES: Readonly<Record<Dimension, string>> = {
  channel: 'SELECT channel AS id, channel AS name, NULL AS of FROM spend_daily__channel GROUP BY channel',
  segment: 'SELECT segment AS id, segment AS name, NULL AS of FROM spend_daily__channel_segment GROUP BY segment',
  campaign: `SELECT campaign_id AS id, coalesce(any_value(dim_campaign.name), campaign_id) AS name, any_value(seen.channel) AS of
    FROM (SELECT DISTINCT channel, campaign_id FROM spend_daily__channel_campaign_id) AS seen
    LEFT JOIN dim_campaign USING (campaign_id) GROUP BY campaign_id`,
  geo: `SELECT geo_id AS id, coalesce(any_value(dim_geo.name), geo_id) AS name, any_value(dim_geo.country) AS of
    FROM (SELECT DISTINCT geo_id FROM spend_daily__channel_geo_id) LEFT JOIN dim_geo USING (geo_id) GROUP BY geo_id`,
};

/** The values a dimension has in the data, with their names. */
export const valuesQuery = (dimension: Dimension): QueryDefinition<typeof valueRow> => ({
  id: `metrics.values_${dimension}`,
  sql: `SELECT id, name, of::VARCHAR AS of FROM (${VALUES[dimension]}) ORDER BY name, id`,
  datasets: [],
  row: valueRow,
});
