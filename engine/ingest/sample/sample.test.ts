import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { dayOf } from '../../core/index.ts';
import { plainRows } from '../../store/cache/index.ts';
import type { SamplePlan } from './plan.ts';
import { fillTemplate, readTemplates } from './templates.ts';

const dir = new URL('../../../resources/sample', import.meta.url).pathname;
const plan = (seed: number): SamplePlan => ({ seed, from: dayOf('2025-05-22'), through: dayOf('2026-11-20') });

const variantSchema = z.object({
  test_id: z.string(),
  test_name: z.string(),
  kind: z.string(),
  variant_id: z.string(),
  headline: z.string(),
  is_winner: z.boolean(),
  rate_factor: z.number(),
  days: z.int(),
  first_day: z.string(),
  last_day: z.string(),
});

/** The planned variants of a seed: which tests there are and what is true of them, without their rows. */
async function variants(seed: number) {
  const [phrases, tests] = await readTemplates(dir, plan(seed));
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(`${phrases?.sql};${tests?.sql}`);
  const reader = await connection.runAndReadAll(`
    SELECT test_id, test_name, kind, variant_id, headline, is_winner, rate_factor::DOUBLE AS rate_factor,
      last_day - first_day + 1 AS days, first_day, last_day FROM variants ORDER BY variant_id`);
  const rows = z.array(variantSchema).parse(plainRows(reader));
  connection.closeSync();
  instance.closeSync();
  return rows;
}

/** Rows by test; Node 20 has no `Map.groupBy`. */
function byTestId<T extends { readonly test_id: string }>(rows: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) groups.set(row.test_id, [...(groups.get(row.test_id) ?? []), row]);
  return groups;
}

describe('the plan of the sample', () => {
  it('is the same for the same seed and another for another', async () => {
    expect(await variants(3)).toEqual(await variants(3));
    expect(await variants(3)).not.toEqual(await variants(4));
  });

  it('has tests of two to six variants, each with its own headline and name', async () => {
    const rows = await variants(7);
    const byTest = byTestId(rows);
    expect(byTest.size).toBe(336);
    expect(new Set(rows.map((row) => row.test_name)).size).toBe(336);
    for (const [, own] of byTest) {
      expect(own.length).toBeGreaterThanOrEqual(2);
      expect(own.length).toBeLessThanOrEqual(6);
      expect(new Set(own.map((row) => row.headline)).size).toBe(own.length);
    }
    for (const { headline } of rows) expect(headline).toMatch(/^[A-Z][^{}]+$/);
  });

  it('runs tests for at most eight weeks, inside its days', async () => {
    for (const row of await variants(7)) {
      expect(row.days).toBeGreaterThan(0);
      expect(row.days).toBeLessThanOrEqual(56);
      expect(row.first_day >= '2025-05-22' && row.last_day <= '2026-11-20').toBe(true);
    }
  });

  it('plants one winner where there is one, and no difference where there is none', async () => {
    const byTest = byTestId(await variants(7));
    const kinds = new Map<string, number>();
    for (const own of byTest.values()) {
      const kind = own[0]?.kind ?? '';
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
      const winners = own.filter((row) => row.is_winner);
      const factors = own.map((row) => row.rate_factor);
      if (kind === 'winner' || kind === 'uneven_split') {
        expect(winners).toHaveLength(1);
        expect(winners[0]?.rate_factor).toBe(Math.max(...factors));
      } else expect(winners).toHaveLength(0);
      if (kind === 'no_difference') expect(new Set(factors)).toEqual(new Set([1]));
    }
    expect(kinds.get('uneven_split')).toBe(1);
    expect(kinds.get('too_little_data')).toBe(1);
    for (const kind of ['winner', 'no_difference', 'close']) expect(kinds.get(kind)).toBeGreaterThan(50);
  });

  it('refuses a template with a place it does not know', () => {
    expect(() => fillTemplate('SELECT {{moon}}', plan(1))).toThrow('unknown {{moon}}');
  });
});
