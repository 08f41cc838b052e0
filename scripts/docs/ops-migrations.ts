import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = 'engine/store/ops/migrations';
export const MIGRATIONS_MODULE = 'engine/store/ops/migrations.generated.ts';

/** The SQL of `engine/store/ops/migrations` as a module, so that every bundle carries it. */
export function renderMigrations(): string {
  const files = readdirSync(FOLDER)
    .filter((name) => name.endsWith('.sql'))
    .sort();
  const entries = files.map((name) => {
    const sql = readFileSync(join(FOLDER, name), 'utf8').replaceAll('\r\n', '\n');
    const sha256 = createHash('sha256').update(sql).digest('hex');
    return `  {\n    id: ${JSON.stringify(name.replace(/\.sql$/, ''))},\n    sha256: '${sha256}',\n    sql: ${JSON.stringify(sql)},\n  },\n`;
  });
  return [
    '// Generated from engine/store/ops/migrations by "npm run docs". Do not edit.',
    "import type { Migration } from './migration.ts';",
    '',
    'export const MIGRATIONS: readonly Migration[] = [',
    `${entries.join('')}];`,
    '',
  ].join('\n');
}
