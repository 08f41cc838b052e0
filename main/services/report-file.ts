import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Report, ReportFormat } from '../../engine/contract/index.ts';
import { type AppError, appError, err, ok, type Result } from '../../engine/core/index.ts';

/** A file of a report before it is written. */
export interface ReportFile {
  readonly name: string;
  readonly format: ReportFormat;
  readonly title: string;
  readonly failed: Report['failed'];
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export function folderFault(folder: string, thrown: unknown): AppError {
  const isFull = thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOSPC';
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  return isFull ? appError('DISK_FULL') : appError('REPORT_TARGET', { path: folder, reason });
}

/** Written beside and renamed: a report is there whole or not at all. */
export async function writeReport(
  folder: string,
  { name, ...file }: ReportFile,
  bytes: Uint8Array,
): Promise<Result<Report>> {
  const path = join(folder, name);
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(`${path}.new`, bytes);
    await rename(`${path}.new`, path);
  } catch (thrown) {
    return err(folderFault(folder, thrown));
  }
  return ok({ ...file, path, bytes: bytes.length, sha256: sha256(bytes) });
}

/** What a file says of itself that somebody else has written: the data worker. */
export async function writtenReport(folder: string, { name, ...file }: ReportFile): Promise<Result<Report>> {
  const path = join(folder, name);
  try {
    const bytes = await readFile(path);
    return ok({ ...file, path, bytes: bytes.length, sha256: sha256(bytes) });
  } catch (thrown) {
    return err(folderFault(folder, thrown));
  }
}

/** The font a report carries along, as base64. */
export const reportFont = ({ resources }: { readonly resources: string }): Promise<string> =>
  readFile(join(resources, 'fonts', 'inter.woff2'), 'base64');

/** Does one thing after the other and stops at the first that fails. */
export async function collected<T, U>(
  items: readonly T[],
  work: (item: T) => Promise<Result<U>>,
): Promise<Result<readonly U[]>> {
  const values: U[] = [];
  for (const item of items) {
    const value = await work(item);
    if (!value.ok) return value;
    values.push(value.value);
  }
  return ok(values);
}
