import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

const DEEPEST = 4;

/** Folders below `folder` (itself included) that hold a `manifest.json`, in the order of their names. */
export async function dropsUnder(folder: string, depth = 0): Promise<readonly string[]> {
  if (existsSync(join(folder, 'manifest.json'))) return [folder];
  if (depth === DEEPEST || !existsSync(folder)) return [];
  const inner = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const found = await Promise.all(inner.map((entry) => dropsUnder(join(folder, entry.name), depth + 1)));
  return found.flat().sort();
}
