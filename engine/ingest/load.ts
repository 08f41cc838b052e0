import type { DuckDBConnection } from '@duckdb/node-api';
import { z } from 'zod';
import type { Load } from '../contract/index.ts';
import { appError, type Instant, type Result } from '../core/index.ts';
import { faultText, identifier, literal, plainRows } from '../store/cache/index.ts';
import type { DataContract } from './contracts/contract.ts';
import { type RejectedColumn, readHeaders, readRejects } from './csv.ts';
import type { Drop } from './drop.ts';
import { hiveColumns } from './hive.ts';
import { checkSums, judgeRows } from './judge.ts';
import { checkFooters, readableReason, readFooters, typesVary } from './parquet.ts';
import { replacePartitions } from './partitions.ts';
import { quarantineBroken, quarantineDuplicates, quarantineRejects, settlePartitions } from './quarantine.ts';
import { Refusal, required } from './refusal.ts';
import { csvRows, parquetRows } from './relation.ts';
import { snapshotId } from './snapshot-id.ts';

export interface LoadOptions {
  readonly drop: Drop;
  readonly contract: DataContract;
  readonly loadedAt: Instant;
  /** Settles when the files' hashes have been compared; nothing is committed before. */
  readonly hashes: Promise<Result<void>>;
  /** Last look before the commit: the files are still those that were hashed. */
  readonly unchanged: () => Promise<Result<void>>;
  /** From here on it can not be cancelled: a commit that is interrupted may have happened. */
  readonly beforeCommit: () => void;
  readonly onPhase: (phase: 'reading' | 'checking' | 'saving') => void;
  readonly signal: AbortSignal;
}

const one = async (connection: DuckDBConnection, sql: string, params: Record<string, string> = {}): Promise<number> => {
  const reader = await connection.runAndReadAll(sql, params);
  return z.object({ n: z.int() }).parse(plainRows(reader)[0]).n;
};

/** Holds the files' columns to the contract before a row is read. Returns the SQL that gives all rows. */
async function rowsOf(connection: DuckDBConnection, { drop, contract }: LoadOptions): Promise<string> {
  const inPath = required(hiveColumns(drop.files, contract));
  if (drop.format === 'csv') {
    return csvRows(required(await readHeaders(connection, drop.files, contract, inPath)), contract, inPath);
  }
  const footers = required(await readFooters(connection, drop.files));
  required(checkFooters(footers, drop.files, contract, inPath));
  return parquetRows(drop.files, contract, inPath, typesVary(footers));
}

/** A column none of whose values could be read is of another type; single bad lines are quarantined. */
function refuseRetyped(rejects: readonly RejectedColumn[], rows: number, { drop, contract }: LoadOptions): void {
  const [worst] = rejects;
  const column = contract.columns.find((entry) => entry.name === worst?.column);
  if (worst === undefined || column === undefined || worst.lines < rows) return;
  const file = drop.files[0]?.path ?? drop.path;
  const detail = { column: column.name, file, actual: 'text', expected: column.type, contract: contract.id };
  throw new Refusal(appError('COLUMN_TYPE', detail));
}

/** Inserts every row of the drop under the load's number. Returns what the CSV reader could not read at all. */
async function insertRows(connection: DuckDBConnection, load: number, options: LoadOptions): Promise<RejectedColumn[]> {
  const { drop, contract } = options;
  const rows = await rowsOf(connection, options);
  try {
    await connection.run(`INSERT INTO ${identifier(contract.dataset)} SELECT *, ${load} FROM (${rows})`);
  } catch (fault) {
    const text = faultText(fault);
    if (/INTERRUPT|Out of Memory|No space left|IO Error: Could not write|max_temp/i.test(text)) throw fault;
    const file = drop.files.find((entry) => text.includes(entry.absolute)) ?? drop.files[0];
    if (file === undefined) throw fault;
    throw new Refusal(appError('FILE_UNREADABLE', { file: file.path, reason: readableReason(fault, file) }));
  }
  return drop.format === 'csv' ? readRejects(connection) : [];
}

/** Judges what was inserted, and moves what breaks the contract into quarantine. Returns the rows kept out. */
async function enforce(
  connection: DuckDBConnection,
  load: number,
  rejects: readonly RejectedColumn[],
  options: LoadOptions,
): Promise<number> {
  const { drop, contract } = options;
  const { manifest } = drop;
  const judgement = await judgeRows(connection, contract, manifest, load);
  const unread = rejects.reduce((sum, reject) => sum + reject.lines, 0);
  const actual = judgement.rows + unread;
  if (actual !== manifest.totals.rows) {
    throw new Refusal(appError('ROW_COUNT_MISMATCH', { actual, expected: manifest.totals.rows }));
  }
  refuseRetyped(rejects, actual, options);
  // Lines that could not be read have no numbers to add: then the sums can not be compared.
  if (unread === 0) required(checkSums(judgement, manifest, drop.path));
  required(await replacePartitions(connection, contract, manifest, load));
  if (unread > 0) await quarantineRejects(connection, load, rejects);
  if (judgement.broken > 0) await quarantineBroken(connection, contract, manifest, load);
  if (!judgement.keysUnique) await quarantineDuplicates(connection, contract, load);
  const keptOut = await one(
    connection,
    `SELECT coalesce(sum(rows), 0)::BIGINT AS n FROM workbench.quarantine WHERE load = ${load}`,
  );
  if (keptOut === manifest.totals.rows) {
    const reader = await connection.runAndReadAll(
      `SELECT reason FROM workbench.quarantine WHERE load = ${load} ORDER BY rows DESC, rule LIMIT 1`,
    );
    const { reason } = z.object({ reason: z.string() }).parse(plainRows(reader)[0]);
    throw new Refusal(appError('QUARANTINE_ALL', { rows: keptOut, reason }));
  }
  if (keptOut > 0) await settlePartitions(connection, contract, load);
  return keptOut;
}

async function recordLoad(connection: DuckDBConnection, number: number, load: Load, path: string): Promise<void> {
  const files = load.files
    .map(
      ({ path, bytes, sha256, rows }) =>
        `{path: ${literal(path)}, bytes: ${bytes}, sha256: ${literal(sha256)}, rows: ${rows}}`,
    )
    .join(', ');
  const texts = [load.id, load.dataset, load.contractVersion, load.snapshotId, load.snapshotHash, load.generatedAt];
  await connection.run(
    `INSERT INTO workbench.loads VALUES (${number}, ${[...texts, load.dataThrough, load.loadedAt].map(literal).join(', ')},
      ${load.rows}, ${load.quarantined}, ${load.days}, [${files}], ${literal(path)})`,
  );
}

/**
 * Brings a drop into the cache in one transaction: all of it that keeps the contract, or nothing.
 * @throws Refusal with a coded error, or what DuckDB throws; both after rolling back.
 */
export async function loadDrop(connection: DuckDBConnection, options: LoadOptions): Promise<Load> {
  const { drop, contract, onPhase } = options;
  const { manifest } = drop;
  const halt = () => {
    if (options.signal.aborted) throw new Refusal(appError('CANCELLED'));
  };
  const number = await one(connection, 'SELECT nextval($name) AS n', { name: 'workbench.load_number' });
  await connection.run('BEGIN');
  try {
    onPhase('reading');
    const rejects = await insertRows(connection, number, options);
    halt();
    onPhase('checking');
    const quarantined = await enforce(connection, number, rejects, options);
    halt();
    const days = await one(connection, `SELECT count(*) AS n FROM workbench.partitions WHERE load = ${number}`);
    const load: Load = {
      id: snapshotId(manifest, drop.hash),
      dataset: contract.dataset,
      contractVersion: manifest.contractVersion,
      snapshotId: manifest.snapshotId,
      snapshotHash: drop.hash,
      generatedAt: manifest.generatedAt,
      dataThrough: manifest.dataThrough,
      loadedAt: options.loadedAt,
      rows: manifest.totals.rows - quarantined,
      quarantined,
      days,
      files: manifest.files.map(({ path, bytes, sha256, rows }) => ({ path, bytes, sha256, rows })),
    };
    await recordLoad(connection, number, load, drop.path);
    required(await options.hashes);
    required(await options.unchanged());
    onPhase('saving');
    halt();
    options.beforeCommit();
    await connection.run('COMMIT');
    return load;
  } catch (fault) {
    await rollback(connection);
    throw fault;
  }
}

/** Rolls back; a transaction that DuckDB has already given up needs no more. */
async function rollback(connection: DuckDBConnection): Promise<void> {
  try {
    await connection.run('ROLLBACK');
  } catch (fault) {
    if (!/no transaction is active|invalidated/i.test(faultText(fault))) throw fault;
  }
}
