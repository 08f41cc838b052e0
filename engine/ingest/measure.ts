import { z } from 'zod';
import { daySchema } from '../contract/index.ts';
import { addDays, appError, type Day, dayIn, err, millisOf, ok, type Result } from '../core/index.ts';
import { cacheError, identifier, interruptible, literal, openSession, plainRows } from '../store/cache/index.ts';
import type { DataContract } from './contracts/contract.ts';
import { type Drop, readPath } from './drop.ts';
import { openIncoming, reading } from './incoming.ts';
import { Refusal } from './refusal.ts';
import { SOURCE_FILE } from './relation.ts';

interface Measured {
  readonly rows: ReadonlyMap<string, number>;
  readonly through: Day | null;
}

const byFile = z.array(z.object({ file: z.string(), n: z.int(), through: daySchema.nullable() }));

/**
 * Reads a foreign drop once to find what its manifest would say: rows of each file, and the last day of the data. Days
 * after the day the drop was written do not count: they are bad rows.
 * Errors: those of reading, ROW_COUNT_MISMATCH where a file's rows were promised, DROP_EMPTY, CANCELLED.
 */
export async function measureDrop(
  drop: Drop,
  contract: DataContract,
  scratch: string,
  signal?: AbortSignal,
): Promise<Result<Drop>> {
  const written = dayIn(millisOf(drop.manifest.generatedAt), 'UTC');
  const latest = addDays(written, 1);
  try {
    const session = await openSession({
      path: ':memory:',
      tempDir: `${scratch}.overflow`,
      memoryLimit: '1GB',
      threads: 2,
      keepOrder: false,
      readable: drop.files.map(readPath),
    });
    try {
      const { rows, through } = await interruptible(
        await session.connect(),
        signal,
        async (connection): Promise<Measured> => {
          const opened = await openIncoming(connection, drop, contract, true);
          const day = contract.partition === null ? 'NULL::DATE' : identifier(contract.partition);
          const sql = `
            SELECT ${identifier(SOURCE_FILE)} AS file, count(*) AS n,
              max(${day}) FILTER (${day} <= DATE ${literal(latest)}) AS through
            FROM ${opened.rows} GROUP BY ALL`;
          const reader = await reading(drop, () => connection.runAndReadAll(sql));
          const counted = byFile.parse(plainRows(reader));
          const found = new Map(counted.map(({ file, n }) => [file, n]));
          for (const [file, lines] of opened.unread) found.set(file, (found.get(file) ?? 0) + lines);
          const days = counted.map((row) => row.through).filter((value) => value !== null);
          return { rows: found, through: days.sort().at(-1) ?? null };
        },
      );
      return measuredDrop(drop, rows, through ?? written);
    } finally {
      session.close();
    }
  } catch (fault) {
    if (fault instanceof Refusal) return err(fault.error);
    // DuckDB throws plain errors; any other kind is a bug of ours.
    if (!(fault instanceof Error) || fault.constructor !== Error) throw fault;
    return err(cacheError(fault));
  }
}

function measuredDrop(drop: Drop, rows: ReadonlyMap<string, number>, dataThrough: Day): Result<Drop> {
  const files = drop.files.map((file) => ({ ...file, rows: rows.get(readPath(file)) ?? 0 }));
  for (const [index, { path, rows: actual }] of files.entries()) {
    const expected = drop.files[index]?.rows ?? 0;
    if (expected !== 0 && expected !== actual)
      return err(appError('ROW_COUNT_MISMATCH', { file: path, actual, expected }));
  }
  const total = files.reduce((sum, file) => sum + file.rows, 0);
  if (total === 0) return err(appError('DROP_EMPTY', { path: drop.path }));
  const manifest = {
    ...drop.manifest,
    dataThrough,
    files: files.map(({ path, bytes, sha256, rows: n }) => ({ path, bytes, sha256, rows: n })),
    totals: { rows: total, sums: {} },
  };
  return ok({ ...drop, files, manifest, measured: true });
}
