import type { DuckDBConnection } from '@duckdb/node-api';
import { z } from 'zod';
import { appError } from '../core/index.ts';
import { faultText, identifier, plainRows } from '../store/cache/index.ts';
import type { DataContract } from './contracts/contract.ts';
import {
  allWhole,
  forgetRejects,
  lastScan,
  mergeRejects,
  type RejectedColumn,
  readFractions,
  readHeaders,
  readRejects,
  tooNarrow,
} from './csv.ts';
import { type Drop, readPath } from './drop.ts';
import { hiveColumns } from './hive.ts';
import { type LocalLines, localLines } from './local-lines.ts';
import { checkFooters, readableReason, readFooters, typesVary } from './parquet.ts';
import { isNested, openEvents } from './readers/ga4/open-events.ts';
import { Refusal, required } from './refusal.ts';
import { csvLines, parquetRows, SOURCE_FILE, selectList, type WHOLE } from './relation.ts';
import type { AddedColumn } from './schema-diff.ts';

/** A drop's rows, ready to be judged and loaded. */
export interface IncomingRows {
  /** The rows, as something that can stand after FROM. */
  readonly rows: string;
  /** CSV lines that could not be read at all. */
  readonly rejects: readonly RejectedColumn[];
  /** Columns of the files that the contract does not know. */
  readonly added: readonly AddedColumn[];
  /** How values were written where that is not plain, in words. */
  readonly found: readonly string[];
  /** The lines of `rejects` by the place of their file, where rows are asked for by file. */
  readonly unread: ReadonlyMap<string, number>;
}

const NONE_UNREAD: ReadonlyMap<string, number> = new Map();

/**
 * Runs something that reads the drop's files; what goes wrong in a file is its fault, not the cache's.
 * @throws Refusal FILE_UNREADABLE; anything about memory, disk or cancelling as it comes.
 */
export async function reading<T>(drop: Drop, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (fault) {
    // DuckDB throws plain errors; any other kind is a bug of ours.
    if (!(fault instanceof Error) || fault.constructor !== Error) throw fault;
    const { message } = fault;
    const file = drop.files.find((entry) => message.includes(readPath(entry))) ?? drop.files[0];
    const ours =
      /INTERRUPT|Out of Memory|No space left|Could not write|max_temp|invalidated|^(Binder|Catalog|Parser) Error/i.test(
        message,
      );
    if (ours || file === undefined) throw fault;
    throw new Refusal(appError('FILE_UNREADABLE', { file: file.path, reason: readableReason(faultText(fault), file) }));
  }
}

/** Reads files whose text may be of several forms. Each form's numbers and days are made plain by what all of them say. */
async function openText(
  connection: DuckDBConnection,
  drop: Drop,
  contract: DataContract,
  inPath: readonly string[],
  byFile: boolean,
): Promise<IncomingRows> {
  const { groups, added } = required(await readHeaders(connection, drop.files, contract, inPath));
  const local = groups.filter(({ form }) => form?.local);
  const parts: LocalLines[] = [];
  for (const [index, group] of local.entries()) {
    const options = { inPath, table: `csv_local_${index}`, byFile };
    parts.push(required(await reading(drop, () => localLines(connection, group, contract, options))));
  }
  const plain = groups.filter((group) => !local.includes(group));
  const read = (whole: keyof typeof WHOLE) => {
    const lines = [
      ...(plain.length === 0 ? [] : [csvLines(plain, contract, { inPath, byFile, whole })]),
      ...parts.map(({ sql }) => sql),
    ].join(' UNION ALL ');
    return reading(drop, () => connection.run(`CREATE OR REPLACE TEMP TABLE csv_lines AS ${lines}`));
  };
  const scanned = await lastScan(connection);
  await read('narrow');
  if (await tooNarrow(connection)) {
    await forgetRejects(connection, scanned);
    await read('wide');
  }
  const fractions = await readFractions(connection, 'csv_lines', contract);
  const rejects = [...(await readRejects(connection)), ...parts.flatMap((part) => part.rejects), ...fractions];
  const file = byFile ? `, ${identifier(SOURCE_FILE)}` : '';
  const rows = `(SELECT ${selectList(contract)}${file} FROM csv_lines WHERE ${allWhole(contract)})`;
  return {
    rows,
    rejects: mergeRejects(rejects),
    added,
    found: [...new Set(parts.flatMap(({ found }) => found))],
    unread: byFile ? await unreadByFile(connection, contract, parts) : NONE_UNREAD,
  };
}

const counted = z.array(z.object({ file: z.string(), lines: z.int() }));

/** Lines of each file that are kept out: not read, not as local values can be, or with a fraction for a whole number. */
async function unreadByFile(
  connection: DuckDBConnection,
  contract: DataContract,
  parts: readonly LocalLines[],
): Promise<ReadonlyMap<string, number>> {
  const reader = await connection.runAndReadAll(`
    SELECT file_path AS file, count(*) AS lines
    FROM (SELECT DISTINCT scan_id, file_id, line FROM reject_errors) JOIN reject_scans USING (scan_id, file_id) GROUP BY ALL
    UNION ALL
    SELECT ${identifier(SOURCE_FILE)}, count(*) FROM csv_lines WHERE NOT (${allWhole(contract)}) GROUP BY ALL`);
  const found = new Map<string, number>();
  for (const { file, lines } of [...counted.parse(plainRows(reader)), ...parts.flatMap(({ rejects }) => rejects)]) {
    found.set(file, (found.get(file) ?? 0) + lines);
  }
  return found;
}

/**
 * Holds the files' columns to the contract and makes their rows readable. Parquet is read where it lies. CSV is
 * parsed once, into a temporary table, and so are nested GA4 events.
 * @param byFile adds the column `SOURCE_FILE` to the rows.
 * @throws Refusal COLUMN_MISSING, COLUMN_TYPE, SCHEMA_CHANGED, ROW_COUNT_MISMATCH, CSV_AMBIGUOUS, FILE_UNREADABLE.
 */
export async function openIncoming(
  connection: DuckDBConnection,
  drop: Drop,
  contract: DataContract,
  byFile = false,
): Promise<IncomingRows> {
  if (drop.format === 'json') return openNested(connection, drop, contract, byFile);
  const inPath = required(hiveColumns(drop.files, contract));
  if (drop.format === 'csv') return openText(connection, drop, contract, inPath, byFile);
  const footers = required(await readFooters(connection, drop.files));
  const names = [...footers.types.values()].flatMap((types) => [...types.keys()]);
  if (isNested(contract, names)) return openNested(connection, drop, contract, byFile);
  const added = required(checkFooters(footers, drop, contract, inPath));
  const found = new Set([...names, ...inPath]);
  const absent = new Set(contract.columns.map(({ name }) => name).filter((name) => !found.has(name)));
  const options = { inPath, unite: typesVary(footers), absent, byFile };
  const rows = `(${parquetRows(drop.files, contract, options)})`;
  return { rows, rejects: [], added, found: [], unread: NONE_UNREAD };
}

async function openNested(
  connection: DuckDBConnection,
  drop: Drop,
  contract: DataContract,
  byFile: boolean,
): Promise<IncomingRows> {
  const table = required(await reading(drop, () => openEvents(connection, drop, contract, byFile)));
  return {
    rows: table,
    rejects: [],
    added: [],
    found: ['nested GA4 events made flat'],
    unread: NONE_UNREAD,
  };
}
