// Puts the database template into out/resources. `npm run build` calls it when the migrations have changed.
import { copyFileSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { tsImport } from 'tsx/esm/api';

const { cachedTemplate } = await tsImport('./build/pglite-template.ts', import.meta.url);
const resources = fileURLToPath(new URL('../out/resources/', import.meta.url));
mkdirSync(resources, { recursive: true });
copyFileSync(await cachedTemplate(), `${resources}pglite-template.tar.gz`);
