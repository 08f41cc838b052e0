import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MIGRATIONS } from '../../engine/store/ops/migrations.generated.ts';
import { makeTemplate } from '../../engine/store/ops/template.ts';

const MODULES = fileURLToPath(new URL('../../node_modules', import.meta.url));

/** Path of the migrated PGlite template; made once for each set of migrations and each version of PGlite. */
export async function cachedTemplate(): Promise<string> {
  const folder = join(MODULES, '.cache', 'growth-workbench');
  const pglite = readFileSync(join(MODULES, '@electric-sql/pglite/package.json'));
  const key = createHash('sha256').update(pglite);
  for (const { id, sha256 } of MIGRATIONS) key.update(`\n${id} ${sha256}`);
  const path = join(folder, `pglite-${key.digest('hex').slice(0, 16)}.tar.gz`);
  if (existsSync(path)) return path;
  const bytes = await makeTemplate();
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${path}.${process.pid}`, bytes);
  renameSync(`${path}.${process.pid}`, path);
  return path;
}
