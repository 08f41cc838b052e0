import type { DuckDBConnection } from '@duckdb/node-api';
import { z } from 'zod';
import { literal, literals, plainRows } from '../store/cache/index.ts';
import type { DataContract } from './contracts/contract.ts';
import type { DropFile } from './drop.ts';
import type { ParquetFooters } from './parquet.ts';

/** A part has at least so many rows: below, what is won by small parts is lost to their number. */
const PART_ROWS = 250_000;
const MOST_PARTS = 64;

/** A file and the days it has rows of, both ends included. */
export interface FileDays {
  readonly file: DropFile;
  readonly rows: number;
  readonly first: string;
  readonly last: string;
}

const ranged = z.object({
  file: z.string(),
  first: z.string().nullable(),
  last: z.string().nullable(),
  unknown: z.int(),
});

/** The day that stands in a file's path, by Hive's convention. */
const dayInPath = ({ path }: DropFile, day: string): string | undefined =>
  path
    .split('/')
    .find((part) => part.startsWith(`${day}=`))
    ?.slice(day.length + 1);

/** The days of each file by its path or the statistics in its footer, null when a file does not say. */
async function daysOfFiles(
  connection: DuckDBConnection,
  files: readonly DropFile[],
  day: string,
  footers: ParquetFooters,
): Promise<readonly FileDays[] | null> {
  const reader = await connection.runAndReadAll(`
    SELECT file_name AS file, min(stats_min_value) AS first, max(stats_max_value) AS last,
      count(*) FILTER (WHERE stats_min_value IS NULL OR stats_max_value IS NULL) AS unknown
    FROM parquet_metadata(${literals(files.map(({ absolute }) => absolute))})
    WHERE path_in_schema = ${literal(day)} GROUP BY file_name`);
  const found = new Map(
    z
      .array(ranged)
      .parse(plainRows(reader))
      .map((row) => [row.file, row]),
  );
  const days: FileDays[] = [];
  for (const file of files) {
    const rows = footers.rows.get(file.absolute) ?? 0;
    const own = dayInPath(file, day);
    if (own !== undefined) {
      days.push({ file, rows, first: own, last: own });
      continue;
    }
    const range = found.get(file.absolute);
    if (range === undefined || range.first === null || range.last === null || range.unknown > 0) return null;
    days.push({ file, rows, first: range.first, last: range.last });
  }
  return days;
}

/** Puts files whose days overlap together, and small ones with their neighbours. */
export function packByDays(days: readonly FileDays[], least: number): readonly (readonly DropFile[])[] {
  const parts: { readonly files: DropFile[]; rows: number; last: string }[] = [];
  for (const { file, rows, first, last } of days.toSorted((a, b) => (a.first < b.first ? -1 : 1))) {
    const part = parts.at(-1);
    if (part === undefined || (first > part.last && part.rows >= least)) parts.push({ files: [file], rows, last });
    else {
      part.files.push(file);
      part.rows += rows;
      if (last > part.last) part.last = last;
    }
  }
  return parts.map(({ files }) => files);
}

/**
 * Splits a large drop into files that, by what their footers say of their days, can have no key in common. Keys can then
 * be compared within each part, in tables small enough for the processor's caches: half the time. Whoever relies on it
 * checks the days themselves. One part when the key has no day or the files do not say.
 */
export async function disjointFiles(
  connection: DuckDBConnection,
  files: readonly DropFile[],
  { partition, key }: DataContract,
  footers: ParquetFooters,
): Promise<readonly (readonly DropFile[])[]> {
  const total = [...footers.rows.values()].reduce((sum, rows) => sum + rows, 0);
  if (partition === null || !key.includes(partition) || files.length < 2 || total < 2 * PART_ROWS) return [files];
  const days = await daysOfFiles(connection, files, partition, footers);
  return days === null ? [files] : packByDays(days, Math.max(PART_ROWS, total / MOST_PARTS));
}
