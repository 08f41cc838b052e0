import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/** Folders below a drop: hive levels, no more. */
const DEEPEST = 8;
/** More files than any export has; a folder with more is not a drop. */
const MOST = 100_000;

/** Everything below a drop: files, and names of folders, relative with forward slashes, sorted. */
export interface Listing {
  readonly files: readonly string[];
  readonly folders: readonly string[];
}

/**
 * Lists a folder, links not followed. Null when it is too deep or too full to be a drop.
 * @throws the file system's error.
 */
export async function listing(root: string): Promise<Listing | null> {
  const files: string[] = [];
  const folders: string[] = [];
  const nameOf = (folder: string, name: string) => relative(root, join(folder, name)).split(sep).join('/');
  const walk = async (folder: string, depth: number): Promise<boolean> => {
    if (depth > DEEPEST) return false;
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      if (entry.isDirectory()) {
        folders.push(nameOf(folder, entry.name));
        if (!(await walk(join(folder, entry.name), depth + 1))) return false;
      } else {
        files.push(nameOf(folder, entry.name));
        if (files.length > MOST) return false;
      }
    }
    return true;
  };
  return (await walk(root, 0)) ? { files: files.sort(), folders: folders.sort() } : null;
}

/** The last part of a path. */
export const nameIn = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** Files that writers leave beside the data: `_committed_1`, `.part-0.crc`, a manifest. */
export const isBookkeeping = (path: string): boolean =>
  path.split('/').some((part) => part.startsWith('_') || part.startsWith('.')) || /\.crc$/.test(path);

/** Files whose name says that they hold rows. */
export const isData = (path: string): boolean => /\.(parquet|csv|tsv|txt|json|ndjson|jsonl)(\.gz)?$/.test(path);
