import { mkdtemp, realpath, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { appError, err, ok, type Result } from '../../core/index.ts';
import { cacheError, faultText, interruptible, openSession } from '../../store/cache/index.ts';
import { COLUMNS, type ColumnKey, nameRows, namesSql, rowsSql } from './queries.ts';

/** Columns of a file: actions and positions by name, numbers as asked for. Missing values were refused. */
export interface FileColumns {
  readonly actions: readonly string[];
  /** null: the file has no positions. */
  readonly positions: readonly string[] | null;
  readonly numbers: readonly Float64Array[];
}

interface Wanted {
  readonly file: string;
  /** Columns that have to be there, by what they mean. */
  readonly numbers: readonly ColumnKey[];
  /** More columns of numbers, by their own names. */
  readonly contexts: readonly string[];
}

const find = (names: ReadonlySet<string>, key: ColumnKey): string | null =>
  COLUMNS[key].find((name) => names.has(name)) ?? null;

/** The columns to read; the name of the first that is missing. */
function columnsOf(names: ReadonlySet<string>, { numbers, contexts }: Wanted) {
  const action = find(names, 'action');
  if (action === null) return { missing: COLUMNS.action[0] };
  const found: string[] = [];
  for (const key of numbers) {
    const name = find(names, key);
    if (name === null) return { missing: COLUMNS[key][0] };
    found.push(name);
  }
  const missing = contexts.find((name) => !names.has(name));
  if (missing !== undefined) return { missing };
  return { action, position: find(names, 'position'), numbers: [...found, ...contexts] };
}

/** What of the values read is missing or no number: which row and column. */
function valueFault(
  columns: {
    readonly action: readonly unknown[];
    readonly position: readonly unknown[];
    readonly numbers: readonly (readonly unknown[])[];
  },
  names: { readonly action: string; readonly position: string | null; readonly numbers: readonly string[] },
): { readonly row: number; readonly column: string; readonly reason: string } | null {
  const texts = [
    { column: names.action, values: columns.action },
    ...(names.position === null ? [] : [{ column: names.position, values: columns.position }]),
  ];
  for (const { column, values } of texts) {
    const row = values.findIndex((value) => typeof value !== 'string' || value === '');
    if (row !== -1) return { row: row + 1, column, reason: 'missing' };
  }
  for (const [index, values] of columns.numbers.entries()) {
    const row = values.findIndex((value) => typeof value !== 'number' || !Number.isFinite(value));
    if (row !== -1) return { row: row + 1, column: names.numbers[index] ?? '', reason: 'missing or no number' };
  }
  return null;
}

const textsOf = (values: readonly unknown[]): readonly string[] => values.map(String);
const numbersOf = (values: readonly unknown[]): Float64Array => Float64Array.from(values, Number);

/**
 * Columns of a CSV or Parquet file.
 * Errors: BANDIT_LOGS_UNREADABLE, BANDIT_LOGS_COLUMN, BANDIT_LOGS_VALUE; CACHE_MEMORY, DISK_FULL, CANCELLED.
 */
export async function readColumns(wanted: Wanted, signal?: AbortSignal): Promise<Result<FileColumns>> {
  const { file } = wanted;
  const unreadable = (reason: string) => err(appError('BANDIT_LOGS_UNREADABLE', { file, reason }));
  const known = await stat(file).catch(() => null);
  if (known === null || !known.isFile()) return unreadable('it is not a file');
  const source = await realpath(file);
  const tempDir = await mkdtemp(join(tmpdir(), 'gw-logs-'));
  try {
    const session = await openSession({
      path: ':memory:',
      tempDir,
      memoryLimit: '2GB',
      threads: 2,
      keepOrder: true,
      readable: [source],
    });
    try {
      return await interruptible(await session.connect(), signal, async (connection): Promise<Result<FileColumns>> => {
        const described = await connection.runAndReadAll(namesSql(source));
        const names = new Set(nameRows.parse(described.getRowObjectsJS()).map(({ column_name }) => column_name));
        const columns = columnsOf(names, wanted);
        if ('missing' in columns) return err(appError('BANDIT_LOGS_COLUMN', { file, column: columns.missing }));
        const reader = await connection.runAndReadAll(rowsSql(source, columns));
        const [action = [], position = [], ...numbers] = reader.getColumnsJS();
        if (action.length === 0) return unreadable('it holds no rows');
        const fault = valueFault({ action, position, numbers }, columns);
        if (fault !== null) return err(appError('BANDIT_LOGS_VALUE', { file, ...fault }));
        const positions = columns.position === null ? null : textsOf(position);
        return ok({ actions: textsOf(action), positions, numbers: numbers.map(numbersOf) });
      });
    } finally {
      session.close();
    }
  } catch (fault) {
    const error = cacheError(fault);
    // What is no fault of the machine is one of the file.
    if (error.code !== 'CACHE_QUERY_FAILED' && error.code !== 'CACHE_DAMAGED') return err(error);
    return unreadable(faultText(fault));
  } finally {
    await rm(tempDir, { recursive: true, force: true });
  }
}
