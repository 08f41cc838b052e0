import type { DuckDBConnection } from '@duckdb/node-api';
import { appError } from '../core/index.ts';
import { faultText } from '../store/cache/index.ts';
import type { DataContract } from './contracts/contract.ts';
import { allWhole, mergeRejects, type RejectedColumn, readFractions, readHeaders, readRejects } from './csv.ts';
import type { Drop } from './drop.ts';
import { hiveColumns } from './hive.ts';
import { checkFooters, readableReason, readFooters, typesVary } from './parquet.ts';
import { Refusal, required } from './refusal.ts';
import { csvLines, parquetRows, selectList } from './relation.ts';

/** A drop's rows, ready to be judged and loaded. */
export interface IncomingRows {
  /** The rows, as something that can stand after FROM. */
  readonly rows: string;
  /** CSV lines that could not be read at all. */
  readonly rejects: readonly RejectedColumn[];
}

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
    const file = drop.files.find((entry) => message.includes(entry.absolute)) ?? drop.files[0];
    const ours =
      /INTERRUPT|Out of Memory|No space left|Could not write|max_temp|invalidated|^(Binder|Catalog|Parser) Error/i.test(
        message,
      );
    if (ours || file === undefined) throw fault;
    throw new Refusal(appError('FILE_UNREADABLE', { file: file.path, reason: readableReason(faultText(fault), file) }));
  }
}

/**
 * Holds the files' columns to the contract and makes their rows readable. Parquet is read where it lies, twice: once
 * to be judged, once to be loaded, which is faster than keeping it. CSV is parsed once, into a temporary table.
 * @throws Refusal COLUMN_MISSING, COLUMN_TYPE, ROW_COUNT_MISMATCH, FILE_UNREADABLE.
 */
export async function openIncoming(
  connection: DuckDBConnection,
  drop: Drop,
  contract: DataContract,
): Promise<IncomingRows> {
  const inPath = required(hiveColumns(drop.files, contract));
  if (drop.format === 'parquet') {
    const footers = required(await readFooters(connection, drop.files));
    required(checkFooters(footers, drop.files, contract, inPath));
    return { rows: `(${parquetRows(drop.files, contract, inPath, typesVary(footers))})`, rejects: [] };
  }
  const groups = required(await readHeaders(connection, drop.files, contract, inPath));
  await reading(drop, () => connection.run(`CREATE TEMP TABLE csv_lines AS ${csvLines(groups, contract, inPath)}`));
  const fractions = await readFractions(connection, 'csv_lines', contract);
  return {
    rows: `(SELECT ${selectList(contract)} FROM csv_lines WHERE ${allWhole(contract)})`,
    rejects: mergeRejects([...(await readRejects(connection)), ...fractions]),
  };
}
