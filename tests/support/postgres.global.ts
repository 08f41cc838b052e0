import type { TestProject } from 'vitest/node';
import { cachedTemplate } from '../../scripts/build/pglite-template.ts';
import { startPostgres } from './postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Port of the Postgres that the integration tests share. */
    pgPort: number;
    /** Path of the migrated PGlite template. */
    opsTemplate: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const [postgres, template] = await Promise.all([startPostgres(), cachedTemplate()]);
  project.provide('pgPort', postgres.port);
  project.provide('opsTemplate', template);
  return () => postgres.stop();
}
