import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { z } from 'zod';
import { plainRows } from '../../store/cache/index.ts';
import { PLANTED_FAULTS } from './faults.ts';
import type { SamplePlan } from './templates.ts';

const testTruth = z.object({
  testId: z.string(),
  kind: z.enum(['winner', 'no_difference', 'close', 'uneven_split', 'too_little_data']),
  /** Still running on the last day. */
  running: z.boolean(),
  /** The variant whose rate really is higher; null where none is. */
  winner: z.string().nullable(),
  variants: z.array(
    z.object({
      variantId: z.string(),
      /** True click-through rate over the impressions it had. */
      clickRate: z.number(),
      /** True rate against the test's base rate, the same in every channel and segment. */
      rateFactor: z.number(),
    }),
  ),
});

/** `truth.json`: what is really true of the sample, for tests and for people who want to check the workbench. */
export const truthSchema = z.object({
  seed: z.int(),
  from: z.string(),
  through: z.string(),
  tests: z.array(testTruth),
  quarantined: z.array(z.object({ rule: z.string(), rows: z.int() })),
});
export type SampleTruth = z.infer<typeof truthSchema>;

const SQL = `
  WITH rates AS (
    SELECT test_id, variant_id, round(sum(impressions * click_rate) / nullif(sum(impressions), 0), 9) AS click_rate
    FROM creative_daily GROUP BY ALL)
  SELECT v.test_id AS "testId", any_value(kind) AS kind, any_value(running) AS running,
    max(v.variant_id) FILTER (WHERE is_winner) AS winner,
    list({variantId: v.variant_id, clickRate: coalesce(click_rate, base_rate * rate_factor),
      rateFactor: rate_factor::DOUBLE} ORDER BY v.variant_id) AS variants
  FROM variants v LEFT JOIN rates USING (test_id, variant_id) GROUP BY v.test_id ORDER BY v.test_id`;

/** Writes `truth.json` beside the drops. */
export async function writeTruth(connection: DuckDBConnection, dir: string, plan: SamplePlan): Promise<void> {
  const tests = plainRows(await connection.runAndReadAll(SQL));
  const quarantined = PLANTED_FAULTS.map(({ rule, rows }) => ({ rule, rows }));
  const truth = truthSchema.parse({ ...plan, tests, quarantined });
  await writeFile(join(dir, 'truth.json'), `${JSON.stringify(truth, null, 2)}\n`);
}
