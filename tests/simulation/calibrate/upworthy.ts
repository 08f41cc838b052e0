import { existsSync } from 'node:fs';
import { z } from 'zod';
import { inMemory } from '../../support/in-memory.ts';
import type { Counted } from './split.ts';

const FILE = new URL('../../../../shared/data/upworthy/upworthy_tests.parquet', import.meta.url).pathname;

/** Whether the Upworthy Research Archive is at hand; it is not part of the repository. */
export const hasUpworthy = (): boolean => existsSync(FILE);

async function ask<T extends z.ZodType>(form: T, sql: string): Promise<z.infer<T>> {
  const reader = await inMemory((connection) => connection.runAndReadAll(sql));
  return form.parse(reader.getRowObjectsJS());
}

const counted = z.object({ impressions: z.int(), clicks: z.int() });

/** Impressions and clicks of each variant of the archive (Matias et al. 2021), in the order of its packages. */
export const upworthyVariants = (): Promise<readonly Counted[]> =>
  ask(
    z.array(counted),
    `SELECT impressions::DOUBLE AS impressions, clicks::DOUBLE AS clicks FROM '${FILE}' ORDER BY test_id, package_index`,
  );

/** A test of the archive, which dates tests by their week alone. */
export interface ArchivedTest {
  /** Such as 201303. */
  readonly week: number;
  readonly variants: readonly Counted[];
}

const archived = z.object({ test: z.string(), week: z.int(), ...counted.shape });

/** Tests of at least two variants, in the order of their weeks. */
export async function upworthyTests(): Promise<readonly ArchivedTest[]> {
  const rows = await ask(
    z.array(archived),
    `SELECT test_id AS test, test_week::DOUBLE AS week, impressions::DOUBLE AS impressions, clicks::DOUBLE AS clicks
     FROM '${FILE}' ORDER BY test_week, test_id, package_index`,
  );
  const tests = new Map<string, { week: number; variants: Counted[] }>();
  for (const { test, week, impressions, clicks } of rows) {
    const own = tests.get(test) ?? { week, variants: [] };
    own.variants.push({ impressions, clicks });
    tests.set(test, own);
  }
  return [...tests.values()].filter(({ variants }) => variants.length > 1);
}
