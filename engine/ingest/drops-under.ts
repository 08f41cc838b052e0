import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isShardName } from './readers/bigquery.ts';
import { isRedshiftName } from './readers/redshift.ts';

const DEEPEST = 4;

async function entriesOf(folder: string) {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return [];
    throw thrown;
  }
}

/** What says that a folder is a drop: our manifest, one of Redshift, Spark's marker, or shards of BigQuery. */
const isMarker = (name: string): boolean =>
  name === 'manifest.json' || name === '_SUCCESS' || isRedshiftName(name) || isShardName(name);

/**
 * Folders below `folder` (itself included, four levels down at most) that are drops by the names of their files, in the
 * order of their names; none where there is no such folder. @throws the file system's error for a folder that can not be read.
 */
export async function dropsUnder(folder: string, depth = 0): Promise<readonly string[]> {
  const entries = await entriesOf(folder);
  if (entries.some((entry) => entry.isFile() && isMarker(entry.name))) return [folder];
  if (depth === DEEPEST) return [];
  const inner = entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(folder, name));
  return (await Promise.all(inner.map((below) => dropsUnder(below, depth + 1)))).flat().sort();
}
