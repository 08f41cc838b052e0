import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { dayOf } from '../../engine/core/index.ts';
import { writeDrop } from '../support/drops.ts';
import { inMemory } from '../support/in-memory.ts';
import { type Files, readFiles } from './files.ts';

/** A good drop to be damaged. */
export interface Base {
  readonly name: string;
  readonly dataset: 'outcomes_daily' | 'ga4_events';
  readonly files: Files;
  readonly rows: number;
}

const OUTCOMES = `SELECT DATE '2026-11-18' + d::INTEGER AS day, 'meta' AS channel, 'c' || c AS campaign_id, 'Müßig, "so"' AS segment,
  'us' AS geo_id, (1000 + d * 300 + c)::BIGINT AS sessions, 5::BIGINT AS signups, 2::BIGINT AS new_customers,
  1999::BIGINT AS first_revenue_minor, 'USD' AS currency FROM range(3) d(d), range(8) c(c) ORDER BY ALL`;

/** The same as people of another country write it. */
const GERMAN = `SELECT strftime(day, '%d.%m.%Y') AS day, channel, campaign_id, segment, geo_id,
  replace(format('{:,}', sessions), ',', '.') AS sessions, signups, new_customers, first_revenue_minor, currency
  FROM (${OUTCOMES})`;

const EVENTS = `SELECT '20261120' AS event_date, 1795168800000000 + n * 1000000 AS event_timestamp,
  CASE WHEN n % 5 = 0 THEN 'purchase' ELSE 'page_view' END AS event_name,
  [{'key': 'ga_session_id', 'value': {'string_value': NULL::VARCHAR, 'int_value': 42 + n % 3, 'float_value': NULL::DOUBLE, 'double_value': NULL::DOUBLE}},
   {'key': 'page_location', 'value': {'string_value': 'https://x.example/p' || n, 'int_value': NULL, 'float_value': NULL, 'double_value': NULL}},
   {'key': 'value', 'value': {'string_value': NULL, 'int_value': NULL, 'float_value': NULL, 'double_value': 1.5 * n}}] AS event_params,
  1::BIGINT AS event_bundle_sequence_id, n::BIGINT AS batch_event_index, 'u' || (n % 4) AS user_pseudo_id,
  {'category': 'mobile'} AS device, {'country': 'Germany'} AS geo,
  {'name': '(direct)', 'medium': '(none)', 'source': '(direct)'} AS traffic_source,
  [{'item_id': 'i' || n, 'quantity': 1::BIGINT, 'item_revenue': 2.5}] AS items
  FROM range(20) r(n)`;

const CSV = 'FORMAT csv, HEADER';
const COLUMNS =
  'day channel campaign_id segment geo_id sessions signups new_customers first_revenue_minor currency'.split(' ');

const text = (content: string): Uint8Array => Buffer.from(content);

async function copied(dir: string, sql: string, file: string, options: string): Promise<Files> {
  const folder = join(dir, `copy-${file}-${options.length}-${sql.length}`);
  await mkdir(folder, { recursive: true });
  await inMemory((connection) => connection.run(`COPY (${sql}) TO '${join(folder, file)}' (${options})`));
  return readFiles(folder);
}

const redshift = (files: Files, rows: number): Files =>
  new Map([
    ...files,
    [
      'manifest',
      text(
        JSON.stringify({
          entries: [...files].map(([path, bytes]) => ({
            url: `s3://warehouse/outcomes_daily/${path}`,
            meta: { content_length: bytes.length, record_count: rows },
          })),
          schema: { elements: COLUMNS.map((name) => ({ name })) },
        }),
      ),
    ],
  ]);

const spark = (files: Files): Files => new Map([...files, ['_SUCCESS', new Uint8Array()]]);

const transcoded = (files: Files, encoding: BufferEncoding): Files =>
  new Map([...files].map(([path, bytes]) => [path, Buffer.from(Buffer.from(bytes).toString('utf8'), encoding)]));

/** Good drops of every kind, written once into a folder. */
export async function makeBases(dir: string): Promise<readonly Base[]> {
  const own = async (
    name: string,
    format: 'parquet' | 'csv' | 'csv.gz',
    partitionBy: readonly string[] = [],
  ): Promise<Base> => {
    const folder = join(dir, name);
    const draft = { contractId: 'outcomes_daily', sql: OUTCOMES, dataThrough: dayOf('2026-11-20'), sums: ['sessions'] };
    await writeDrop({ ...draft, dir: folder, format, partitionBy });
    return { name, dataset: 'outcomes_daily', rows: 24, files: await readFiles(folder) };
  };
  const outcomes = (name: string, files: Files): Base => ({ name, dataset: 'outcomes_daily', rows: 24, files });
  const events = (name: string, files: Files): Base => ({ name, dataset: 'ga4_events', rows: 20, files });
  const pipes = await copied(dir, OUTCOMES, '0000_part_00', `${CSV} false, DELIMITER '|'`);
  const german = await copied(dir, GERMAN, 'part-00000.csv', `${CSV}, DELIMITER ';'`);
  const json = await copied(dir, EVENTS, 'events_20261120-000000000000.json', 'FORMAT json');
  const gzipped = 'events_20261120-000000000000.json.gz';
  return [
    await own('ours-parquet', 'parquet'),
    await own('ours-hive', 'parquet', ['day']),
    await own('ours-csv', 'csv'),
    await own('ours-csv-gz', 'csv.gz'),
    outcomes('redshift-pipe', redshift(pipes, 24)),
    outcomes('redshift-parquet', redshift(await copied(dir, OUTCOMES, '0000_part_00.parquet', 'FORMAT parquet'), 24)),
    outcomes('spark-parquet', spark(await copied(dir, OUTCOMES, 'part-00000.snappy.parquet', 'FORMAT parquet'))),
    outcomes('spark-german', spark(transcoded(german, 'latin1'))),
    outcomes('spark-utf16', spark(transcoded(german, 'utf16le'))),
    outcomes('bigquery-csv', await copied(dir, OUTCOMES, 'outcomes-000000000000.csv.gz', `${CSV}, COMPRESSION gzip`)),
    events('ga4-parquet', await copied(dir, EVENTS, 'events_20261120-000000000000.parquet', 'FORMAT parquet')),
    events('ga4-json', json),
    events('ga4-json-gz', await copied(dir, EVENTS, gzipped, 'FORMAT json, COMPRESSION gzip')),
  ];
}
