import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { renderApiContracts } from './docs/api-contracts.ts';
import { renderDatasets } from './docs/datasets.ts';
import { renderMetrics } from './docs/metrics.ts';
import { generateOpenApi } from './docs/openapi.ts';
import { MIGRATIONS_MODULE, renderMigrations } from './docs/ops-migrations.ts';
import { renderSchemas } from './docs/schemas.ts';

/** Writes the generated pages of docs/; with --check only says which are stale and exits 1. */
async function main(): Promise<void> {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
  const spec = await generateOpenApi(version);
  const pages: readonly (readonly [string, string])[] = [
    ['docs/openapi.json', `${JSON.stringify(spec, null, 1)}\n`],
    ['docs/api-contracts.md', renderApiContracts(spec)],
    ['docs/schemas.md', renderSchemas()],
    ['docs/datasets.md', renderDatasets()],
    ['docs/metrics.md', await renderMetrics()],
    [MIGRATIONS_MODULE, renderMigrations()],
  ];
  const stale = pages.filter(([path, text]) => !existsSync(path) || readFileSync(path, 'utf8') !== text);
  if (process.argv.includes('--check')) {
    for (const [path] of stale) console.error(`${path} is stale: run "npm run docs"`);
    process.exitCode = stale.length === 0 ? 0 : 1;
    return;
  }
  for (const [path, text] of stale) writeFileSync(path, text);
  console.log(stale.length === 0 ? 'docs are up to date' : `wrote ${stale.map(([path]) => path).join(', ')}`);
}

await main();
