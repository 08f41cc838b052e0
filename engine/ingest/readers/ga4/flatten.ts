import { identifier, literal } from '../../../store/cache/index.ts';
import { channelGroupSql } from './channel-group.ts';
import { typeAt } from './struct-fields.ts';

type Columns = ReadonlyMap<string, string>;

/** SQL of a nested field, cast; null of the type where this export does not have it. */
function field(columns: Columns, path: readonly string[], type: string): string {
  if (typeAt(columns, path) === null) return `NULL::${type}`;
  const [column = '', ...fields] = path;
  const value = fields.reduce((inner, name) => `struct_extract(${inner}, ${literal(name)})`, identifier(column));
  return `TRY_CAST(${value} AS ${type})`;
}

const VALUE = "struct_extract(p, 'value')";

/** What `event_params` hold in the field of one type, by what the export has. */
function paramValue(columns: Columns, names: readonly string[], type: string): string {
  const value = typeAt(columns, ['event_params', 'value']) ?? '';
  const has = new Map([['value', value]]);
  const found = names.filter((name) => typeAt(has, ['value', name]) !== null);
  if (found.length === 0) return `NULL::${type}`;
  const values = found.map((name) => `TRY_CAST(struct_extract(${VALUE}, ${literal(name)}) AS ${type})`);
  return `coalesce(${values.join(', ')})`;
}

const INT = ['int_value', 'double_value', 'float_value', 'string_value'];
const NUMBER = ['double_value', 'float_value', 'int_value', 'string_value'];
const TEXT = ['string_value', 'int_value', 'double_value', 'float_value'];

/** SQL of the first `event_params` entry of this key. */
const param = (columns: Columns, key: string, names: readonly string[], type: string): string =>
  `list_extract([${paramValue(columns, names, type)} FOR p IN event_params IF struct_extract(p, 'key') = ${literal(key)}], 1)`;

/** Parameters that have a column of their own. */
const OWN = [
  'ga_session_id',
  'ga_session_number',
  'page_location',
  'engagement_time_msec',
  'value',
  'currency',
  'transaction_id',
];

/** A parameter's value as JSON of its own type. */
function jsonValue(columns: Columns): string {
  const value = new Map([['value', typeAt(columns, ['event_params', 'value']) ?? '']]);
  const found = ['string_value', 'int_value', 'double_value', 'float_value'].filter(
    (name) => typeAt(value, ['value', name]) !== null,
  );
  const json = found.map((name) => {
    const inner = `struct_extract(${VALUE}, ${literal(name)})`;
    // JSON has neither infinity nor NaN.
    const finite =
      name === 'double_value' || name === 'float_value'
        ? `CASE WHEN isfinite(${inner}::DOUBLE) THEN ${inner} END`
        : inner;
    return `to_json(${finite})`;
  });
  return json.length === 0 ? "'null'::JSON" : `coalesce(${json.join(', ')}, 'null'::JSON)`;
}

/** The other parameters as one JSON object, the last of a repeated key; null when there are none. */
function otherParams(columns: Columns): string {
  const own = OWN.map(literal).join(', ');
  const others = `list_filter(event_params, lambda p: struct_extract(p, 'key') IS NOT NULL AND struct_extract(p, 'key') NOT IN (${own}))`;
  const entries = `[to_json(struct_extract(p, 'key'))::VARCHAR || ':' || (${jsonValue(columns)})::VARCHAR FOR p IN ${others}]`;
  return `CASE WHEN len(${others}) > 0 THEN '{' || array_to_string(${entries}, ',') || '}' END`;
}

interface Touch {
  readonly source: string;
  readonly medium: string;
  readonly campaign: string;
}

/** A text, null when it is empty. */
const present = (value: string): string => `nullif(trim(${value}), '')`;

/**
 * Where the visit came from, nearest first: the last click of the session (exports since July 2024), what was collected
 * with the event (since 2023), the event's own parameters, and what first brought the visitor. One of them as a whole:
 * source of one and medium of another would be a visit that never was.
 */
function touches(columns: Columns): readonly Touch[] {
  const session = (name: string) =>
    field(columns, ['session_traffic_source_last_click', 'manual_campaign', name], 'VARCHAR');
  const collected = (name: string) => field(columns, ['collected_traffic_source', name], 'VARCHAR');
  const gclid = `${present(collected('gclid'))} IS NOT NULL`;
  const own = (name: string) => param(columns, name, TEXT, 'VARCHAR');
  const first = (name: string) => field(columns, ['traffic_source', name], 'VARCHAR');
  return [
    { source: session('source'), medium: session('medium'), campaign: session('campaign_name') },
    {
      // Auto-tagged clicks of Google Ads carry a click id and no source.
      source: `coalesce(${present(collected('manual_source'))}, CASE WHEN ${gclid} THEN 'google' END)`,
      medium: `coalesce(${present(collected('manual_medium'))}, CASE WHEN ${gclid} THEN 'cpc' END)`,
      campaign: collected('manual_campaign_name'),
    },
    { source: own('source'), medium: own('medium'), campaign: own('campaign') },
    { source: first('source'), medium: first('medium'), campaign: first('name') },
  ];
}

/** The part `part` of the first touch that has a source. */
const ofTouch = (all: readonly Touch[], part: keyof Touch): string =>
  `CASE ${all.map((touch) => `WHEN ${present(touch.source)} IS NOT NULL THEN ${present(touch[part])}`).join(' ')} END`;

const DAY = `coalesce(TRY_CAST(try_strptime(event_date::VARCHAR, '%Y%m%d') AS DATE), TRY_CAST(event_date AS DATE))`;
const INSTANT = 'make_timestamp(TRY_CAST(event_timestamp AS BIGINT))';

/** Sum over the items of an event; null where there are none or none says it. */
function overItems(columns: Columns, name: string, type: string): string {
  return typeAt(columns, ['items', name]) === null
    ? `NULL::${type}`
    : `TRY_CAST(list_sum([TRY_CAST(struct_extract(i, ${literal(name)}) AS ${type}) FOR i IN items]) AS ${type})`;
}

/**
 * SQL that makes flat rows of the contract `ga4_events` of nested events, one row each.
 * @param columns the export's columns with their DuckDB types; fields it does not have come out null.
 * @param rows the nested events, as something that can stand after FROM.
 * @param also further columns to keep.
 */
export function flattenSql(columns: Columns, rows: string, also: readonly string[] = []): string {
  const all = touches(columns);
  const items = columns.has('items');
  const page = param(columns, 'page_location', TEXT, 'VARCHAR');
  const transaction = `coalesce(${present(field(columns, ['ecommerce', 'transaction_id'], 'VARCHAR'))}, ${param(columns, 'transaction_id', TEXT, 'VARCHAR')})`;
  const ids = typeAt(columns, ['items', 'item_id']) !== null;
  const itemIds = `nullif(array_to_string([struct_extract(i, 'item_id')::VARCHAR FOR i IN items IF struct_extract(i, 'item_id') IS NOT NULL], ','), '')`;
  const flat: readonly (readonly [string, string])[] = [
    ['day', DAY],
    ['user_pseudo_id', field(columns, ['user_pseudo_id'], 'VARCHAR')],
    ['event_at', INSTANT],
    ['event_name', 'event_name::VARCHAR'],
    ['event_bundle_sequence_id', field(columns, ['event_bundle_sequence_id'], 'BIGINT')],
    ['batch_event_index', field(columns, ['batch_event_index'], 'BIGINT')],
    ['ga_session_id', param(columns, 'ga_session_id', INT, 'BIGINT')],
    ['ga_session_number', param(columns, 'ga_session_number', INT, 'BIGINT')],
    ['page_location', page],
    ['source', ofTouch(all, 'source')],
    ['medium', ofTouch(all, 'medium')],
    ['campaign', ofTouch(all, 'campaign')],
    ['device_category', field(columns, ['device', 'category'], 'VARCHAR')],
    ['country', present(field(columns, ['geo', 'country'], 'VARCHAR'))],
    ['engagement_time_msec', param(columns, 'engagement_time_msec', INT, 'BIGINT')],
    ['value', param(columns, 'value', NUMBER, 'DOUBLE')],
    ['currency', param(columns, 'currency', TEXT, 'VARCHAR')],
    ['transaction_id', transaction],
    ['items_count', items ? 'len(items)::BIGINT' : 'NULL::BIGINT'],
    ['items_quantity', overItems(columns, 'quantity', 'BIGINT')],
    ['items_revenue', overItems(columns, 'item_revenue', 'DOUBLE')],
    ['item_ids', items && ids ? itemIds : 'NULL::VARCHAR'],
    ['params', otherParams(columns)],
    ...also.map((name) => [name, identifier(name)] as const),
  ];
  const path = `regexp_extract(page_location, '^[A-Za-z][A-Za-z0-9+.-]*://[^/?#]*([^?#]*)', 1)`;
  return `SELECT *,
    CASE WHEN page_location IS NULL THEN NULL WHEN ${path} = '' THEN '/' ELSE ${path} END AS page_path,
    ${channelGroupSql('source', 'medium', 'campaign')} AS channel_group
    FROM (SELECT ${flat.map(([name, sql]) => `${sql} AS ${identifier(name)}`).join(', ')} FROM ${rows})`;
}
