import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import { poissonColumns, poissonCount } from './poisson.ts';

/** Mean and variance of draws from `n` evenly spread pairs of uniforms (the R2 sequence of Roberts 2018). */
async function moments(mean: number, n: number): Promise<{ mean: number; variance: number; least: number }> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const reader = await connection.runAndReadAll(`
    SELECT avg(x) AS mean, var_pop(x) AS variance, min(x)::INTEGER AS least FROM (
      SELECT ${poissonCount('m')} AS x FROM (
        SELECT *, ${poissonColumns('m')} FROM (
          SELECT ${mean}::DOUBLE AS m, (0.5 + i * 0.7548776662466927) % 1 AS u, (0.5 + i * 0.5698402909980532) % 1 AS v
          FROM range(1, ${n + 1}) r(i))))`);
  const [row] = reader.getRowsJS();
  connection.closeSync();
  instance.closeSync();
  return { mean: Number(row?.[0]), variance: Number(row?.[1]), least: Number(row?.[2]) };
}

describe('Poisson counts in SQL', () => {
  // A Poisson count has its mean as variance; the transform adds 1/8 and its rounding at most 1/4.
  it.each([0.05, 0.7, 3.9, 4.1, 12, 80])('with mean %d have that mean and variance', async (mean) => {
    const found = await moments(mean, 60_000);
    expect(Math.abs(found.mean - mean)).toBeLessThan(0.01 * mean + 0.002);
    expect(found.variance).toBeGreaterThan(0.97 * mean);
    expect(found.variance).toBeLessThan(1.03 * mean + 0.4);
    expect(found.least).toBeGreaterThanOrEqual(0);
  });
});
