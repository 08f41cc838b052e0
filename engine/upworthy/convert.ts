import { mkdir, realpath, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { addDays, appError, dayOf, err, instantOf, ok, type Result } from '../core/index.ts';
import { type Contracts, sha256File, writeManifest } from '../ingest/index.ts';
import { cacheError, faultText, interruptible, openSession, plainRows } from '../store/cache/index.ts';
import { archiveColumns, archiveRowsSql, columnNames, columnsSql, totalsRow, totalsSql, writeSql } from './queries.ts';

export interface ArchiveInput {
  /** A file of the Upworthy Research Archive: CSV as published, or Parquet with the same columns. */
  readonly file: string;
  /** Where drops are put. */
  readonly exportsDir: string;
  readonly contracts: Contracts;
}

export interface ArchiveDrop {
  readonly drop: string;
  readonly tests: number;
  readonly variants: number;
  readonly winners: number;
}

const DATASET = 'creative_daily';

/**
 * Writes a file of the Upworthy Research Archive (Matias, Munger, Le Quere & Ebersole 2021) as a drop of `creative_daily`
 * with its declared winners, to be imported like any other. The same file gives the same drop.
 * Errors: ARCHIVE_UNREADABLE, ARCHIVE_COLUMNS; DISK_FULL, CACHE_MEMORY, CANCELLED.
 */
export async function convertArchive(
  { file, exportsDir, contracts }: ArchiveInput,
  signal?: AbortSignal,
): Promise<Result<ArchiveDrop>> {
  const contract = contracts.get(DATASET);
  if (contract === undefined) throw new Error(`there is no contract ${DATASET}`);
  const unreadable = (reason: string) => err(appError('ARCHIVE_UNREADABLE', { file, reason }));
  const found = await stat(file).catch(() => null);
  if (found === null) return unreadable('it is not there');
  if (!found.isFile()) return unreadable('it is not a file');
  const hash = await sha256File(file);
  await mkdir(exportsDir, { recursive: true });
  const exports = await realpath(exportsDir);
  const dir = join(exports, `upworthy-${hash.slice(0, 12)}`);
  const source = await realpath(file);
  try {
    const session = await openSession({
      path: ':memory:',
      tempDir: join(exports, '.overflow'),
      memoryLimit: '2GB',
      threads: 2,
      keepOrder: true,
      readable: [source],
      writableDirs: [exports],
    });
    try {
      return await interruptible(await session.connect(), signal, async (connection): Promise<Result<ArchiveDrop>> => {
        const ask = async (sql: string) => plainRows(await connection.runAndReadAll(sql));
        const names = columnNames.parse(await ask(columnsSql(source)));
        const columns = archiveColumns(new Set(names.map(({ column_name }) => column_name)));
        if ('missing' in columns) return err(appError('ARCHIVE_COLUMNS', { file, column: columns.missing }));
        await rm(dir, { recursive: true, force: true });
        await mkdir(dir, { recursive: true });
        const part = join(dir, 'part-0.parquet');
        await connection.run(writeSql(archiveRowsSql(source, columns), part));
        const [totals] = totalsRow.array().parse(await ask(totalsSql(part)));
        if (totals === undefined || totals.through === null) {
          await rm(dir, { recursive: true, force: true });
          return unreadable('it holds no rows');
        }
        const dataThrough = dayOf(totals.through);
        await writeManifest(connection, dir, {
          contract,
          snapshotId: `upworthy-${basename(dir)}`,
          generatedAt: instantOf(Date.parse(`${addDays(dataThrough, 1)}T00:00:00.000Z`)),
          dataThrough,
          sums: ['impressions', 'clicks'],
        });
        const { tests, variants, winners } = totals;
        return ok({ drop: dir, tests, variants, winners });
      });
    } finally {
      session.close();
    }
  } catch (fault) {
    const error = cacheError(fault);
    await rm(dir, { recursive: true, force: true });
    // What is no fault of the machine is one of the file.
    if (error.code !== 'CACHE_QUERY_FAILED' && error.code !== 'CACHE_DAMAGED') return err(error);
    return unreadable(faultText(fault));
  }
}
