import type { DuckDBConnection } from '@duckdb/node-api';
import { z } from 'zod';
import { appError, err, ok, type Result } from '../../../core/index.ts';
import { identifier, literal, literals, plainRows } from '../../../store/cache/index.ts';
import type { DataContract } from '../../contracts/contract.ts';
import { type Drop, readPath } from '../../drop.ts';
import { SOURCE_FILE, selectList } from '../../relation.ts';
import { flattenSql } from './flatten.ts';
import { GA4_COLUMNS, GA4_REQUIRED } from './schema.ts';

const described = z.object({ column_name: z.string(), column_type: z.string() });

/**
 * Whether Parquet files hold nested GA4 events, by the names of their columns at any depth.
 */
export function isNested(contract: DataContract, columns: Iterable<string>): boolean {
  const names = new Set(columns);
  return contract.dataset === 'ga4_events' && names.has('event_timestamp') && names.has('string_value');
}

function scan({ format, files }: Drop): string {
  const file = `filename = ${literal(SOURCE_FILE)}, hive_partitioning = false`;
  const paths = literals(files.map(readPath));
  if (format === 'parquet') return `read_parquet(${paths}, union_by_name = true, ${file})`;
  const columns = Object.entries(GA4_COLUMNS).map(([name, type]) => `${literal(name)}: ${literal(type)}`);
  return `read_json(${paths}, format = 'newline_delimited', ignore_errors = true, columns = {${columns.join(', ')}}, ${file})`;
}

/**
 * Makes flat rows of nested GA4 events, in the temporary table `ga4_rows`. Older exports do not number the events of a
 * batch; equal ones are numbered then, or they could not be told apart.
 * Errors: COLUMN_MISSING.
 * @throws what DuckDB throws for files it can not read.
 */
export async function openEvents(
  connection: DuckDBConnection,
  drop: Drop,
  contract: DataContract,
  byFile: boolean,
): Promise<Result<string>> {
  const rows = scan(drop);
  const reader = await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${rows}`);
  const columns = new Map(
    z
      .array(described)
      .parse(plainRows(reader))
      .map((row) => [row.column_name, row.column_type]),
  );
  const missing = GA4_REQUIRED.find((name) => !columns.has(name));
  if (missing !== undefined) {
    const file = drop.files[0]?.path ?? drop.path;
    return err(appError('COLUMN_MISSING', { file, column: missing, contract: contract.id }));
  }
  const numbered = columns.has('batch_event_index') && drop.format === 'parquet';
  const same = 'day, user_pseudo_id, event_at, event_name, event_bundle_sequence_id';
  const index = numbered
    ? '*'
    : `* REPLACE (coalesce(batch_event_index, row_number() OVER (PARTITION BY ${same}, batch_event_index ORDER BY params) - 1) AS batch_event_index)`;
  const file = byFile ? `, ${identifier(SOURCE_FILE)}` : '';
  await connection.run(`
    CREATE TEMP TABLE ga4_rows AS SELECT ${selectList(contract)}${file}
    FROM (SELECT ${index} FROM (${flattenSql(columns, rows, [SOURCE_FILE])}))`);
  return ok('ga4_rows');
}
