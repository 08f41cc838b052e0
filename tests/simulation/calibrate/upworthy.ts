import { existsSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';
import { z } from 'zod';
import type { Counted } from './split.ts';

const FILE = new URL('../../../../shared/data/upworthy/upworthy_tests.parquet', import.meta.url).pathname;

/** Whether the Upworthy Research Archive is at hand; it is not part of the repository. */
export const hasUpworthy = (): boolean => existsSync(FILE);

const rows = z.array(z.object({ impressions: z.int(), clicks: z.int() }));

/** Impressions and clicks of each variant of the archive (Matias et al. 2021), in the order of its packages. */
export async function upworthyVariants(): Promise<readonly Counted[]> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const reader = await connection.runAndReadAll(
    `SELECT impressions::DOUBLE AS impressions, clicks::DOUBLE AS clicks FROM '${FILE}' ORDER BY test_id, package_index`,
  );
  connection.closeSync();
  instance.closeSync();
  return rows.parse(reader.getRowObjectsJS());
}
