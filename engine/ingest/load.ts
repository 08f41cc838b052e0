import type { DuckDBConnection } from '@duckdb/node-api';
import { z } from 'zod';
import type { Load } from '../contract/index.ts';
import { appError, type Instant, type Result } from '../core/index.ts';
import { faultText, identifier, literal, plainRows, refreshRollups } from '../store/cache/index.ts';
import type { DataContract } from './contracts/contract.ts';
import { type RejectedColumn, readRetyped } from './csv.ts';
import type { Drop } from './drop.ts';
import { type IncomingRows, openIncoming, reading } from './incoming.ts';
import { checkSums, type Judgement, judgeRows } from './judge.ts';
import { loadedParts, loadedRows } from './loaded.ts';
import { countPartitions, replacePartitions } from './partitions.ts';
import { commonestReason, type Incoming, quarantineBroken, quarantineRejects } from './quarantine.ts';
import { Refusal, required } from './refusal.ts';
import { type AddedColumn, holdColumns } from './schema-diff.ts';
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
  readonly onPhase: (phase: 'checking' | 'loading' | 'saving') => void;
  readonly signal: AbortSignal;
}

/** A column none of whose values could be read is of another type; single bad lines are quarantined. */
async function refuseRetyped(
  connection: DuckDBConnection,
  rejects: readonly RejectedColumn[],
  rows: number,
  { drop, contract }: LoadOptions,
): Promise<void> {
  const [worst] = rejects;
  if (worst === undefined || worst.lines < rows || !contract.columns.some(({ name }) => name === worst.column)) return;
  const retyped = new Set([worst.column, ...(await readRetyped(connection, rows))]);
  const types = new Map(contract.columns.map(({ name, type }) => [name, retyped.has(name) ? 'text' : type]));
  required(holdColumns([{ file: drop.files[0]?.path ?? drop.path, types }], contract, { inPath: [], typed: true }));
}

/** Holds what was read to the manifest's counts and totals. */
async function holdToManifest(
  connection: DuckDBConnection,
  judgement: Judgement,
  { rejects }: IncomingRows,
  options: LoadOptions,
): Promise<void> {
  const { manifest, path } = options.drop;
  const unread = rejects.reduce((sum, reject) => sum + reject.lines, 0);
  const actual = judgement.rows + unread;
  const expected = manifest.totals.rows;
  if (actual !== expected) throw new Refusal(appError('ROW_COUNT_MISMATCH', { actual, expected }));
  await refuseRetyped(connection, rejects, actual, options);
  // Lines that could not be read have no numbers to add: then the sums can not be compared.
  if (unread === 0) required(checkSums(judgement, manifest, path));
}

/** Moves what breaks the contract into quarantine. Returns how many rows that are. */
async function keepOut(
  connection: DuckDBConnection,
  loaded: Incoming,
  judgement: Judgement,
  rejects: readonly RejectedColumn[],
): Promise<number> {
  const unread = rejects.reduce((sum, reject) => sum + reject.lines, 0);
  if (unread > 0) await quarantineRejects(connection, loaded.load, rejects);
  const doubtful = judgement.broken > 0 || judgement.suspects > 0;
  const keptOut = unread + (doubtful ? await quarantineBroken(connection, loaded, judgement.suspects > 0) : 0);
  if (keptOut === judgement.rows + unread) {
    const reason = await commonestReason(connection, loaded.load);
    throw new Refusal(appError('QUARANTINE_ALL', { rows: keptOut, reason }));
  }
  return keptOut;
}

/** Inserts the rows as they come, in one statement straight from the files: judged where they are, they are read faster. */
async function insertRows(connection: DuckDBConnection, { rows, contract, load }: Incoming): Promise<void> {
  const columns = contract.columns.map(({ name }) => identifier(name)).join(', ');
  await connection.run(`
    INSERT INTO ${identifier(contract.dataset)} (${columns}, _load) SELECT incoming.*, ${load} FROM ${rows} AS incoming`);
}

async function recordLoad(connection: DuckDBConnection, number: number, load: Load, path: string): Promise<void> {
  const files = load.files.map(
    (file) =>
      `{path: ${literal(file.path)}, bytes: ${file.bytes}, sha256: ${literal(file.sha256)}, rows: ${file.rows}}`,
  );
  const texts = [load.id, load.dataset, load.contractVersion, load.snapshotId, load.snapshotHash, load.generatedAt];
  await connection.run(
    `INSERT INTO workbench.loads VALUES (${number}, ${[...texts, load.dataThrough, load.loadedAt].map(literal).join(', ')},
      ${load.rows}, ${load.quarantined}, ${load.days}, [${files.join(', ')}], ${literal(path)},
      ${load.source == null ? 'NULL' : literal(load.source)})`,
  );
}

/** Writes down the columns of the files that the contract does not know. */
async function recordAdded(connection: DuckDBConnection, load: number, added: readonly AddedColumn[]): Promise<void> {
  if (added.length === 0) return;
  const rows = added.map(({ name, type }) => `(${load}, 'added', ${literal(name)}, ${literal(type)})`);
  await connection.run(`INSERT INTO workbench.schema_changes VALUES ${rows.join(', ')}`);
}

async function nextNumber(connection: DuckDBConnection): Promise<number> {
  const reader = await connection.runAndReadAll('SELECT coalesce(max(number), 0) + 1 AS n FROM workbench.loads');
  return z.object({ n: z.int() }).parse(plainRows(reader)[0]).n;
}

/** Rolls back; a transaction that DuckDB has already given up needs no more. */
async function rollback(connection: DuckDBConnection): Promise<void> {
  try {
    await connection.run('ROLLBACK');
  } catch (fault) {
    if (!/no transaction is active|invalidated/i.test(faultText(fault))) throw fault;
  }
}

async function fill(connection: DuckDBConnection, number: number, options: LoadOptions): Promise<Load> {
  const { drop, contract, onPhase, signal } = options;
  const { manifest } = drop;
  const halt = () => {
    if (signal.aborted) throw new Refusal(appError('CANCELLED'));
  };
  onPhase('loading');
  const opened = await openIncoming(connection, drop, contract);
  const arriving: Incoming = { rows: opened.rows, contract, dataThrough: manifest.dataThrough, load: number };
  halt();
  required(await reading(drop, () => replacePartitions(connection, arriving, manifest.generatedAt)));
  await reading(drop, () => insertRows(connection, arriving));
  onPhase('checking');
  halt();
  const loaded: Incoming = { ...arriving, rows: loadedRows(contract, number) };
  const parts = await loadedParts(connection, contract, number, manifest.totals.rows);
  const judgement = await judgeRows(connection, { rows: loaded.rows, parts }, contract, manifest);
  await holdToManifest(connection, judgement, opened, options);
  const keptOut = await keepOut(connection, loaded, judgement, opened.rejects);
  const days = await countPartitions(connection, loaded);
  await refreshRollups(connection, contract.dataset, number);
  const source = [...(drop.source === null ? [] : [drop.source]), ...opened.found];
  const load: Load = {
    id: snapshotId(manifest, drop.hash),
    dataset: contract.dataset,
    contractVersion: manifest.contractVersion,
    snapshotId: manifest.snapshotId,
    snapshotHash: drop.hash,
    generatedAt: manifest.generatedAt,
    dataThrough: manifest.dataThrough,
    loadedAt: options.loadedAt,
    rows: manifest.totals.rows - keptOut,
    quarantined: keptOut,
    days,
    files: manifest.files.map(({ path, bytes, sha256, rows }) => ({ path, bytes, sha256, rows })),
    source: source.length === 0 ? null : source.join('; '),
  };
  await recordLoad(connection, number, load, drop.path);
  await recordAdded(connection, number, opened.added);
  required(await options.hashes);
  required(await options.unchanged());
  onPhase('saving');
  halt();
  return load;
}

/**
 * Brings a drop into the cache in one transaction: all of it that keeps the contract, or nothing.
 * @throws Refusal with a coded error, or what DuckDB throws; both after rolling back.
 */
export async function loadDrop(connection: DuckDBConnection, options: LoadOptions): Promise<Load> {
  const number = await nextNumber(connection);
  await connection.run('BEGIN');
  try {
    const load = await fill(connection, number, options);
    options.beforeCommit();
    await connection.run('COMMIT');
    return load;
  } catch (fault) {
    await rollback(connection);
    throw fault;
  }
}
