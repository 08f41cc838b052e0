import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const isTest = (name) => /\.(test|property|contract)\.tsx?$/.test(name);

function* filesUnder(root, path) {
  const full = join(root, path);
  if (!existsSync(full)) return;
  if (!statSync(full).isDirectory()) {
    yield path;
    return;
  }
  for (const name of readdirSync(full).sort()) if (!isTest(name)) yield* filesUnder(root, join(path, name));
}

/** SHA-256 over names and contents of the files (tests left out) below the paths. Moving or touching a file changes nothing else. */
export function fingerprintOf(root, paths) {
  const hash = createHash('sha256');
  for (const path of paths)
    for (const file of filesUnder(root, path)) {
      const bytes = readFileSync(join(root, file));
      hash.update(`${file}\0${bytes.length}\0`).update(bytes);
    }
  return hash.digest('hex');
}
