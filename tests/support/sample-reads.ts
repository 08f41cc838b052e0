import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { z } from 'zod';
import { type Manifest, manifestSchema } from '../../engine/ingest/index.ts';
import { plainRows } from '../../engine/store/cache/index.ts';
import { inMemory } from './in-memory.ts';
import { withSample } from './sample-cache.ts';

/** Standard errors that a share or a mean may be off: about one test in 16,000 fails by chance, and none with a fixed seed. */
const SIGMAS = 4;

/** Rows that SQL written by hand finds in the sample, by the columns a test needs. */
export async function rows<Shape extends z.ZodRawShape>(
  sql: string,
  shape: Shape,
): Promise<z.infer<z.ZodObject<Shape>>[]> {
  const sample = await withSample();
  return z.array(z.object(shape)).parse(await sample.rows(sql));
}

/** The first of them. */
export async function one<Shape extends z.ZodRawShape>(
  sql: string,
  shape: Shape,
): Promise<z.infer<z.ZodObject<Shape>>> {
  const [row] = await rows(sql, shape);
  if (row === undefined) throw new Error('no row');
  return row;
}

/** The one number of a SELECT. */
export const number = async (sql: string): Promise<number> =>
  (await one(`SELECT (${sql})::DOUBLE AS n`, { n: z.number() })).n;

/** Holds a share of `n` to its planted value. */
export function expectShare(found: number, planted: number, n: number): void {
  expect(Math.abs(found - planted)).toBeLessThan(SIGMAS * Math.sqrt((planted * (1 - planted)) / n));
}

export const manifestOf = async (exportsDir: string, folder: string): Promise<Manifest> =>
  manifestSchema.parse(JSON.parse(await readFile(join(exportsDir, folder, 'manifest.json'), 'utf8')));

/** Rows of a drop's own files, as they were exported; `$files` stands for them. */
export async function exported(folder: string, select: string): Promise<readonly Record<string, unknown>[]> {
  const { exportsDir } = await withSample();
  const files = `read_parquet('${join(exportsDir, folder)}/**/*.parquet', hive_partitioning = false)`;
  return inMemory(async (connection) => plainRows(await connection.runAndReadAll(select.replace('$files', files))));
}
