import { mkdir, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';

/** The files of a drop by their path. */
export type Files = ReadonlyMap<string, Uint8Array>;

/** When every file of a fuzzed drop was written. */
const WRITTEN = new Date('2026-11-21T06:00:00.000Z');

export async function readFiles(dir: string): Promise<Files> {
  const entries = await readdir(dir, { withFileTypes: true, recursive: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const read = paths
    .sort()
    .map(async (path): Promise<[string, Uint8Array]> => [relative(dir, path), await readFile(path)]);
  return new Map(await Promise.all(read));
}

/** Puts exactly these files into a folder. */
export async function writeFiles(dir: string, files: Files): Promise<void> {
  await rm(dir, { recursive: true, force: true });
  await mkdir(dir, { recursive: true });
  for (const [path, bytes] of files) {
    const absolute = join(dir, path);
    await mkdir(dirname(absolute), { recursive: true });
    await writeFile(absolute, bytes);
    await utimes(absolute, WRITTEN, WRITTEN);
  }
}
